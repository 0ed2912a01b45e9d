-- Whether the people of a project suffice for its items: on most items whoever met one takes a place of it, and only these
-- answers do not. How many of them one item has at most tells whether the items must be looked at one by one.
CREATE INDEX "assignment_uncounted" ON "assignment" ("project_id", "item_no")
  WHERE NOT "counted" AND "state" IN ('judged', 'surplus', 'unratable');
