-- Answers: stored once, whatever happens, and taken back by a row of their own.

-- Stores one answer. Never refuses finished work: what came too late and finds no room is stored as
-- surplus, uncounted, and the answer says so. n equal submits are one row and n equal receipts. One statement, because
-- people's work is mostly this; why it stored nothing is asked only then, and whoever is late comes by a second time.
CREATE FUNCTION submit_judgment(
  p_project text, p_annotator int, p_assignment uuid, p_epoch int, p_request_key uuid, p_hash bytea,
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
    WITH slot AS MATERIALIZED (
      SELECT a.item_no, a.epoch, a.state AS was, a.judgment_seq AS before,
             n.state = 'suspended' AND i.state <> 'removed' AS waits,
             -- A live lease holds a slot of its own; an answer to one that ran out is counted if a slot is still
             -- free, and never takes the slot of whoever holds the item now.
             p_unratable IS NULL AND n.state <> 'suspended' AND i.state <> 'removed'
               AND (a.state = 'live' OR i.has_room) AS counts
      FROM assignment a
      JOIN annotator n ON n.project_id = p_project AND n.no = p_annotator
      JOIN item i ON i.project_id = p_project AND i.no = a.item_no
      -- Written so that the index of the id alone serves, here and in the looks at one assignment below: a plan made while the
      -- table is empty takes any index that begins with the project, and stays when there are many rows.
      WHERE a.id = p_assignment AND a.project_id IS NOT DISTINCT FROM p_project
        AND a.annotator_no IS NOT DISTINCT FROM p_annotator
        AND p_epoch <= a.epoch AND (a.state = 'live' OR v_is_late AND a.state NOT IN ('judged', 'surplus', 'unratable'))
        AND (p_level IS NULL OR EXISTS (SELECT 1 FROM level WHERE project_id = p_project AND value = p_level))
        AND NOT EXISTS (SELECT 1 FROM judgment WHERE project_id = p_project AND annotator_no = p_annotator AND key = p_request_key)
      FOR UPDATE OF i
    ), answered AS (
      UPDATE assignment a SET
        state = CASE
          WHEN p_unratable IS NOT NULL THEN 'unratable'
          -- What only the suspension keeps from counting is judged: reinstating finds it and counts it if it fits.
          WHEN slot.counts OR slot.waits THEN 'judged'
          ELSE 'surplus' END,
        counted = slot.counts, judgment_seq = nextval('judgment_seq_seq')
      FROM slot WHERE a.project_id = p_project AND a.item_no = (SELECT item_no FROM slot) AND a.annotator_no = p_annotator
        -- It may have run out while its item was waited for: then this is done again.
        AND a.epoch = slot.epoch AND a.state = slot.was
      RETURNING a.item_no, a.judgment_seq AS seq, slot.was, slot.before, slot.counts
    ), stored AS (
      INSERT INTO judgment (project_id, seq, item_no, annotator_no, assignment_id, key, payload_hash, action, level,
                            unratable, comment, duration_ms, guideline_version, counted_at_receipt, supersedes)
      SELECT p_project, seq, item_no, p_annotator, p_assignment, p_request_key, p_hash,
             CASE WHEN p_unratable IS NULL THEN 'judge' ELSE 'unratable' END, p_level,
             p_unratable, p_comment, p_duration_ms, p_guideline_version, counts, before FROM answered
    )
    UPDATE item i SET
      live = i.live - CASE WHEN answered.was = 'live' THEN 1 ELSE 0 END,
      counted = i.counted + CASE WHEN answered.counts THEN 1 ELSE 0 END,
      state = CASE WHEN answered.counts AND i.state = 'open' THEN state_at(i, i.counted + 1, i.target) ELSE i.state END,
      rev = i.rev + 1
    FROM answered WHERE i.project_id = p_project AND i.no = (SELECT item_no FROM slot)
    RETURNING i.no, answered.seq, answered.counts INTO v_item, v_seq, v_counts;
    EXIT WHEN FOUND;
    v_refusal := refusal_of(p_project, p_annotator, p_assignment, p_epoch, p_request_key, p_hash, p_level);
    IF v_refusal IS NOT NULL THEN RETURN v_refusal; END IF;
    IF v_is_late THEN RAISE EXCEPTION 'the answer to % found neither a slot nor what stands in its way', p_assignment; END IF;
    -- It is late. Whether there is room must be seen by a statement that begins when the item is locked: checks look at
    -- a row as the statement's beginning saw it, too.
    v_is_late := true;
    PERFORM 1 FROM item WHERE project_id = p_project
      AND no = (SELECT item_no FROM assignment WHERE id = p_assignment AND project_id IS NOT DISTINCT FROM p_project) FOR UPDATE;
  END LOOP;
  IF p_unratable IS NOT NULL THEN PERFORM pause_on_problems(p_project, v_item, p_unratable); END IF;
  RETURN jsonb_build_object('outcome', 'saved', 'seq', v_seq, 'counted', v_counts);
END $$;

-- Why an answer finds no slot: an earlier one under its request key, or what else stands in its way; null when nothing does.
CREATE FUNCTION refusal_of(
  p_project text, p_annotator int, p_assignment uuid, p_epoch int, p_request_key uuid, p_hash bytea, p_level int
) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_receipt jsonb := receipt_of(p_project, p_annotator, p_request_key, p_hash);
  v_was assignment;
BEGIN
  IF v_receipt IS NOT NULL THEN RETURN v_receipt; END IF;
  SELECT * INTO v_was FROM assignment
  WHERE id = p_assignment AND project_id IS NOT DISTINCT FROM p_project AND annotator_no IS NOT DISTINCT FROM p_annotator;
  RETURN CASE
    WHEN v_was.id IS NULL OR p_epoch > v_was.epoch THEN '{"outcome": "unknown"}'
    WHEN p_level IS NOT NULL AND NOT EXISTS (SELECT 1 FROM level WHERE project_id = p_project AND value = p_level)
      THEN '{"outcome": "no-such-level"}'
    WHEN v_was.state IN ('judged', 'surplus', 'unratable')
      THEN jsonb_build_object('outcome', 'already-judged', 'seq', v_was.judgment_seq)
  END;
END $$;

-- What an earlier submit under this request key was answered, or null when the key is new.
CREATE FUNCTION receipt_of(p_project text, p_annotator int, p_request_key uuid, p_hash bytea) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN payload_hash = p_hash
    THEN jsonb_build_object('outcome', 'saved', 'seq', seq, 'counted', counted_at_receipt)
    ELSE jsonb_build_object('outcome', 'conflict') END
  FROM judgment WHERE project_id = p_project AND annotator_no = p_annotator AND key = p_request_key;
$$;

-- Locks a query and all of its items, in order of number: a problem with the query may pause them all.
CREATE FUNCTION lock_query_of(p_project text, p_item int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_query int;
BEGIN
  SELECT query_no INTO v_query FROM item WHERE project_id = p_project AND no = p_item;
  PERFORM 1 FROM query WHERE project_id = p_project AND no = v_query FOR NO KEY UPDATE;
  PERFORM 1 FROM item WHERE project_id = p_project AND query_no = v_query ORDER BY no FOR UPDATE;
END $$;

-- Two people with a problem with the query pause the query; two with the result pause the item. The rows
-- are locked already.
CREATE FUNCTION pause_on_problems(p_project text, p_item int, p_reason text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_query int;
  v_people int;
BEGIN
  SELECT query_no INTO v_query FROM item WHERE project_id = p_project AND no = p_item;
  IF p_reason = 'result' OR (p_reason = 'query' AND v_query IS NULL) THEN
    SELECT count(DISTINCT annotator_no) INTO v_people FROM current_judgment
    WHERE project_id = p_project AND item_no = p_item AND unratable = p_reason;
    IF v_people >= 2 THEN
      UPDATE item SET state = 'paused', rev = rev + 1 WHERE project_id = p_project AND no = p_item AND state = 'open';
    END IF;
  ELSIF p_reason = 'query' THEN
    SELECT count(DISTINCT c.annotator_no) INTO v_people FROM item i
    JOIN current_judgment c ON c.project_id = i.project_id AND c.item_no = i.no
    WHERE i.project_id = p_project AND i.query_no = v_query AND c.unratable = 'query';
    IF v_people >= 2 THEN
      UPDATE query SET state = 'paused' WHERE project_id = p_project AND no = v_query;
      UPDATE item SET state = 'paused', rev = rev + 1
      WHERE project_id = p_project AND query_no = v_query AND state = 'open';
    END IF;
  END IF;
END $$;

-- Takes back one of the person's last ten answers: a row that supersedes it, and the item is theirs again
-- under the same assignment. The slot stays held, so nobody else can slip in between. Who was told what was right
-- cannot take their answer back any more, and who is suspended takes nothing back: their answers wait as they are for the
-- requester.
CREATE FUNCTION undo_judgment(p_project text, p_annotator int, p_assignment uuid, p_request_key uuid, p_hash bytea)
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
  v_receipt := receipt_of(p_project, p_annotator, p_request_key, p_hash);
  IF v_receipt IS NOT NULL THEN RETURN v_receipt; END IF;
  IF EXISTS (SELECT 1 FROM annotator WHERE project_id = p_project AND no = p_annotator AND state = 'suspended') THEN
    RETURN jsonb_build_object('outcome', 'suspended');
  END IF;

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
  SELECT p_project, v_item, p_annotator, p_assignment, p_request_key, p_hash, 'undo', guideline_version, false, seq
  FROM judgment WHERE project_id = p_project AND seq = v_was.judgment_seq
  RETURNING seq INTO v_seq;

  v_room := v_was.counted OR v_row.counted + v_row.live < v_row.target;
  UPDATE assignment SET state = CASE WHEN v_room THEN 'live' ELSE 'expired' END, counted = false, judgment_seq = v_seq,
    expires_at = clock_timestamp()
      + make_interval(secs => (SELECT assignment_seconds FROM project WHERE id = p_project))
  WHERE project_id = p_project AND item_no = v_item AND annotator_no = p_annotator;
  UPDATE item i SET
    counted = i.counted - CASE WHEN v_was.counted THEN 1 ELSE 0 END,
    live = i.live + CASE WHEN v_room THEN 1 ELSE 0 END,
    state = CASE WHEN i.state = 'done' AND v_was.counted THEN state_at(i, i.counted - 1, i.target) ELSE i.state END,
    rev = i.rev + 1
  WHERE i.project_id = p_project AND i.no = v_item;
  RETURN jsonb_build_object('outcome', 'saved', 'seq', v_seq, 'counted', false);
END $$;
