-- The standing of annotators: quiz, probation, trusted, review, suspended.
--
-- Lock order as in 0002_queue: the project's freeze lock (shared) -> the annotator's lock -> item rows in order of
-- number -> assignment rows. Whatever changes a person's standing holds the person's lock.

-- ---------------------------------------------------------------- settings and what is remembered of a person

-- AlterTable
ALTER TABLE "project" ADD COLUMN "quiz_size" INTEGER NOT NULL DEFAULT 10,
ADD COLUMN "quiz_pass" DOUBLE PRECISION NOT NULL DEFAULT 0.7,
ADD COLUMN "standing_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "annotator" ADD COLUMN "second_chance_at_seq" BIGINT,
ADD COLUMN "reinstated_at_seq" BIGINT;

-- CreateTable
CREATE TABLE "quiz_answer" (
    "project_id" TEXT NOT NULL,
    "annotator_no" INTEGER NOT NULL,
    "item_no" INTEGER NOT NULL,
    "attempt" INTEGER NOT NULL,
    "level" SMALLINT NOT NULL,
    "gold_version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "quiz_answer_pkey" PRIMARY KEY ("project_id","annotator_no","item_no","attempt")
);

-- CreateTable
CREATE TABLE "annotator_event" (
    "project_id" TEXT NOT NULL,
    "annotator_no" INTEGER NOT NULL,
    "no" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "evidence" JSONB NOT NULL DEFAULT '{}',
    "created_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "annotator_event_pkey" PRIMARY KEY ("project_id","annotator_no","no")
);

-- AddForeignKey
ALTER TABLE "quiz_answer" ADD CONSTRAINT "quiz_answer_project_id_annotator_no_fkey" FOREIGN KEY ("project_id", "annotator_no") REFERENCES "annotator"("project_id", "no") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quiz_answer" ADD CONSTRAINT "quiz_answer_project_id_item_no_gold_version_fkey" FOREIGN KEY ("project_id", "item_no", "gold_version") REFERENCES "gold_version"("project_id", "item_no", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "annotator_event" ADD CONSTRAINT "annotator_event_project_id_annotator_no_fkey" FOREIGN KEY ("project_id", "annotator_no") REFERENCES "annotator"("project_id", "no") ON DELETE RESTRICT ON UPDATE CASCADE;

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

CREATE TRIGGER "quiz_answer_append_only" BEFORE UPDATE OR DELETE ON "quiz_answer"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "annotator_event_append_only" BEFORE UPDATE OR DELETE ON "annotator_event"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- ---------------------------------------------------------------- the record

-- Writes one line of a person's record. The person is locked, so that the numbers have no gaps.
CREATE FUNCTION add_annotator_event(
  p_project text, p_annotator int, p_kind text, p_reason text, p_evidence jsonb, p_user text
) RETURNS void LANGUAGE sql AS $$
  INSERT INTO annotator_event (project_id, annotator_no, no, kind, reason, evidence, created_by_id, created_at)
  SELECT p_project, p_annotator, coalesce(max(no), 0) + 1, p_kind, p_reason, p_evidence, p_user, clock_timestamp()
  FROM annotator_event WHERE project_id = p_project AND annotator_no = p_annotator;
$$;

-- Moves a person to another standing if they still are where the mover saw them, and writes it down. False: somebody
-- else was faster, and the next look at the evidence decides anew. An attempt at the quiz ends once.
CREATE FUNCTION move_standing(
  p_project text, p_annotator int, p_from text, p_chance_from bigint, p_to text, p_chance bigint, p_kind text,
  p_evidence jsonb
) RETURNS boolean LANGUAGE plpgsql SET lock_timeout = '5s' AS $$
BEGIN
  PERFORM lock_annotator(p_project, p_annotator);
  UPDATE annotator SET state = p_to, second_chance_at_seq = p_chance
  WHERE project_id = p_project AND no = p_annotator AND state = p_from
    AND second_chance_at_seq IS NOT DISTINCT FROM p_chance_from
    AND NOT (p_kind LIKE 'quiz-%' AND EXISTS (
      SELECT 1 FROM annotator_event WHERE project_id = p_project AND annotator_no = p_annotator AND kind = p_kind));
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM add_annotator_event(p_project, p_annotator, p_kind, '', p_evidence, NULL);
  RETURN true;
END $$;

-- ---------------------------------------------------------------- the quiz

