-- What counts, said once. A judgment counts if it stood when it was received and nothing that happened since says otherwise;
-- what happened since is a row of "counting_event", numbered from the judgments' own sequence. So "what counts" has one
-- answer now, and one for every watermark, and the two are the same where the watermark is now.
--
-- Lock order as in 0003_queue. Whatever changes what counts holds the project's freeze lock (shared) before any row.

-- ---------------------------------------------------------------- tables

-- What a receipt said can not be taken for what counts now.
ALTER TABLE "judgment" RENAME COLUMN "counted" TO "counted_at_receipt";

-- CreateTable
CREATE TABLE "counting_event" (
    "project_id" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "judgments" BIGINT[],
    "counts" BOOLEAN,
    "evidence" JSONB NOT NULL DEFAULT '{}',
    "created_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "counting_event_pkey" PRIMARY KEY ("project_id","seq")
);

-- AddForeignKey
ALTER TABLE "counting_event" ADD CONSTRAINT "counting_event_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AlterTable
ALTER TABLE "dataset_version" ADD COLUMN "pinned" JSONB;

ALTER TABLE "counting_event"
  ADD CONSTRAINT "counting_event_kind" CHECK ("kind" IN (
    'baseline', 'suspended', 'reinstated', 'removed', 'restored', 'reopened', 'gold-changed', 'gold-doubted',
    'gold-settled')),
  -- A gold's key changes how its judgments are read, not whether they count.
  ADD CONSTRAINT "counting_event_counts" CHECK (("counts" IS NULL) = ("kind" LIKE 'gold-%'));

CREATE TRIGGER "counting_event_append_only" BEFORE UPDATE OR DELETE ON "counting_event"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- ---------------------------------------------------------------- what counts now, and what counted then

-- The one definition of "the judgments": the newest of each pair, unless it is an undo. "counts" says whether it counts
-- now, in numbers and labels alike; an item that was removed keeps its places, and nothing on it counts.
DROP VIEW "current_judgment";
CREATE VIEW "current_judgment" AS
SELECT j.*, a."counted" AND i."state" <> 'removed' AS "counts"
FROM "assignment" a
JOIN "judgment" j ON j."project_id" = a."project_id" AND j."seq" = a."judgment_seq"
JOIN "item" i ON i."project_id" = a."project_id" AND i."no" = a."item_no"
WHERE j."action" <> 'undo';

-- The judgments that counted at a watermark, from rows alone that nobody can change.
CREATE FUNCTION judgments_counting_at(p_project text, p_watermark bigint) RETURNS TABLE (seq bigint)
LANGUAGE sql STABLE AS $$
  SELECT j.seq FROM judgment j
  LEFT JOIN (
    SELECT DISTINCT ON (named.seq) named.seq, e.counts
    FROM counting_event e, unnest(e.judgments) AS named (seq)
    WHERE e.project_id = p_project AND e.seq <= p_watermark AND e.counts IS NOT NULL
    ORDER BY named.seq, e.seq DESC) AS told ON told.seq = j.seq
  WHERE j.project_id = p_project AND j.seq <= p_watermark AND coalesce(told.counts, j.counted_at_receipt)
    AND NOT EXISTS (SELECT 1 FROM judgment s
                    WHERE s.project_id = p_project AND s.supersedes = j.seq AND s.seq <= p_watermark);
$$;

-- ---------------------------------------------------------------- writing down a change of what counts

-- What changes what counts waits for a version that is being frozen, and a version for what is half done.
CREATE FUNCTION lock_counting(p_project text) RETURNS boolean LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock_shared(hashtextextended('freeze/' || p_project, 0)) IS NOT NULL;
$$;

-- From here on these judgments count, or no longer count. The rows of their items are locked, so that the order of the
-- numbers is the order of what happened.
CREATE FUNCTION add_counting_event(
  p_project text, p_kind text, p_judgments bigint[], p_counts boolean, p_evidence jsonb, p_user text
) RETURNS void LANGUAGE sql AS $$
  INSERT INTO counting_event (project_id, seq, kind, judgments, counts, evidence, created_by_id, created_at)
  SELECT p_project, nextval('judgment_seq_seq'), p_kind, p_judgments, p_counts, p_evidence, p_user, clock_timestamp()
  WHERE cardinality(p_judgments) > 0;
