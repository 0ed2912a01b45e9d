-- Finding items of a large project: by state, gold and every order from one index each, and by words. All of it is read from
-- tables that the worker fills. The table of the items, which every judgment writes, gets no index for it.

-- Filled anew by the worker.
TRUNCATE "item_figure";
DELETE FROM "project_figure" WHERE "name" = 'items';
DROP INDEX "item_figure_by_counted";
DROP INDEX "item_figure_by_spread";
-- Numbers that are sorted by downwards are stored negative, so that a whole order goes one way and a page is one range of its index.
ALTER TABLE "item_figure"
  DROP COLUMN "counted",
  DROP COLUMN "spread",
  ADD COLUMN "is_gold" BOOLEAN NOT NULL,
  ADD COLUMN "state" TEXT NOT NULL,
  ADD COLUMN "lacks_query" BOOLEAN NOT NULL,
  ADD COLUMN "query_start" TEXT NOT NULL,
  ADD COLUMN "less_counted" INTEGER NOT NULL,
  ADD COLUMN "less_spread" INTEGER NOT NULL;
CREATE INDEX "item_figure_by_no" ON "item_figure" ("project_id", "is_gold", "state", "item_no");
CREATE INDEX "item_figure_by_query" ON "item_figure" ("project_id", "is_gold", "state", "lacks_query", "query_start", "item_no");
CREATE INDEX "item_figure_by_counted" ON "item_figure" ("project_id", "is_gold", "state", "less_counted", "item_no");
CREATE INDEX "item_figure_by_spread" ON "item_figure" ("project_id", "is_gold", "state", "less_spread", "item_no");

-- How many items a filter matches is what the planner expects. Without this it would multiply shares of all projects together.
CREATE STATISTICS "item_figure_shares" (mcv) ON "project_id", "is_gold", "state" FROM "item_figure";

-- Items that changed without a judgment or a counting event, such as by a pause, until the worker has seen them.
CREATE TABLE "item_change" (
  "project_id" TEXT NOT NULL,
  "no" BIGSERIAL NOT NULL,
  "item_no" INTEGER NOT NULL,
  CONSTRAINT "item_change_pkey" PRIMARY KEY ("project_id", "no"),
  -- To the item, whose row the change holds anyway. The row of the project would be locked by everybody at once.
  CONSTRAINT "item_change_project_id_item_no_fkey" FOREIGN KEY ("project_id", "item_no") REFERENCES "item"("project_id", "no")
    ON DELETE RESTRICT ON UPDATE NO ACTION
);

-- Only of a large project: nobody looks at the others. The number is LARGEST_DIRECT of lib/project/figures/rules.ts.
CREATE FUNCTION note_item_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO item_change (project_id, item_no)
  SELECT NEW.project_id, NEW.no FROM project WHERE id = NEW.project_id AND last_item_no > 5000;
  RETURN NULL;
END $$;

CREATE TRIGGER "item_changed" AFTER UPDATE OF "state", "is_gold" ON "item"
  FOR EACH ROW WHEN (OLD."state" <> NEW."state" OR OLD."is_gold" <> NEW."is_gold") EXECUTE FUNCTION note_item_change();

-- Which items have a word, 65,536 items per row: their numbers in that stretch in two bytes each, or one bit for each item
-- where that is shorter.
CREATE TABLE "item_word" (
  "project_id" TEXT NOT NULL,
  "word" TEXT COLLATE "C" NOT NULL,
  "stretch" INTEGER NOT NULL,
  "items" BYTEA NOT NULL,
  CONSTRAINT "item_word_pkey" PRIMARY KEY ("project_id", "word", "stretch"),
  CONSTRAINT "item_word_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id")
    ON DELETE RESTRICT ON UPDATE NO ACTION
);
