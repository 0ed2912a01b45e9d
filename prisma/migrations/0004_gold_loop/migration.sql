-- The loop around gold: people learn what they missed and why, contest it, and the requester reviews the key.
--
-- Lock order as in the queue: the annotator's lock -> item row -> the rows of this loop.

-- ---------------------------------------------------------------- tables

-- AlterTable
ALTER TABLE "project" ADD COLUMN "gives_feedback" BOOLEAN NOT NULL DEFAULT true;

-- CreateTable
CREATE TABLE "gold_feedback" (
    "project_id" TEXT NOT NULL,
    "judgment_seq" BIGINT NOT NULL,
    "annotator_no" INTEGER NOT NULL,
    "item_no" INTEGER NOT NULL,
    "gold_version" INTEGER NOT NULL,
    "shown_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3),

    CONSTRAINT "gold_feedback_pkey" PRIMARY KEY ("project_id","judgment_seq")
);

-- CreateTable
CREATE TABLE "gold_contest" (
    "project_id" TEXT NOT NULL,
    "item_no" INTEGER NOT NULL,
    "no" INTEGER NOT NULL,
    "gold_version" INTEGER NOT NULL,
    "annotator_no" INTEGER NOT NULL,
    "comment" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "gold_contest_pkey" PRIMARY KEY ("project_id","item_no","no")
);

-- CreateTable
CREATE TABLE "gold_review" (
    "project_id" TEXT NOT NULL,
    "item_no" INTEGER NOT NULL,
    "no" INTEGER NOT NULL,
    "gold_version" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "probability" DOUBLE PRECISION,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decision" TEXT,
    "answer" TEXT NOT NULL DEFAULT '',
    "last_contest_no" INTEGER NOT NULL DEFAULT 0,
    "closed_at" TIMESTAMPTZ(3),
    "closed_by_id" TEXT,

    CONSTRAINT "gold_review_pkey" PRIMARY KEY ("project_id","item_no","no")
);

-- CreateIndex
CREATE INDEX "gold_feedback_project_id_annotator_no_idx" ON "gold_feedback"("project_id", "annotator_no");

-- CreateIndex
CREATE UNIQUE INDEX "gold_contest_project_id_item_no_gold_version_annotator_no_key" ON "gold_contest"("project_id", "item_no", "gold_version", "annotator_no");

