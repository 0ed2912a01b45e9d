-- What a person holds: claimed, renewed, given back, taken back.

-- Claims items for a person: what they hold already comes back (a second tab, a reload), the rest is lent
-- now, so that they hold no more than they asked for. The outcome is "lent", or why there is nothing.
CREATE FUNCTION claim_items(p_project text, p_annotator int, p_count int) RETURNS jsonb
LANGUAGE plpgsql SET lock_timeout = '5s' SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  v_locked boolean := lock_annotator(p_project, p_annotator);
  v_state text;
  v_rate float8;
  v_seconds int;
  v_standing text;
  v_is_new boolean;
  v_held int[];
  v_need int;
  v_lent int;
BEGIN
  SELECT p.state, p.gold_rate, p.assignment_seconds, n.state,
         NOT EXISTS (SELECT 1 FROM judgment WHERE project_id = p_project AND annotator_no = p_annotator)
  INTO v_state, v_rate, v_seconds, v_standing, v_is_new
  FROM project p JOIN annotator n ON n.project_id = p_project AND n.no = p_annotator WHERE p.id = p_project;
  IF v_state <> 'live' THEN RETURN jsonb_build_object('outcome', v_state); END IF;
  IF v_standing = 'suspended' THEN RETURN '{"outcome": "suspended"}'; END IF;
  IF v_is_new AND quiz_due(p_project, p_annotator) THEN RETURN '{"outcome": "quiz"}'; END IF;

  WITH held AS (
    UPDATE assignment SET expires_at = now() + make_interval(secs => v_seconds)
    WHERE project_id = p_project AND annotator_no = p_annotator AND state = 'live' RETURNING item_no)
  SELECT coalesce(array_agg(item_no), '{}') INTO v_held FROM held;
  -- Who stands in review finishes what they hold and gets nothing new.
  IF v_standing = 'review' AND v_held = '{}' THEN RETURN '{"outcome": "review"}'; END IF;
  v_need := p_count - cardinality(v_held);
  IF v_standing = 'review' OR v_need <= 0 THEN RETURN '{"outcome": "lent"}'; END IF;

  v_lent := cardinality(lend_from_ring(p_project, p_annotator, v_need, v_rate, v_seconds));
  IF v_lent = 0 AND (reap_assignments(p_project, 50) ->> 'count')::int > 0 THEN
    v_lent := cardinality(lend_from_ring(p_project, p_annotator, v_need, v_rate, v_seconds));
  END IF;
  IF v_lent = 0 AND v_held = '{}' THEN RETURN jsonb_build_object('outcome', why_empty(p_project, p_annotator)); END IF;
  RETURN '{"outcome": "lent"}';
END $$;

-- Why there is nothing: true when it is said. "busy" means that there is room, but others had the rows
-- locked at that instant: ask again at once. What waits for the stop rule is still in progress. What has room is asked for in
-- the ring's order, so that the ring's index alone serves; a plan made while the table is empty could take another.
CREATE FUNCTION why_empty(p_project text, p_annotator int) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN (SELECT true FROM item i WHERE i.project_id = p_project AND i.state = 'open' AND NOT i.is_gold
          AND i.has_room AND NOT (SELECT has_met FROM meeting(p_project, i.no, p_annotator))
          ORDER BY i.group_ord LIMIT 1) THEN 'busy'
    WHEN EXISTS (SELECT 1 FROM item i WHERE i.project_id = p_project AND i.state = 'open' AND NOT i.is_gold
                 AND i.counted < i.target AND NOT (SELECT has_met FROM meeting(p_project, i.no, p_annotator))) THEN 'in-progress'
    WHEN EXISTS (SELECT 1 FROM item i JOIN project p ON p.id = p_project
                 WHERE i.project_id = p_project AND i.state = 'done' AND NOT i.is_gold AND i.awaits_stop_rule
                   AND i.counted < p.most_judgments AND NOT (SELECT has_met FROM meeting(p_project, i.no, p_annotator))) THEN 'in-progress'
    WHEN EXISTS (SELECT 1 FROM item i WHERE i.project_id = p_project AND i.state = 'open' AND NOT i.is_gold
                 AND i.counted < i.target) THEN 'judged-all'
    WHEN EXISTS (SELECT 1 FROM item i WHERE i.project_id = p_project AND i.state = 'paused' AND NOT i.is_gold) THEN 'rest-paused'
    ELSE 'all-done' END;