-- True when this person holds the item, has answered it or was told its answer in the quiz: it is not offered to
-- them again.
CREATE OR REPLACE FUNCTION has_met(p_project text, p_item int, p_annotator int) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM assignment WHERE project_id = p_project AND item_no = p_item
                 AND annotator_no = p_annotator AND state NOT IN ('expired', 'returned'))
      OR EXISTS (SELECT 1 FROM quiz_answer WHERE project_id = p_project AND annotator_no = p_annotator
                 AND item_no = p_item);
END $$;

-- The golds that may stand in this person's quiz: those that were not lent to them unmarked.
CREATE FUNCTION quiz_bank(p_project text, p_annotator int) RETURNS SETOF int LANGUAGE sql STABLE AS $$
  SELECT i.no FROM item i
  WHERE i.project_id = p_project AND i.is_gold AND i.state IN ('open', 'done')
    AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.project_id = p_project AND a.item_no = i.no
                    AND a.annotator_no = p_annotator AND a.state NOT IN ('expired', 'returned'));
$$;

-- Whether a quiz stands before this person's first item: they are new, the project has one and gold enough for it.
CREATE FUNCTION quiz_due(p_project text, p_annotator int) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  -- Asked before every page, so what is cheap and usual comes first.
  PERFORM 1 FROM project p JOIN annotator n ON n.project_id = p.id
  WHERE p.id = p_project AND n.no = p_annotator AND p.quiz_size > 0 AND NOT n.is_simulated
    AND n.reinstated_at_seq IS NULL AND n.state NOT IN ('review', 'suspended');
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM 1 FROM judgment WHERE project_id = p_project AND annotator_no = p_annotator LIMIT 1;
  IF FOUND THEN RETURN false; END IF;
  PERFORM 1 FROM annotator_event WHERE project_id = p_project AND annotator_no = p_annotator
    AND kind IN ('quiz-passed', 'quiz-failed');
  IF FOUND THEN RETURN false; END IF;
  RETURN (SELECT count(*) FROM (SELECT 1 FROM quiz_bank(p_project, p_annotator) LIMIT 5) AS enough) >= 5;
END $$;

-- Stores one answer in the quiz. p_answered is how many the caller saw: if the person answered in another tab
-- meanwhile, nothing is stored. An answer that is there already stands, and the same answer is given again.
CREATE FUNCTION answer_quiz(
  p_project text, p_annotator int, p_attempt int, p_item int, p_level int, p_answered int
) RETURNS text LANGUAGE plpgsql SET lock_timeout = '5s' AS $$
DECLARE
  v_version int;
BEGIN
  PERFORM lock_annotator(p_project, p_annotator);
  PERFORM 1 FROM quiz_answer WHERE project_id = p_project AND annotator_no = p_annotator AND item_no = p_item
    AND attempt = p_attempt;
  IF FOUND THEN RETURN 'known'; END IF;
  IF NOT quiz_due(p_project, p_annotator) THEN RETURN 'over'; END IF;
  PERFORM 1 FROM level WHERE project_id = p_project AND value = p_level;
  IF NOT FOUND THEN RETURN 'no-such-level'; END IF;
  SELECT version INTO v_version FROM current_gold WHERE project_id = p_project AND item_no = p_item;
  IF NOT FOUND OR p_answered <> (SELECT count(*) FROM quiz_answer
                                 WHERE project_id = p_project AND annotator_no = p_annotator) THEN
    RETURN 'changed';
  END IF;
  INSERT INTO quiz_answer (project_id, annotator_no, item_no, attempt, level, gold_version, created_at)
  VALUES (p_project, p_annotator, p_item, p_attempt, p_level, v_version, clock_timestamp());
  RETURN 'saved';
END $$;

-- ---------------------------------------------------------------- the gates of the queue

-- As in 0002_queue, but for the quiz before the first item and for who stands in review.
CREATE OR REPLACE FUNCTION claim_items(p_project text, p_annotator int, p_count int) RETURNS text
LANGUAGE plpgsql SET lock_timeout = '5s' AS $$
DECLARE
  v_state text;
  v_rate float8;
  v_seconds int;
  v_standing text;
  v_held int;
  v_need int;
  v_golds int;
  v_lent int;