-- AddForeignKey
ALTER TABLE "gold_feedback" ADD CONSTRAINT "gold_feedback_project_id_judgment_seq_fkey" FOREIGN KEY ("project_id", "judgment_seq") REFERENCES "judgment"("project_id", "seq") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gold_feedback" ADD CONSTRAINT "gold_feedback_project_id_annotator_no_fkey" FOREIGN KEY ("project_id", "annotator_no") REFERENCES "annotator"("project_id", "no") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gold_feedback" ADD CONSTRAINT "gold_feedback_project_id_item_no_gold_version_fkey" FOREIGN KEY ("project_id", "item_no", "gold_version") REFERENCES "gold_version"("project_id", "item_no", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gold_contest" ADD CONSTRAINT "gold_contest_project_id_annotator_no_fkey" FOREIGN KEY ("project_id", "annotator_no") REFERENCES "annotator"("project_id", "no") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gold_contest" ADD CONSTRAINT "gold_contest_project_id_item_no_gold_version_fkey" FOREIGN KEY ("project_id", "item_no", "gold_version") REFERENCES "gold_version"("project_id", "item_no", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gold_review" ADD CONSTRAINT "gold_review_project_id_item_no_gold_version_fkey" FOREIGN KEY ("project_id", "item_no", "gold_version") REFERENCES "gold_version"("project_id", "item_no", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ---------------------------------------------------------------- what can never be

ALTER TABLE "gold_review"
  ADD CONSTRAINT "gold_review_reason" CHECK ("reason" IN ('suspected', 'contested')),
  ADD CONSTRAINT "gold_review_decision" CHECK ("decision" IN ('kept', 'changed', 'withdrawn')),
  ADD CONSTRAINT "gold_review_closed" CHECK (("decision" IS NULL) = ("closed_at" IS NULL));

-- A gold is in one review at a time.
CREATE UNIQUE INDEX "gold_review_open" ON "gold_review" ("project_id", "item_no") WHERE "closed_at" IS NULL;
CREATE INDEX "gold_feedback_unseen" ON "gold_feedback" ("project_id", "annotator_no") WHERE "seen_at" IS NULL;

CREATE TRIGGER "gold_contest_append_only" BEFORE UPDATE OR DELETE ON "gold_contest"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
-- A review is decided once; from then on it stands.
CREATE TRIGGER "gold_review_append_only" BEFORE UPDATE OR DELETE ON "gold_review"
  FOR EACH ROW WHEN (OLD."closed_at" IS NOT NULL) EXECUTE FUNCTION refuse_change();

-- ---------------------------------------------------------------- what counts now

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

-- ---------------------------------------------------------------- feedback

-- Tells a person what they missed: of the assignments named, or, where none are named, of everything they answered in
-- the last two weeks. From then on these answers cannot be taken back: the key is known. A key in doubt is not told.
-- Apart from answering on purpose: nothing that the desk waits for is slower for a gold.
CREATE FUNCTION take_feedback(p_project text, p_annotator int, p_answered uuid[], p_seen uuid[], p_limit int)
RETURNS void LANGUAGE plpgsql SET lock_timeout = '5s' AS $$
DECLARE
  v_items int[];
BEGIN
  -- An undo is either before this or after it, and then refused.
  PERFORM lock_annotator(p_project, p_annotator);
  UPDATE gold_feedback f SET seen_at = clock_timestamp() FROM assignment a
  WHERE f.project_id = p_project AND f.annotator_no = p_annotator AND f.seen_at IS NULL
    AND a.project_id = p_project AND a.annotator_no = p_annotator AND a.item_no = f.item_no AND a.id = ANY (p_seen);
  IF NOT (SELECT gives_feedback FROM project WHERE id = p_project) THEN RETURN; END IF;

  IF p_answered IS NULL THEN
    SELECT array_agg(no) INTO v_items FROM item WHERE project_id = p_project AND is_gold;
  ELSE
    SELECT array_agg(item_no) INTO v_items FROM assignment
    WHERE project_id = p_project AND annotator_no = p_annotator AND id = ANY (p_answered);
  END IF;
  INSERT INTO gold_feedback (project_id, judgment_seq, annotator_no, item_no, gold_version, shown_at)
  SELECT p_project, c.seq, p_annotator, c.item_no, g.version, clock_timestamp()
  FROM current_judgment c
  JOIN scored_gold g ON g.project_id = c.project_id AND g.item_no = c.item_no
  WHERE c.project_id = p_project AND c.annotator_no = p_annotator AND c.item_no = ANY (v_items)
    AND c.level IS NOT NULL AND NOT c.level = ANY (g.levels)
    AND greatest(c.created_at, g.created_at) > clock_timestamp() - interval '14 days'
    AND NOT EXISTS (SELECT 1 FROM gold_feedback f WHERE f.project_id = p_project AND f.judgment_seq = c.seq)
  ORDER BY c.seq DESC LIMIT p_limit;
END $$;

-- Takes back one of the person's last ten answers: a row that supersedes it, and the item is theirs again
-- under the same assignment. The place stays held, so nobody else can slip in between. Who was told what was right
-- cannot take their answer back any more.
CREATE OR REPLACE FUNCTION undo_judgment(p_project text, p_annotator int, p_assignment uuid, p_key uuid, p_hash bytea)
RETURNS jsonb LANGUAGE plpgsql SET lock_timeout = '5s' AS $$
DECLARE
  v_receipt jsonb;
  v_item int;
  v_was assignment;
  v_row item;
  v_seq bigint;
  v_later int;
  v_room boolean;
BEGIN
  PERFORM lock_annotator(p_project, p_annotator);
  v_receipt := receipt_of(p_project, p_annotator, p_key, p_hash);
  IF v_receipt IS NOT NULL THEN RETURN v_receipt; END IF;

  SELECT item_no INTO v_item FROM assignment
  WHERE project_id = p_project AND annotator_no = p_annotator AND id = p_assignment;
  IF NOT FOUND THEN RETURN jsonb_build_object('outcome', 'unknown'); END IF;
  SELECT * INTO v_row FROM item WHERE project_id = p_project AND no = v_item FOR UPDATE;
  SELECT * INTO v_was FROM assignment
  WHERE project_id = p_project AND item_no = v_item AND annotator_no = p_annotator FOR UPDATE;
  IF v_was.state NOT IN ('judged', 'surplus', 'unratable') THEN
    RETURN jsonb_build_object('outcome', 'nothing-to-undo');
  END IF;
  IF EXISTS (SELECT 1 FROM gold_feedback WHERE project_id = p_project AND judgment_seq = v_was.judgment_seq) THEN
    RETURN jsonb_build_object('outcome', 'closed');
  END IF;
  SELECT count(*) INTO v_later FROM assignment
  WHERE project_id = p_project AND annotator_no = p_annotator AND state IN ('judged', 'surplus', 'unratable')
    AND judgment_seq > v_was.judgment_seq;
  IF v_later >= 10 THEN RETURN jsonb_build_object('outcome', 'too-late'); END IF;

  INSERT INTO judgment (project_id, item_no, annotator_no, assignment_id, key, payload_hash, action,
                        guideline_version, counted, supersedes)
  SELECT p_project, v_item, p_annotator, p_assignment, p_key, p_hash, 'undo', guideline_version, false, seq
  FROM judgment WHERE project_id = p_project AND seq = v_was.judgment_seq
  RETURNING seq INTO v_seq;

  v_room := v_was.counted OR v_row.counted + v_row.live < v_row.target;
  UPDATE assignment SET state = CASE WHEN v_room THEN 'live' ELSE 'expired' END, counted = false, judgment_seq = v_seq,
    expires_at = clock_timestamp()
      + make_interval(secs => (SELECT assignment_seconds FROM project WHERE id = p_project))
  WHERE project_id = p_project AND item_no = v_item AND annotator_no = p_annotator;
  UPDATE item SET
    counted = counted - CASE WHEN v_was.counted THEN 1 ELSE 0 END,
    live = live + CASE WHEN v_room THEN 1 ELSE 0 END,
    state = CASE
      WHEN state <> 'done' OR NOT v_was.counted THEN state
      WHEN EXISTS (SELECT 1 FROM query q WHERE q.project_id = p_project AND q.no = query_no AND q.state = 'paused')
        THEN 'paused'
      ELSE 'open' END,
    rev = rev + 1
  WHERE project_id = p_project AND no = v_item;
  RETURN jsonb_build_object('outcome', 'saved', 'seq', v_seq, 'counted', false);
END $$;

-- ---------------------------------------------------------------- doubts about a key

-- Takes a gold out of scoring until the requester has looked at its key. The item row is locked.
CREATE FUNCTION open_gold_review(p_project text, p_item int, p_version int, p_reason text, p_probability float8)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  v_count int;
BEGIN
  INSERT INTO gold_review (project_id, item_no, no, gold_version, reason, probability, opened_at)
  SELECT p_project, p_item, (SELECT coalesce(max(no), 0) + 1 FROM gold_review
                             WHERE project_id = p_project AND item_no = p_item),
         p_version, p_reason, p_probability, clock_timestamp()
  FROM current_gold WHERE project_id = p_project AND item_no = p_item AND version = p_version
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS v_count = ROW_COUNT;
  RETURN v_count > 0;
END $$;

-- A person says that a key is wrong: once per key, and only after they were told that they missed it. From
-- p_enough open contests on the gold is out of scoring until the requester has looked.
CREATE FUNCTION contest_gold(p_project text, p_annotator int, p_assignment uuid, p_comment text, p_enough int)
RETURNS text LANGUAGE plpgsql SET lock_timeout = '5s' AS $$
DECLARE
  v_item int;
  v_level int;
  v_gold current_gold;
BEGIN
  SELECT a.item_no, c.level INTO v_item, v_level FROM assignment a
  JOIN gold_feedback f ON f.project_id = a.project_id AND f.judgment_seq = a.judgment_seq
  JOIN judgment c ON c.project_id = a.project_id AND c.seq = a.judgment_seq
  WHERE a.project_id = p_project AND a.annotator_no = p_annotator AND a.id = p_assignment;
  IF NOT FOUND THEN RETURN 'unknown'; END IF;
  PERFORM 1 FROM item WHERE project_id = p_project AND no = v_item FOR UPDATE;
  SELECT * INTO v_gold FROM current_gold WHERE project_id = p_project AND item_no = v_item;
  IF NOT FOUND OR v_level = ANY (v_gold.levels) THEN RETURN 'settled'; END IF;

  INSERT INTO gold_contest (project_id, item_no, no, gold_version, annotator_no, comment, created_at)
  SELECT p_project, v_item, (SELECT coalesce(max(no), 0) + 1 FROM gold_contest
                             WHERE project_id = p_project AND item_no = v_item),
         v_gold.version, p_annotator, p_comment, clock_timestamp()
  ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN 'already-contested'; END IF;
  IF (SELECT count(*) FROM open_contest WHERE project_id = p_project AND item_no = v_item) >= p_enough THEN
    PERFORM open_gold_review(p_project, v_item, v_gold.version, 'contested', NULL);
  END IF;
  RETURN 'saved';
END $$;

-- Answers every open doubt about the current key of an item whose row is locked: the open review, or, where there is
-- none, the contests so far. A key that is kept scores again. True when there was something to answer.
CREATE FUNCTION close_gold_review(p_project text, p_item int, p_decision text, p_answer text, p_user text)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  v_last int;
BEGIN
  SELECT coalesce(max(no), 0) INTO v_last FROM gold_contest WHERE project_id = p_project AND item_no = p_item;
  UPDATE gold_review SET decision = p_decision, answer = p_answer, last_contest_no = v_last,
    closed_at = clock_timestamp(), closed_by_id = p_user
  WHERE project_id = p_project AND item_no = p_item AND closed_at IS NULL;
  IF FOUND THEN RETURN true; END IF;
  INSERT INTO gold_review (project_id, item_no, no, gold_version, reason, opened_at, decision, answer, last_contest_no,
                           closed_at, closed_by_id)
  SELECT p_project, p_item, (SELECT coalesce(max(no), 0) + 1 FROM gold_review
                             WHERE project_id = p_project AND item_no = p_item),
         gold_version, 'contested', min(created_at), p_decision, p_answer, v_last, clock_timestamp(), p_user
  FROM open_contest WHERE project_id = p_project AND item_no = p_item GROUP BY gold_version;
  RETURN FOUND;
END $$;

-- Makes an item gold, changes its key, or, with no levels, makes it an ordinary item again. Doubts about the key before
-- are settled by that.
CREATE OR REPLACE FUNCTION set_gold(p_project text, p_item int, p_levels int[], p_reason text, p_user text) RETURNS int
LANGUAGE plpgsql AS $$
DECLARE
  v_version int;
  v_before int[];
  v_gold boolean := cardinality(p_levels) > 0;
  v_target int;
BEGIN
  PERFORM 1 FROM item WHERE project_id = p_project AND no = p_item AND state <> 'removed' FOR UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  SELECT levels INTO v_before FROM current_gold WHERE project_id = p_project AND item_no = p_item;
  IF FOUND THEN
    PERFORM close_gold_review(p_project, p_item,
      CASE WHEN NOT v_gold THEN 'withdrawn' WHEN p_levels = v_before THEN 'kept' ELSE 'changed' END, '', p_user);
  END IF;
  SELECT coalesce(max(version), 0) + 1 INTO v_version FROM gold_version
  WHERE project_id = p_project AND item_no = p_item;
  INSERT INTO gold_version (project_id, item_no, version, levels, reason, created_by_id)
  VALUES (p_project, p_item, v_version, p_levels, p_reason, p_user);
  v_target := CASE WHEN v_gold THEN gold_cap(p_project)
                   ELSE (SELECT judgments_per_item FROM project WHERE id = p_project) END;
  UPDATE item SET is_gold = v_gold, target = greatest(v_target, counted + live), rev = rev + 1,
    state = CASE WHEN state NOT IN ('open', 'done') THEN state WHEN counted >= v_target THEN 'done' ELSE 'open' END
  WHERE project_id = p_project AND no = p_item;
  RETURN v_version;
END $$;
