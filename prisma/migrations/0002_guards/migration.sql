-- What the schema cannot say: what can never be, what is only ever added to, the queue's indexes and what counts now.

-- ---------------------------------------------------------------- what can never be

ALTER TABLE "item"
  ADD CONSTRAINT "item_capacity" CHECK ("counted" >= 0 AND "live" >= 0 AND "counted" + "live" <= "target"),
  ADD CONSTRAINT "item_state" CHECK ("state" IN ('staged', 'open', 'done', 'paused', 'removed'));

ALTER TABLE "assignment"
  ADD CONSTRAINT "assignment_state" CHECK ("state" IN (
    'live', 'judged', 'surplus', 'unratable', 'expired', 'returned', 'reopened')),
  ADD CONSTRAINT "assignment_counted" CHECK (NOT "counted" OR "state" = 'judged');

ALTER TABLE "judgment"
  ADD CONSTRAINT "judgment_action" CHECK (
    ("action" = 'judge' AND "level" IS NOT NULL AND "unratable" IS NULL)
    OR ("action" = 'unratable' AND "level" IS NULL AND "unratable" IN ('query', 'result', 'rater'))
    OR ("action" = 'undo' AND "level" IS NULL AND "unratable" IS NULL)),
  ADD CONSTRAINT "judgment_supersedes_earlier" CHECK ("supersedes" < "seq");

-- One chain of judgments per pair, and it never forks.
CREATE UNIQUE INDEX "judgment_project_id_supersedes_key" ON "judgment" ("project_id", "supersedes")
  WHERE "supersedes" IS NOT NULL;

CREATE UNIQUE INDEX "judgment_first_of_pair" ON "judgment" ("project_id", "item_no", "annotator_no")
  WHERE "supersedes" IS NULL;

ALTER TABLE "project"
  ADD CONSTRAINT "project_state" CHECK ("state" IN ('draft', 'live', 'paused', 'ended')),
  ADD CONSTRAINT "project_gold_rate" CHECK ("gold_rate" >= 0 AND "gold_rate" <= 0.5),
  ADD CONSTRAINT "project_judgments_per_item" CHECK ("judgments_per_item" BETWEEN 1 AND 100);

ALTER TABLE "level" ADD CONSTRAINT "level_value" CHECK ("value" BETWEEN 1 AND 7);

ALTER TABLE "project"
  ADD CONSTRAINT "project_quiz_size" CHECK ("quiz_size" BETWEEN 0 AND 50),
  ADD CONSTRAINT "project_quiz_pass" CHECK ("quiz_pass" > 0 AND "quiz_pass" <= 1);

ALTER TABLE "annotator"
  ADD CONSTRAINT "annotator_state" CHECK ("state" IN ('probation', 'trusted', 'review', 'suspended'));

ALTER TABLE "quiz_answer"
  ADD CONSTRAINT "quiz_answer_attempt" CHECK ("attempt" IN (1, 2)),
  ADD CONSTRAINT "quiz_answer_level" CHECK ("level" BETWEEN 1 AND 7);

ALTER TABLE "annotator_event"
  ADD CONSTRAINT "annotator_event_kind" CHECK ("kind" IN (
    'quiz-retry', 'quiz-passed', 'quiz-failed', 'probation', 'trusted', 'second-chance', 'review', 'suspended',
    'reinstated'));

ALTER TABLE "gold_review"
  ADD CONSTRAINT "gold_review_reason" CHECK ("reason" IN ('suspected', 'contested')),
  ADD CONSTRAINT "gold_review_decision" CHECK ("decision" IN ('kept', 'changed', 'withdrawn')),
  ADD CONSTRAINT "gold_review_closed" CHECK (("decision" IS NULL) = ("closed_at" IS NULL));

ALTER TABLE "step_timing"
  ADD CONSTRAINT "step_timing_step" CHECK ("step" IN ('next', 'wait', 'submit', 'claim')),
  ADD CONSTRAINT "step_timing_count" CHECK ("bucket" >= 0 AND "count" > 0);

ALTER TABLE "project"
  ADD CONSTRAINT "project_adaptive" CHECK ("least_judgments" >= 2 AND "most_judgments" > "least_judgments" AND "most_judgments" <= 100),
  ADD CONSTRAINT "project_stop_confidence" CHECK ("stop_confidence" > 0 AND "stop_confidence" <= 1),
  ADD CONSTRAINT "project_stop_error" CHECK ("stop_error" >= 0),
  ADD CONSTRAINT "project_audit_share" CHECK ("audit_share" >= 0 AND "audit_share" <= 1);

ALTER TABLE "item_stop"
  ADD CONSTRAINT "item_stop_because" CHECK ("because" IN (
    'too-few', 'few-judgments', 'audited', 'confident', 'small-error', 'most-reached', 'uncertain'));

ALTER TABLE "item_event"
  ADD CONSTRAINT "item_event_kind" CHECK ("kind" IN ('removed', 'restored', 'paused', 'resumed', 'reopened'));