$$;

-- The key of an item is another one, or is in doubt, or no longer: its judgments are read anew. The item's row is locked.
CREATE FUNCTION add_gold_event(p_project text, p_item int, p_kind text, p_version int, p_user text) RETURNS void
LANGUAGE sql AS $$
  SELECT add_counting_event(p_project, p_kind, ARRAY(
    SELECT seq FROM current_judgment WHERE project_id = p_project AND item_no = p_item ORDER BY seq),
    NULL, jsonb_build_object('itemNo', p_item, 'goldVersion', p_version), p_user);
$$;

-- Items that were chosen and asked anew, with the event of the first time, and whether they were chosen for what people had
-- answered. Asking all anew is no choice, and what was chosen before it no longer matters.
CREATE FUNCTION items_asked_again(p_project text, p_watermark bigint)
RETURNS TABLE (item_no int, event bigint, is_by_answers boolean) LANGUAGE sql STABLE AS $$
  SELECT j.item_no, min(e.seq), bool_or(coalesce(e.evidence ->> 'chosenBy', 'disagreement') <> 'query')
  FROM counting_event e, unnest(e.judgments) AS named (seq)
  JOIN judgment j ON j.project_id = p_project AND j.seq = named.seq
  WHERE e.project_id = p_project AND e.kind = 'reopened' AND e.seq <= p_watermark AND e.seq > (
    SELECT coalesce(max(a.seq), 0) FROM counting_event a
    WHERE a.project_id = p_project AND a.kind = 'reopened' AND a.seq <= p_watermark AND a.evidence ->> 'chosenBy' = 'all')
  GROUP BY j.item_no;
$$;

-- The judgments of ordinary work as it was before anybody chose items by hand: of an item that was asked anew those that
-- counted when that first happened, of any other what counts, whether it was removed or not. People in p_without are left
-- out. Figures over what is left after a choice are figures over a selection; figures over these are not.
CREATE FUNCTION judgments_before_choosing(p_project text, p_watermark bigint, p_without int[])
RETURNS TABLE (seq bigint) LANGUAGE sql STABLE AS $$
  WITH asked_again AS MATERIALIZED (
    SELECT * FROM items_asked_again(p_project, p_watermark)
  ), told AS (
    SELECT DISTINCT ON (named.seq) named.seq, e.counts
    FROM counting_event e, unnest(e.judgments) AS named (seq)
    WHERE e.project_id = p_project AND e.seq <= p_watermark AND e.counts IS NOT NULL
      AND e.kind NOT IN ('removed', 'restored')
    ORDER BY named.seq, e.seq DESC
  )
  SELECT j.seq FROM asked_again a
  JOIN counting_event e ON e.project_id = p_project AND e.seq = a.event, unnest(e.judgments) AS named (seq)
  JOIN judgment j ON j.project_id = p_project AND j.seq = named.seq
  WHERE j.item_no = a.item_no AND NOT j.annotator_no = ANY (p_without)
  UNION ALL
  SELECT j.seq FROM judgment j LEFT JOIN told ON told.seq = j.seq
  WHERE j.project_id = p_project AND j.seq <= p_watermark AND coalesce(told.counts, j.counted_at_receipt)
    AND NOT EXISTS (SELECT 1 FROM judgment s
                    WHERE s.project_id = p_project AND s.supersedes = j.seq AND s.seq <= p_watermark)
    AND NOT EXISTS (SELECT 1 FROM asked_again a WHERE a.item_no = j.item_no);
$$;

-- How many ordinary items with judgments were chosen by hand since they were judged.
CREATE FUNCTION selection_at(p_project text, p_watermark bigint) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'judged', count(*), 'reopened', count(a.item_no), 'reopenedByAnswers', count(*) FILTER (WHERE a.is_by_answers),
    'removed', count(*) FILTER (WHERE i.state = 'removed'), 'paused', count(*) FILTER (WHERE i.state = 'paused'))
  FROM item i LEFT JOIN items_asked_again(p_project, p_watermark) AS a ON a.item_no = i.no
  WHERE i.project_id = p_project AND NOT i.is_gold AND i.state <> 'staged' AND (i.counted > 0 OR a.item_no IS NOT NULL);
