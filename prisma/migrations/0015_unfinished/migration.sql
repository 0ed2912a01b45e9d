-- Items that still want something: few at the end of the work, when many people ask why there is nothing for them.
CREATE INDEX "item_unfinished" ON "item" ("project_id", "no")
  WHERE "state" IN ('open', 'paused') AND NOT "is_gold";