BEGIN
  PERFORM lock_annotator(p_project, p_annotator);
  SELECT state, gold_rate, assignment_seconds INTO v_state, v_rate, v_seconds FROM project WHERE id = p_project;
  IF v_state <> 'live' THEN RETURN v_state; END IF;
  SELECT state INTO v_standing FROM annotator WHERE project_id = p_project AND no = p_annotator;
  IF v_standing = 'suspended' THEN RETURN 'suspended'; END IF;
  IF quiz_due(p_project, p_annotator) THEN RETURN 'quiz'; END IF;

  UPDATE assignment SET expires_at = clock_timestamp() + make_interval(secs => v_seconds)
  WHERE project_id = p_project AND annotator_no = p_annotator AND state = 'live';
  GET DIAGNOSTICS v_held = ROW_COUNT;
  -- Who stands in review finishes what they hold and gets nothing new.
  IF v_standing = 'review' THEN RETURN CASE WHEN v_held > 0 THEN NULL ELSE 'review' END; END IF;
  v_need := p_count - v_held;
  IF v_need <= 0 THEN RETURN NULL; END IF;

  -- A coin per place, so that golds come at random places and never at every tenth.
  SELECT count(*) INTO v_golds FROM generate_series(1, v_need) WHERE random() < v_rate;

  v_lent := lend_page(p_project, p_annotator, v_need, v_golds, v_seconds);
  IF v_lent = 0 AND reap_assignments(p_project, 50) > 0 THEN
    v_lent := lend_page(p_project, p_annotator, v_need, v_golds, v_seconds);
  END IF;
  IF v_lent = 0 AND v_held = 0 THEN RETURN why_empty(p_project, p_annotator); END IF;
  RETURN NULL;
END $$;

-- As in 0002_queue, but for the state of what a suspended person answers.
CREATE OR REPLACE FUNCTION submit_judgment(
  p_project text, p_annotator int, p_assignment uuid, p_epoch int, p_key uuid, p_hash bytea,
  p_level int, p_unratable text, p_comment text, p_duration_ms int, p_guideline_version int
) RETURNS jsonb LANGUAGE plpgsql SET lock_timeout = '5s' AS $$
DECLARE
  v_receipt jsonb;
  v_item int;
  v_was assignment;
  v_row item;
  v_levels int;
  v_counts boolean;
  v_seq bigint;
  v_standing text;
BEGIN
  PERFORM lock_annotator(p_project, p_annotator);
  v_receipt := receipt_of(p_project, p_annotator, p_key, p_hash);
  IF v_receipt IS NOT NULL THEN RETURN v_receipt; END IF;

  SELECT item_no INTO v_item FROM assignment
  WHERE project_id = p_project AND annotator_no = p_annotator AND id = p_assignment;
  IF NOT FOUND THEN RETURN jsonb_build_object('outcome', 'unknown'); END IF;
  SELECT count(*) INTO v_levels FROM level WHERE project_id = p_project;
  IF p_level IS NOT NULL AND (p_level < 1 OR p_level > v_levels) THEN
    RETURN jsonb_build_object('outcome', 'no-such-level');
  END IF;

  IF p_unratable = 'query' THEN PERFORM lock_query_of(p_project, v_item); END IF;
  SELECT * INTO v_row FROM item WHERE project_id = p_project AND no = v_item FOR UPDATE;
  SELECT * INTO v_was FROM assignment
  WHERE project_id = p_project AND item_no = v_item AND annotator_no = p_annotator FOR UPDATE;
  IF p_epoch > v_was.epoch THEN RETURN jsonb_build_object('outcome', 'unknown'); END IF;
  IF v_was.state IN ('judged', 'surplus', 'unratable') THEN
    RETURN jsonb_build_object('outcome', 'already-judged', 'seq', v_was.judgment_seq);
  END IF;

  SELECT state INTO v_standing FROM annotator WHERE project_id = p_project AND no = p_annotator;
  -- A live lease holds a place of its own; an answer to one that ran out is counted if a place is still free,
  -- and never takes the place of whoever holds the item now.
  v_counts := p_unratable IS NULL AND v_standing <> 'suspended' AND v_row.state <> 'removed'
    AND (v_was.state = 'live' OR v_row.counted + v_row.live < v_row.target);

  INSERT INTO judgment (project_id, item_no, annotator_no, assignment_id, key, payload_hash, action, level, unratable,
                        comment, duration_ms, guideline_version, counted, supersedes)
  VALUES (p_project, v_item, p_annotator, p_assignment, p_key, p_hash,
          CASE WHEN p_unratable IS NULL THEN 'judge' ELSE 'unratable' END, p_level, p_unratable, p_comment,
          p_duration_ms, p_guideline_version, v_counts, v_was.judgment_seq)
  RETURNING seq INTO v_seq;

  UPDATE assignment SET
    state = CASE
      WHEN p_unratable IS NOT NULL THEN 'unratable'
      -- What only the suspension keeps from counting is judged: reinstating finds it and counts it if it fits.
      WHEN v_counts OR (v_standing = 'suspended' AND v_row.state <> 'removed') THEN 'judged'
      ELSE 'surplus' END,
    counted = v_counts, judgment_seq = v_seq
  WHERE project_id = p_project AND item_no = v_item AND annotator_no = p_annotator;
  UPDATE item SET
    live = live - CASE WHEN v_was.state = 'live' THEN 1 ELSE 0 END,
    counted = counted + CASE WHEN v_counts THEN 1 ELSE 0 END,
    state = CASE WHEN v_counts AND state = 'open' AND counted + 1 >= target THEN 'done' ELSE state END,
    rev = rev + 1
  WHERE project_id = p_project AND no = v_item;
  IF p_unratable IS NOT NULL THEN PERFORM pause_on_problems(p_project, v_item, p_unratable); END IF;
  RETURN jsonb_build_object('outcome', 'saved', 'seq', v_seq, 'counted', v_counts);