$$;

-- What was asked anew before this migration, as the items' own events tell it.
INSERT INTO counting_event (project_id, seq, kind, judgments, counts, evidence, created_by_id, created_at)
SELECT e.project_id, nextval('judgment_seq_seq'), 'reopened',
       ARRAY(SELECT jsonb_array_elements_text(e.evidence -> 'judgments')::bigint), false,
       jsonb_build_object('items', 1) || e.evidence - 'judgments', e.created_by_id, e.created_at
FROM item_event e WHERE e.kind = 'reopened' ORDER BY e.project_id, e.created_at, e.item_no;

-- What holds a place today where that differs from what the receipts said: history before this is not known.
INSERT INTO counting_event (project_id, seq, kind, judgments, counts, evidence, created_at)
SELECT project_id, nextval('judgment_seq_seq'), 'baseline', seqs, counted, '{}', clock_timestamp()
FROM (
  SELECT a.project_id, a.counted, array_agg(j.seq ORDER BY j.seq) AS seqs
  FROM assignment a JOIN judgment j ON j.project_id = a.project_id AND j.seq = a.judgment_seq
  WHERE a.counted <> j.counted_at_receipt
  GROUP BY a.project_id, a.counted ORDER BY a.project_id, a.counted) AS differing;

-- And nothing on an item that is removed counts.
INSERT INTO counting_event (project_id, seq, kind, judgments, counts, evidence, created_at)
SELECT project_id, nextval('judgment_seq_seq'), 'removed', seqs, false, jsonb_build_object('items', items), clock_timestamp()
FROM (
  SELECT a.project_id, count(DISTINCT i.no) AS items, array_agg(a.judgment_seq ORDER BY a.judgment_seq) AS seqs
  FROM assignment a JOIN item i ON i.project_id = a.project_id AND i.no = a.item_no
  WHERE i.state = 'removed' AND a.counted GROUP BY a.project_id ORDER BY a.project_id) AS gone;

-- ---------------------------------------------------------------- freezing

-- Waits until nothing is half committed, so that "everything up to here" can be said: the highest number after this call
-- is a watermark below which nothing can still appear. Held to the end of the transaction.
CREATE OR REPLACE FUNCTION freeze_watermark(p_project text) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('freeze/' || p_project, 0));
  RETURN greatest((SELECT coalesce(max(seq), 0) FROM judgment WHERE project_id = p_project),
                  (SELECT coalesce(max(seq), 0) FROM counting_event WHERE project_id = p_project));
END $$;

-- Everything that a version is made from and that can still change, as it is at this moment, for the caller to store under
-- the freeze lock. What is only ever added to is named by its version; what items say never changes once they are open.
CREATE FUNCTION pin_inputs(p_project text) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'name', p.name, 'question', p.question, 'isSimulated', p.is_simulated, 'fieldRoles', p.field_roles,
    'levels', (SELECT coalesce(jsonb_agg(jsonb_build_object('value', l.value, 'name', l.name,
                 'definition', l.definition, 'gain', l.gain) ORDER BY l.value), '[]')
               FROM level l WHERE l.project_id = p_project),
    -- Whole stretches of numbers, so that a million items are a few letters.
    'items', (SELECT coalesce(range_agg(int4range(i.no, i.no + 1)), '{}')::text
              FROM item i WHERE i.project_id = p_project AND i.state NOT IN ('staged', 'removed')),
    'pseudonyms', (SELECT coalesce(jsonb_object_agg(n.no, n.pseudonym), '{}')
                   FROM annotator n WHERE n.project_id = p_project))
  FROM project p WHERE p.id = p_project;
$$;

-- ---------------------------------------------------------------- what changes what counts

-- What an earlier submit under this key was answered, or null when the key is new.
CREATE OR REPLACE FUNCTION receipt_of(p_project text, p_annotator int, p_key uuid, p_hash bytea) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN payload_hash = p_hash
    THEN jsonb_build_object('outcome', 'saved', 'seq', seq, 'counted', counted_at_receipt)
    ELSE jsonb_build_object('outcome', 'conflict') END
  FROM judgment WHERE project_id = p_project AND annotator_no = p_annotator AND key = p_key;
$$;