-- ---------------------------------------------------------------- what is only ever added to

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: a correction is a new row', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER "judgment_append_only" BEFORE UPDATE OR DELETE ON "judgment"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER "guideline_version_append_only" BEFORE UPDATE OR DELETE ON "guideline_version"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER "gold_version_append_only" BEFORE UPDATE OR DELETE ON "gold_version"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A dataset version is built once; from then on it stands.
CREATE TRIGGER "dataset_version_append_only" BEFORE UPDATE OR DELETE ON "dataset_version"
  FOR EACH ROW WHEN (OLD."state" = 'ready') EXECUTE FUNCTION refuse_change();

CREATE FUNCTION refuse_change_of_ready() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM dataset_version v
             WHERE v.project_id = OLD.project_id AND v.version = OLD.version AND v.state = 'ready') THEN
    RAISE EXCEPTION 'files of a dataset version that is ready stand' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER "dataset_file_append_only" BEFORE UPDATE OR DELETE ON "dataset_file"
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_ready();

CREATE TRIGGER "dataset_chunk_append_only" BEFORE UPDATE OR DELETE ON "dataset_chunk"
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_ready();

CREATE TRIGGER "quiz_answer_append_only" BEFORE UPDATE OR DELETE ON "quiz_answer"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER "annotator_event_append_only" BEFORE UPDATE OR DELETE ON "annotator_event"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER "gold_contest_append_only" BEFORE UPDATE OR DELETE ON "gold_contest"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A review is decided once; from then on it stands.
CREATE TRIGGER "gold_review_append_only" BEFORE UPDATE OR DELETE ON "gold_review"
  FOR EACH ROW WHEN (OLD."closed_at" IS NOT NULL) EXECUTE FUNCTION refuse_change();

CREATE TRIGGER "stopping_version_append_only" BEFORE UPDATE OR DELETE ON "stopping_version"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER "item_stop_append_only" BEFORE UPDATE OR DELETE ON "item_stop"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER "item_event_append_only" BEFORE UPDATE OR DELETE ON "item_event"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- ---------------------------------------------------------------- the queue's indexes

-- Room in each page for the next version of a row: an update that changes nothing indexed then writes no index.
ALTER TABLE "item" SET (fillfactor = 80);

CREATE INDEX "item_claimable" ON "item" ("project_id", "group_ord", "ord")
  WHERE "state" = 'open' AND NOT "is_gold" AND "has_room";

-- The ring of golds.
CREATE INDEX "item_gold_claimable" ON "item" ("project_id", "ord")
  WHERE "is_gold" AND "state" = 'open' AND "has_room";

CREATE INDEX "item_gold" ON "item" ("project_id", "group_ord") WHERE "is_gold";

-- What each person holds. Nobody holds more than a page, so that looking for what ran out may read all of it.
CREATE INDEX "assignment_held" ON "assignment" ("project_id", "annotator_no", "expires_at") WHERE "state" = 'live';

-- What each person has answered, in order. Not of use for a pair, which only the primary key can find: a plan made while
-- the table is empty could not tell two indexes apart.
CREATE INDEX "assignment_answered" ON "assignment" ("project_id", "annotator_no", "judgment_seq")
  WHERE "judgment_seq" IS NOT NULL;

-- A gold is in one review at a time.
CREATE UNIQUE INDEX "gold_review_open" ON "gold_review" ("project_id", "item_no") WHERE "closed_at" IS NULL;

CREATE INDEX "gold_feedback_unseen" ON "gold_feedback" ("project_id", "annotator_no") WHERE "seen_at" IS NULL;

-- Items that have what was asked of them and wait for the stop rule; none where the number is fixed.
CREATE INDEX "item_undecided" ON "item" ("project_id", "no")
  WHERE "awaits_stop_rule";

-- ---------------------------------------------------------------- what counts now

-- The one definition of "the judgments": the newest of each pair, unless it is an undo. "counts" says
-- whether it takes one of the item's places now; "ordinal" orders an item's judgments by assignment.
CREATE VIEW "current_judgment" AS
SELECT j.*, a."counted" AS "counts", a."ordinal"
FROM "assignment" a
JOIN "judgment" j ON j."project_id" = a."project_id" AND j."seq" = a."judgment_seq"
WHERE j."action" <> 'undo';

-- The one definition of "the gold": the newest version of each key, unless it was withdrawn.
CREATE VIEW "current_gold" AS
SELECT * FROM (
  SELECT DISTINCT ON (project_id, item_no) * FROM gold_version ORDER BY project_id, item_no, version DESC) AS newest
WHERE cardinality(levels) > 0;

-- The one definition of "the gold that people are measured by": the current keys that nobody doubts.
CREATE VIEW "scored_gold" AS
SELECT g.* FROM "current_gold" g
WHERE NOT EXISTS (SELECT 1 FROM "gold_review" r
                  WHERE r."project_id" = g."project_id" AND r."item_no" = g."item_no" AND r."closed_at" IS NULL);

-- Contests of current keys that nobody has answered yet.
CREATE VIEW "open_contest" AS
SELECT c.* FROM "gold_contest" c
JOIN "current_gold" g ON g."project_id" = c."project_id" AND g."item_no" = c."item_no" AND g."version" = c."gold_version"
WHERE NOT EXISTS (SELECT 1 FROM "gold_review" r
                  WHERE r."project_id" = c."project_id" AND r."item_no" = c."item_no"
                    AND r."closed_at" IS NOT NULL AND r."last_contest_no" >= c."no");
