-- Commands on items and queries.

-- Removes items or puts them back, pauses them or lets them go on. What was judged is kept in every case, and what people
-- hold they may still answer. Items that are not in a state for it are passed over. `count`: how many were moved.
CREATE FUNCTION move_items(p_project text, p_nos int[], p_move text, p_user text) RETURNS jsonb
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
  RETURN jsonb_build_object('outcome', 'saved', 'count', cardinality(v_moved));
END $$;

-- Pauses a query with its items, or lets both go on; items whose result two people could not judge stay paused.
-- `count`: how many items were moved. Unchanged: the query is in that state already.
CREATE FUNCTION move_query(p_project text, p_query int, p_move text, p_user text) RETURNS jsonb
LANGUAGE plpgsql SET lock_timeout = '5s' AS $$
DECLARE
  v_nos int[];
BEGIN
  PERFORM lock_counting(p_project);
  UPDATE query SET state = CASE p_move WHEN 'pause' THEN 'paused' ELSE 'open' END
  WHERE project_id = p_project AND no = p_query AND state = CASE p_move WHEN 'pause' THEN 'open' ELSE 'paused' END;
  IF NOT FOUND THEN RETURN '{"outcome": "unchanged"}'; END IF;
  v_nos := ARRAY(
    SELECT i.no FROM item i WHERE i.project_id = p_project AND i.query_no = p_query
      AND (p_move = 'pause' OR 2 > (
        SELECT count(DISTINCT c.annotator_no) FROM current_judgment c
        WHERE c.project_id = p_project AND c.item_no = i.no AND c.unratable = 'result'))
    ORDER BY i.no);
  RETURN move_items(p_project, v_nos, p_move, p_user);
END $$;

-- Asks again what was judged on items under guidelines before p_version: those judgments are kept and no longer counted,
-- their slots are open, and the people who gave them may be asked again. Each item's event names them, so that what
-- counts can be recomputed, and by what they were chosen, so that what is left can be told from a fair sample.
CREATE FUNCTION reopen_items(p_project text, p_nos int[], p_version int, p_chosen_by text, p_user text)
RETURNS jsonb LANGUAGE plpgsql AS $$
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
  RETURN jsonb_build_object('outcome', 'saved', 'items', v_done.items, 'judgments', v_done.judgments);
END $$;