-- Stores one answer. Never refuses finished work: what came too late and finds no room is stored as
-- surplus, uncounted, and the answer says so. n equal submits are one row and n equal receipts. One statement, because
-- people's work is mostly this; why it stored nothing is asked only then, and whoever is late comes by a second time.
CREATE OR REPLACE FUNCTION submit_judgment(
  p_project text, p_annotator int, p_assignment uuid, p_epoch int, p_key uuid, p_hash bytea,
  p_level int, p_unratable text, p_comment text, p_duration_ms int, p_guideline_version int
) RETURNS jsonb LANGUAGE plpgsql
SET lock_timeout = '5s' SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  v_locked boolean := lock_annotator(p_project, p_annotator);
  v_is_late boolean := false;
  v_item int;
  v_seq bigint;
  v_counts boolean;
  v_refusal jsonb;
BEGIN
  IF p_unratable = 'query' THEN
    PERFORM lock_query_of(p_project, item_no) FROM assignment
    WHERE id = p_assignment AND project_id IS NOT DISTINCT FROM p_project;
  END IF;
  LOOP
    WITH place AS MATERIALIZED (
      SELECT a.item_no, a.epoch, a.state AS was, a.judgment_seq AS before,
             n.state = 'suspended' AND i.state <> 'removed' AS waits,
             -- A live lease holds a place of its own; an answer to one that ran out is counted if a place is still
             -- free, and never takes the place of whoever holds the item now.
             p_unratable IS NULL AND n.state <> 'suspended' AND i.state <> 'removed'
               AND (a.state = 'live' OR i.has_room) AS counts
      FROM assignment a
      JOIN annotator n ON n.project_id = p_project AND n.no = p_annotator
      JOIN item i ON i.project_id = p_project AND i.no = a.item_no
      -- Written, as the looks at one item below, so that one index alone serves: a plan made while the tables are empty
      -- cannot tell them apart.
      WHERE a.id = p_assignment AND a.project_id IS NOT DISTINCT FROM p_project
        AND a.annotator_no IS NOT DISTINCT FROM p_annotator
        AND p_epoch <= a.epoch AND (a.state = 'live' OR v_is_late AND a.state NOT IN ('judged', 'surplus', 'unratable'))
        AND (p_level IS NULL OR EXISTS (SELECT 1 FROM level WHERE project_id = p_project AND value = p_level))
        AND NOT EXISTS (SELECT 1 FROM judgment WHERE project_id = p_project AND annotator_no = p_annotator AND key = p_key)
      FOR UPDATE OF i
    ), answered AS (
      UPDATE assignment a SET
        state = CASE
          WHEN p_unratable IS NOT NULL THEN 'unratable'
          -- What only the suspension keeps from counting is judged: reinstating finds it and counts it if it fits.
          WHEN place.counts OR place.waits THEN 'judged'
          ELSE 'surplus' END,
        counted = place.counts, judgment_seq = nextval('judgment_seq_seq')
      FROM place WHERE a.project_id = p_project AND a.item_no = (SELECT item_no FROM place) AND a.annotator_no = p_annotator
        -- It may have run out while its item was waited for: then this is done again.
        AND a.epoch = place.epoch AND a.state = place.was
      RETURNING a.item_no, a.judgment_seq AS seq, place.was, place.before, place.counts
    ), stored AS (
      INSERT INTO judgment (project_id, seq, item_no, annotator_no, assignment_id, key, payload_hash, action, level,
                            unratable, comment, duration_ms, guideline_version, counted_at_receipt, supersedes)
      SELECT p_project, seq, item_no, p_annotator, p_assignment, p_key, p_hash,
             CASE WHEN p_unratable IS NULL THEN 'judge' ELSE 'unratable' END, p_level,
             p_unratable, p_comment, p_duration_ms, p_guideline_version, counts, before FROM answered
    )
    UPDATE item i SET
      live = i.live - CASE WHEN answered.was = 'live' THEN 1 ELSE 0 END,
      counted = i.counted + CASE WHEN answered.counts THEN 1 ELSE 0 END,
      state = CASE WHEN answered.counts AND i.state = 'open' AND i.counted + 1 >= i.target THEN 'done' ELSE i.state END,
      rev = i.rev + 1
    FROM answered WHERE i.project_id = p_project AND i.no = (SELECT item_no FROM place)
    RETURNING i.no, answered.seq, answered.counts INTO v_item, v_seq, v_counts;
    EXIT WHEN FOUND;
    v_refusal := refusal_of(p_project, p_annotator, p_assignment, p_epoch, p_key, p_hash, p_level);
    IF v_refusal IS NOT NULL THEN RETURN v_refusal; END IF;
    IF v_is_late THEN RAISE EXCEPTION 'the answer to % found neither a place nor what stands in its way', p_assignment; END IF;
    -- It is late. Whether there is room must be seen by a statement that begins when the item is locked: checks look at
    -- a row as the statement's beginning saw it, too.
    v_is_late := true;
    PERFORM 1 FROM item WHERE project_id = p_project AND no = (SELECT item_no FROM assignment WHERE id = p_assignment) FOR UPDATE;
  END LOOP;
  IF p_unratable IS NOT NULL THEN PERFORM pause_on_problems(p_project, v_item, p_unratable); END IF;
  RETURN jsonb_build_object('outcome', 'saved', 'seq', v_seq, 'counted', v_counts);