$$;

-- Renews what a person holds, while they are active.
CREATE FUNCTION renew_assignments(p_project text, p_annotator int) RETURNS jsonb
LANGUAGE plpgsql SET lock_timeout = '5s' SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  v_count int;
BEGIN
  PERFORM lock_annotator(p_project, p_annotator);
  UPDATE assignment a SET expires_at = now() + make_interval(secs => p.assignment_seconds)
  FROM project p
  WHERE p.id = p_project AND a.project_id = p_project AND a.annotator_no = p_annotator AND a.state = 'live';
  GET DIAGNOSTICS v_count = ROW_COUNT;
  RETURN jsonb_build_object('outcome', 'saved', 'count', v_count);
END $$;

-- Lets what a person holds run out soon: they left the page, which may also be a reload or one of two tabs.
-- The next claim or renewal of theirs keeps it.
CREATE FUNCTION release_assignments(p_project text, p_annotator int, p_ids uuid[], p_seconds int) RETURNS jsonb
LANGUAGE plpgsql SET lock_timeout = '5s' SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  v_locked boolean := lock_annotator(p_project, p_annotator);
  v_now timestamptz := clock_timestamp();
  v_count int;
BEGIN
  UPDATE assignment SET expires_at = least(expires_at, v_now + make_interval(secs => p_seconds))
  WHERE project_id = p_project AND annotator_no = p_annotator AND state = 'live' AND id = ANY (p_ids);
  GET DIAGNOSTICS v_count = ROW_COUNT;
  RETURN jsonb_build_object('outcome', 'saved', 'count', v_count);
END $$;

-- Gives back at once what a person holds and will not answer.
CREATE FUNCTION return_assignments(p_project text, p_annotator int, p_ids uuid[]) RETURNS jsonb
LANGUAGE plpgsql SET lock_timeout = '5s' SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  v_item int;
  v_count int := 0;
BEGIN
  PERFORM lock_annotator(p_project, p_annotator);
  FOR v_item IN
    SELECT item_no FROM assignment WHERE project_id = p_project AND annotator_no = p_annotator
      AND state = 'live' AND id = ANY (p_ids) ORDER BY item_no
  LOOP
    PERFORM 1 FROM item WHERE project_id = p_project AND no = v_item FOR UPDATE;
    UPDATE assignment SET state = 'returned'
    WHERE project_id = p_project AND item_no = v_item AND annotator_no = p_annotator AND state = 'live';
    CONTINUE WHEN NOT FOUND;
    UPDATE item SET live = live - 1, rev = rev + 1 WHERE project_id = p_project AND no = v_item;
    v_count := v_count + 1;
  END LOOP;
  RETURN jsonb_build_object('outcome', 'saved', 'count', v_count);
END $$;

-- Takes back what was lent and not answered in time, oldest first. Safe to run everywhere at once: a row
-- that somebody works on is skipped, and a locked row's state is looked at again.
CREATE FUNCTION reap_assignments(p_project text, p_limit int) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := clock_timestamp();
  v_row record;
  v_count int := 0;
BEGIN
  FOR v_row IN
    SELECT item_no, annotator_no FROM assignment
    WHERE project_id = p_project AND state = 'live' AND expires_at < v_now
    ORDER BY expires_at LIMIT p_limit
  LOOP
    PERFORM 1 FROM item WHERE project_id = p_project AND no = v_row.item_no FOR UPDATE SKIP LOCKED;
    CONTINUE WHEN NOT FOUND;
    -- Its holder may be renewing it at this instant, which takes no item lock: waiting could deadlock.
    PERFORM 1 FROM assignment
    WHERE project_id = p_project AND item_no = v_row.item_no AND annotator_no = v_row.annotator_no
      AND state = 'live' AND expires_at < v_now FOR UPDATE SKIP LOCKED;
    CONTINUE WHEN NOT FOUND;
    UPDATE assignment SET state = 'expired'
    WHERE project_id = p_project AND item_no = v_row.item_no AND annotator_no = v_row.annotator_no;
    UPDATE item SET live = live - 1, rev = rev + 1 WHERE project_id = p_project AND no = v_row.item_no;
    v_count := v_count + 1;
  END LOOP;
  RETURN jsonb_build_object('outcome', 'saved', 'count', v_count);
END $$;