END $$;

-- ---------------------------------------------------------------- suspending and reinstating

-- Suspends a person: their work is kept and no longer counted, its places are open again, and what they hold is
-- given back. An assignment that is judged and not counted is the mark by which reinstating finds the work.
CREATE FUNCTION suspend_annotator(p_project text, p_annotator int, p_reason text, p_user text) RETURNS jsonb
LANGUAGE plpgsql SET lock_timeout = '5s' AS $$
DECLARE
  v_state text;
  v_done record;
BEGIN
  PERFORM lock_annotator(p_project, p_annotator);
  SELECT state INTO v_state FROM annotator WHERE project_id = p_project AND no = p_annotator;
  IF NOT FOUND THEN RETURN jsonb_build_object('outcome', 'unknown'); END IF;
  IF v_state = 'suspended' THEN RETURN jsonb_build_object('outcome', 'unchanged'); END IF;
  PERFORM 1 FROM item WHERE project_id = p_project AND no IN (
    SELECT item_no FROM assignment WHERE project_id = p_project AND annotator_no = p_annotator
      AND (counted OR state = 'live')) ORDER BY no FOR UPDATE;
  -- Looked at again under the locks: what the person held may have run out meanwhile.
  WITH freed AS MATERIALIZED (
    SELECT a.item_no, a.counted, a.state = 'live' AS held, i.state AS was,
           EXISTS (SELECT 1 FROM query q WHERE q.project_id = p_project AND q.no = i.query_no
                   AND q.state = 'paused') AS paused
    FROM assignment a JOIN item i ON i.project_id = a.project_id AND i.no = a.item_no
    WHERE a.project_id = p_project AND a.annotator_no = p_annotator AND (a.counted OR a.state = 'live')
    FOR UPDATE OF a
  ), uncounted AS (
    UPDATE assignment a SET counted = false, state = CASE WHEN f.held THEN 'returned' ELSE a.state END
    FROM freed f WHERE a.project_id = p_project AND a.annotator_no = p_annotator AND a.item_no = f.item_no
  ), opened AS (
    UPDATE item i SET counted = i.counted - f.counted::int, live = i.live - f.held::int, rev = i.rev + 1,
      state = CASE WHEN f.was <> 'done' OR NOT f.counted THEN f.was WHEN f.paused THEN 'paused' ELSE 'open' END
    FROM freed f WHERE i.project_id = p_project AND i.no = f.item_no
  )
  SELECT count(*) FILTER (WHERE counted) AS judgments, count(*) FILTER (WHERE counted AND was = 'done') AS reopened,
         coalesce(array_agg(item_no) FILTER (WHERE held), '{}') AS held,
         coalesce(array_agg(item_no) FILTER (WHERE counted AND was = 'done' AND paused), '{}') AS paused
  INTO v_done FROM freed;
  UPDATE annotator SET state = 'suspended' WHERE project_id = p_project AND no = p_annotator;
  PERFORM add_annotator_event(p_project, p_annotator, 'suspended', p_reason, jsonb_build_object('from', v_state,
    'judgments', v_done.judgments, 'reopened', v_done.reopened, 'held', v_done.held, 'paused', v_done.paused), p_user);
  RETURN jsonb_build_object('outcome', 'saved', 'judgments', v_done.judgments, 'reopened', v_done.reopened,
    'returned', cardinality(v_done.held));
