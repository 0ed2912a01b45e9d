-- Rows of a running import wait in a table of its own connection and are inserted as they stay. What an unfinished import
-- staged among the items goes; an import that runs starts again from its file. The constraint is dropped first, so that the
-- table stays locked and nobody stages between.

ALTER TABLE "item" DROP CONSTRAINT "item_state";

DELETE FROM "item" WHERE "state" = 'staged';

ALTER TABLE "item" ADD CONSTRAINT "item_state" CHECK ("state" IN ('open', 'done', 'paused', 'removed'));