END $$;

-- Takes back one of the person's last ten answers: a row that supersedes it, and the item is theirs again
-- under the same assignment. The place stays held, so nobody else can slip in between. Who was told what was right
-- cannot take their answer back any more.
CREATE OR REPLACE FUNCTION undo_judgment(p_project text, p_annotator int, p_assignment uuid, p_key uuid, p_hash bytea)
RETURNS jsonb LANGUAGE plpgsql SET lock_timeout = '5s' SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
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
  WHERE id = p_assignment AND project_id IS NOT DISTINCT FROM p_project AND annotator_no IS NOT DISTINCT FROM p_annotator;
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
                        guideline_version, counted_at_receipt, supersedes)
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

-- Suspends a person: their work is kept and no longer counted, its places are open again, and what they hold is
-- given back. An assignment that is judged and not counted is the mark by which reinstating finds the work.
CREATE OR REPLACE FUNCTION suspend_annotator(p_project text, p_annotator int, p_reason text, p_user text) RETURNS jsonb
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
      AND (judgment_seq IS NOT NULL AND counted OR state = 'live')) ORDER BY no FOR UPDATE;
  -- Looked at again under the locks: what the person held may have run out meanwhile.
  WITH freed AS MATERIALIZED (
    SELECT a.item_no, a.judgment_seq, a.counted, a.state = 'live' AS held, i.state AS was,
           EXISTS (SELECT 1 FROM query q WHERE q.project_id = p_project AND q.no = i.query_no
                   AND q.state = 'paused') AS paused
    FROM assignment a JOIN item i ON i.project_id = a.project_id AND i.no = a.item_no
    WHERE a.project_id = p_project AND a.annotator_no = p_annotator
      AND (a.judgment_seq IS NOT NULL AND a.counted OR a.state = 'live')
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
         array_agg(judgment_seq ORDER BY judgment_seq) FILTER (WHERE counted) AS seqs,
         coalesce(array_agg(item_no) FILTER (WHERE counted AND was = 'done' AND paused), '{}') AS paused
  INTO v_done FROM freed;
  UPDATE annotator SET state = 'suspended' WHERE project_id = p_project AND no = p_annotator;
  PERFORM add_counting_event(p_project, 'suspended', v_done.seqs, false,
    jsonb_build_object('annotatorNo', p_annotator), p_user);
  PERFORM add_annotator_event(p_project, p_annotator, 'suspended', p_reason, jsonb_build_object('from', v_state,
    'judgments', v_done.judgments, 'reopened', v_done.reopened, 'held', v_done.held, 'paused', v_done.paused), p_user);
  RETURN jsonb_build_object('outcome', 'saved', 'judgments', v_done.judgments, 'reopened', v_done.reopened,
    'returned', cardinality(v_done.held));
END $$;

-- The reverse: what was judged counts again where its place is still free, and what they held is lent to them again
-- while its time has not run out; what no longer fits stays as surplus. Who stood in review gets new items from now
-- on, and what was known before no longer speaks against them.
CREATE OR REPLACE FUNCTION reinstate_annotator(p_project text, p_annotator int, p_reason text, p_user text) RETURNS jsonb
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
      AND ((judgment_seq IS NOT NULL AND state = 'judged' AND NOT counted) OR (state = 'returned' AND item_no = ANY (v_held)))) ORDER BY no FOR UPDATE;
  WITH found AS MATERIALIZED (
    SELECT a.item_no, a.judgment_seq, a.state = 'judged' AS judged, i.has_room AS fits, i.state <> 'removed' AS stays
    FROM assignment a JOIN item i ON i.project_id = a.project_id AND i.no = a.item_no
    WHERE a.project_id = p_project AND a.annotator_no = p_annotator
      AND ((a.judgment_seq IS NOT NULL AND a.state = 'judged' AND NOT a.counted)
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
  SELECT count(*) FILTER (WHERE judged AND fits) AS judgments, count(*) FILTER (WHERE judged AND NOT fits) AS surplus,
         array_agg(judgment_seq ORDER BY judgment_seq) FILTER (WHERE judged AND fits AND stays) AS seqs
  INTO v_done FROM found;
  PERFORM add_counting_event(p_project, 'reinstated', v_done.seqs, true,
    jsonb_build_object('annotatorNo', p_annotator), p_user);
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

-- Makes an item gold, changes its key, or, with no levels, makes it an ordinary item again.
CREATE OR REPLACE FUNCTION set_gold(p_project text, p_item int, p_levels int[], p_reason text, p_user text) RETURNS int
LANGUAGE plpgsql AS $$
DECLARE
  v_version int;
  v_before int[];
  v_gold boolean := cardinality(p_levels) > 0;
  v_target int;
BEGIN
  PERFORM lock_counting(p_project);
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
                   ELSE (SELECT first_target(p, p_item) FROM project p WHERE id = p_project) END;
  UPDATE item i SET is_gold = v_gold, target = greatest(v_target, i.counted + i.live), rev = i.rev + 1,
    decided_rev = (SELECT CASE WHEN is_adaptive THEN -1 END FROM project WHERE id = p_project),
    state = CASE WHEN i.state IN ('open', 'done')
                 THEN state_at(i, i.counted, greatest(v_target, i.counted + i.live)) ELSE i.state END
  WHERE i.project_id = p_project AND i.no = p_item;
  PERFORM add_gold_event(p_project, p_item, 'gold-changed', v_version, p_user);
  RETURN v_version;
END $$;

-- Takes a gold out of scoring until the requester has looked at its key. The item row is locked.
CREATE OR REPLACE FUNCTION open_gold_review(p_project text, p_item int, p_version int, p_reason text, p_probability float8)
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
  IF v_count > 0 THEN PERFORM add_gold_event(p_project, p_item, 'gold-doubted', p_version, NULL); END IF;
  RETURN v_count > 0;
END $$;

-- Answers every open doubt about the current key of an item whose row is locked: the open review, or, where there is
-- none, the contests so far. A key that is kept scores again. True when there was something to answer.
CREATE OR REPLACE FUNCTION close_gold_review(p_project text, p_item int, p_decision text, p_answer text, p_user text)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  v_last int;
BEGIN
  SELECT coalesce(max(no), 0) INTO v_last FROM gold_contest WHERE project_id = p_project AND item_no = p_item;
  UPDATE gold_review SET decision = p_decision, answer = p_answer, last_contest_no = v_last,
    closed_at = clock_timestamp(), closed_by_id = p_user
  WHERE project_id = p_project AND item_no = p_item AND closed_at IS NULL;
  IF FOUND THEN
    PERFORM add_gold_event(p_project, p_item, 'gold-settled', (
      SELECT max(version) FROM gold_version WHERE project_id = p_project AND item_no = p_item), p_user);
    RETURN true;
  END IF;
  INSERT INTO gold_review (project_id, item_no, no, gold_version, reason, opened_at, decision, answer, last_contest_no,
                           closed_at, closed_by_id)
  SELECT p_project, p_item, (SELECT coalesce(max(no), 0) + 1 FROM gold_review
                             WHERE project_id = p_project AND item_no = p_item),
         gold_version, 'contested', min(created_at), p_decision, p_answer, v_last, clock_timestamp(), p_user
  FROM open_contest WHERE project_id = p_project AND item_no = p_item GROUP BY gold_version;
  RETURN FOUND;
END $$;

-- A person says that a key is wrong: once per key, and only after they were told that they missed it. From
-- p_enough open contests on the gold is out of scoring until the requester has looked.
CREATE OR REPLACE FUNCTION contest_gold(p_project text, p_annotator int, p_assignment uuid, p_comment text, p_enough int)
RETURNS text LANGUAGE plpgsql SET lock_timeout = '5s' AS $$
DECLARE
  v_item int;
  v_level int;
  v_gold current_gold;
BEGIN
  PERFORM lock_counting(p_project);
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

-- Removes items or puts them back, pauses them or lets them go on. What was judged is kept in every case, and what people
-- hold they may still answer. Items that are not in a state for it are passed over. Returns how many were moved.
CREATE OR REPLACE FUNCTION move_items(p_project text, p_nos int[], p_move text, p_user text) RETURNS int
LANGUAGE plpgsql SET lock_timeout = '5s' AS $$
DECLARE
  v_project project;
  v_moved int[];
BEGIN
  PERFORM lock_counting(p_project);
  SELECT * INTO v_project FROM project WHERE id = p_project;
  PERFORM 1 FROM item WHERE project_id = p_project AND no = ANY (p_nos) ORDER BY no FOR UPDATE;
  WITH moved AS (
    UPDATE item i SET rev = i.rev + 1, target = w.target,
      decided_rev = CASE WHEN v_project.is_adaptive THEN -1 END,
      state = CASE p_move WHEN 'remove' THEN 'removed' WHEN 'pause' THEN 'paused'
                          ELSE state_at(i, i.counted, w.target) END
    -- The judgments per item may have changed while it was away.
    FROM (SELECT n.no, CASE WHEN p_move <> 'restore' THEN n.target
                            ELSE greatest(CASE WHEN n.is_gold THEN gold_cap(p_project) ELSE first_target(v_project, n.no) END,
                                          n.counted + n.live) END AS target
          FROM item n WHERE n.project_id = p_project AND n.no = ANY (p_nos)) AS w
    WHERE i.project_id = p_project AND i.no = w.no AND CASE p_move
      WHEN 'remove' THEN i.state IN ('open', 'done', 'paused')
      WHEN 'restore' THEN i.state = 'removed'
      WHEN 'pause' THEN i.state = 'open'
      -- An item of a paused query waits for the query.
      WHEN 'resume' THEN i.state = 'paused' AND state_at(i, i.counted, i.target) <> 'paused'
      ELSE false END
    RETURNING i.no, i.rev
  ), written AS (
    INSERT INTO item_event (project_id, item_no, rev, kind, created_by_id, created_at)
    SELECT p_project, m.no, m.rev,
           CASE p_move WHEN 'remove' THEN 'removed' WHEN 'restore' THEN 'restored' WHEN 'pause' THEN 'paused' ELSE 'resumed' END,
           p_user, clock_timestamp()
    FROM moved m
  )
  SELECT coalesce(array_agg(no), '{}') INTO v_moved FROM moved;
  IF p_move IN ('remove', 'restore') THEN
    PERFORM add_counting_event(p_project, CASE p_move WHEN 'remove' THEN 'removed' ELSE 'restored' END, ARRAY(
      SELECT judgment_seq FROM assignment WHERE project_id = p_project AND item_no = ANY (v_moved) AND counted
      ORDER BY judgment_seq), p_move = 'restore', jsonb_build_object('items', cardinality(v_moved)), p_user);
  END IF;
  RETURN cardinality(v_moved);
END $$;

-- Pauses a query with its items, or lets both go on; items whose result two people could not judge stay paused. Returns
-- how many items were moved, or null where the query is in that state already.
CREATE OR REPLACE FUNCTION move_query(p_project text, p_query int, p_move text, p_user text) RETURNS int
LANGUAGE plpgsql SET lock_timeout = '5s' AS $$
DECLARE
  v_nos int[];
BEGIN
  PERFORM lock_counting(p_project);
  UPDATE query SET state = CASE p_move WHEN 'pause' THEN 'paused' ELSE 'open' END
  WHERE project_id = p_project AND no = p_query AND state = CASE p_move WHEN 'pause' THEN 'open' ELSE 'paused' END;
  IF NOT FOUND THEN RETURN NULL; END IF;
  v_nos := ARRAY(
    SELECT i.no FROM item i WHERE i.project_id = p_project AND i.query_no = p_query
      AND (p_move = 'pause' OR 2 > (
        SELECT count(DISTINCT c.annotator_no) FROM current_judgment c
        WHERE c.project_id = p_project AND c.item_no = i.no AND c.unratable = 'result'))
    ORDER BY i.no);
  RETURN move_items(p_project, v_nos, p_move, p_user);
END $$;

DROP FUNCTION reopen_items(text, int[], int, text);

-- Asks again what was judged on items under guidelines before p_version: those judgments are kept and no longer counted,
-- their places are open, and the people who gave them may be asked again. Each item's event names them, so that what
-- counts can be recomputed, and by what they were chosen, so that what is left can be told from a fair sample.
CREATE FUNCTION reopen_items(p_project text, p_nos int[], p_version int, p_chosen_by text, p_user text)
RETURNS TABLE (items int, judgments int) LANGUAGE plpgsql AS $$
DECLARE
  v_project project;
  v_done record;
BEGIN
  PERFORM lock_counting(p_project);
  SELECT * INTO v_project FROM project WHERE id = p_project;
  PERFORM 1 FROM item WHERE project_id = p_project AND no = ANY (p_nos) ORDER BY no FOR UPDATE;
  WITH old AS MATERIALIZED (
    SELECT a.item_no, a.annotator_no, a.counted, a.judgment_seq
    FROM assignment a
    JOIN judgment j ON j.project_id = a.project_id AND j.seq = a.judgment_seq
    JOIN item i ON i.project_id = a.project_id AND i.no = a.item_no
    WHERE a.project_id = p_project AND a.item_no = ANY (p_nos) AND a.state IN ('judged', 'surplus')
      AND j.guideline_version < p_version AND NOT i.is_gold AND i.state IN ('open', 'done', 'paused')
    FOR UPDATE OF a
  ), freed AS (
    UPDATE assignment a SET counted = false, state = 'reopened' FROM old o
    WHERE a.project_id = p_project AND a.item_no = o.item_no AND a.annotator_no = o.annotator_no
  ), wanted AS (
    SELECT i.no, i.counted - n.gone AS counted, n.gone, n.seqs,
           greatest(first_target(v_project, i.no), i.counted - n.gone + i.live) AS target
    FROM item i JOIN (
      SELECT o.item_no, (count(*) FILTER (WHERE o.counted))::int AS gone,
             jsonb_agg(o.judgment_seq ORDER BY o.judgment_seq) FILTER (WHERE o.counted) AS seqs
      FROM old o GROUP BY o.item_no) AS n ON n.item_no = i.no
    WHERE i.project_id = p_project AND n.gone > 0
  ), opened AS (
    UPDATE item i SET counted = w.counted, target = w.target, rev = i.rev + 1,
      decided_rev = CASE WHEN v_project.is_adaptive THEN -1 END,
      state = CASE WHEN i.state = 'paused' THEN 'paused' ELSE state_at(i, w.counted, w.target) END
    FROM wanted w WHERE i.project_id = p_project AND i.no = w.no
    RETURNING i.no, i.rev, w.gone, w.seqs
  ), written AS (
    INSERT INTO item_event (project_id, item_no, rev, kind, evidence, created_by_id, created_at)
    SELECT p_project, o.no, o.rev, 'reopened', jsonb_build_object('guidelineVersion', p_version, 'chosenBy', p_chosen_by, 'judgments', o.seqs),
           p_user, clock_timestamp()
    FROM opened o
  )
  SELECT count(*)::int AS items, coalesce(sum(o.gone), 0)::int AS judgments,
         ARRAY(SELECT f.judgment_seq FROM old f WHERE f.counted ORDER BY f.judgment_seq) AS seqs
  INTO v_done FROM opened o;
  PERFORM add_counting_event(p_project, 'reopened', v_done.seqs, false,
    jsonb_build_object('items', v_done.items, 'guidelineVersion', p_version, 'chosenBy', p_chosen_by), p_user);
  RETURN QUERY SELECT v_done.items, v_done.judgments;
END $$;