END $$;

-- The reverse: what was judged counts again where its place is still free, and what they held is lent to them again
-- while its time has not run out; what no longer fits stays as surplus. Who stood in review gets new items from now
-- on, and what was known before no longer speaks against them.
CREATE FUNCTION reinstate_annotator(p_project text, p_annotator int, p_reason text, p_user text) RETURNS jsonb
LANGUAGE plpgsql SET lock_timeout = '5s' AS $$
DECLARE
  v_state text;
  v_was jsonb;
  v_to text;
  v_held int[];
  v_paused int[];
  v_done record;
BEGIN
  PERFORM lock_annotator(p_project, p_annotator);
  SELECT state INTO v_state FROM annotator WHERE project_id = p_project AND no = p_annotator;
  IF NOT FOUND THEN RETURN jsonb_build_object('outcome', 'unknown'); END IF;
  IF v_state NOT IN ('suspended', 'review') THEN RETURN jsonb_build_object('outcome', 'unchanged'); END IF;
  IF v_state = 'suspended' THEN
    SELECT evidence INTO v_was FROM annotator_event
    WHERE project_id = p_project AND annotator_no = p_annotator AND kind = 'suspended' ORDER BY no DESC LIMIT 1;
  END IF;
  v_held := ARRAY(SELECT jsonb_array_elements_text(coalesce(v_was -> 'held', '[]'))::int);
  v_paused := ARRAY(SELECT jsonb_array_elements_text(coalesce(v_was -> 'paused', '[]'))::int);
  PERFORM 1 FROM item WHERE project_id = p_project AND no IN (
    SELECT item_no FROM assignment WHERE project_id = p_project AND annotator_no = p_annotator
      AND ((state = 'judged' AND NOT counted) OR (state = 'returned' AND item_no = ANY (v_held)))) ORDER BY no FOR UPDATE;
  WITH found AS MATERIALIZED (
    SELECT a.item_no, a.state = 'judged' AS judged, i.counted + i.live < i.target AS fits
    FROM assignment a JOIN item i ON i.project_id = a.project_id AND i.no = a.item_no
    WHERE a.project_id = p_project AND a.annotator_no = p_annotator AND ((a.state = 'judged' AND NOT a.counted)
      OR (a.state = 'returned' AND a.item_no = ANY (v_held) AND a.expires_at > clock_timestamp()))
    FOR UPDATE OF a
  ), restored AS (
    UPDATE assignment a SET counted = f.judged AND f.fits,
      state = CASE WHEN NOT f.judged THEN 'live' WHEN f.fits THEN 'judged' ELSE 'surplus' END
    FROM found f WHERE a.project_id = p_project AND a.annotator_no = p_annotator AND a.item_no = f.item_no
      AND (f.judged OR f.fits)
  ), filled AS (
    UPDATE item i SET counted = i.counted + (f.judged AND f.fits)::int, live = i.live + (NOT f.judged)::int,
      rev = i.rev + 1,
      state = CASE
        WHEN f.judged AND f.fits AND i.counted + 1 >= i.target
          AND (i.state = 'open' OR (i.state = 'paused' AND i.no = ANY (v_paused))) THEN 'done'
        ELSE i.state END
    FROM found f WHERE i.project_id = p_project AND i.no = f.item_no AND (f.judged OR f.fits)
  )
  SELECT count(*) FILTER (WHERE judged AND fits) AS judgments, count(*) FILTER (WHERE judged AND NOT fits) AS surplus
  INTO v_done FROM found;
  v_to := coalesce(v_was ->> 'from', 'probation');
  IF v_state = 'review' OR v_to = 'review' THEN
    UPDATE annotator SET state = 'probation', reinstated_at_seq = (
      SELECT coalesce(max(seq), 0) FROM judgment WHERE project_id = p_project AND annotator_no = p_annotator)
    WHERE project_id = p_project AND no = p_annotator;
  ELSE
    UPDATE annotator SET state = v_to WHERE project_id = p_project AND no = p_annotator;
  END IF;
  PERFORM add_annotator_event(p_project, p_annotator, 'reinstated', p_reason, jsonb_build_object('from', v_state,
    'judgments', v_done.judgments, 'surplus', v_done.surplus), p_user);
  RETURN jsonb_build_object('outcome', 'saved', 'judgments', v_done.judgments, 'surplus', v_done.surplus);
END $$;
