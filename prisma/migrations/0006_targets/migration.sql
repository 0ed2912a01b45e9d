-- How many judgments an item is to have: fixed, adaptive or asked anew under another guideline; and commands on items.
--
-- Lock order as in 0003_queue: the annotator's lock -> item rows in order of number -> assignment rows. The settings of a
-- project are locked before its items, a query before its items.

-- ---------------------------------------------------------------- how many judgments an item is to have

-- Raises or lowers the judgments per item, all at once. What is out or counted already is never taken back.
CREATE FUNCTION set_judgments_per_item(p_project text, p_target int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE project SET judgments_per_item = p_target, targets_after = 0 WHERE id = p_project;
  WHILE retarget_items(p_project, 10000) LOOP END LOOP;
END $$;

-- Drawn once per item, evenly from 0 to 1: the same whenever it is asked for. People never see an item's number.
CREATE FUNCTION audit_chance(p_project text, p_item int) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$
  SELECT ('x' || left(encode(sha256(convert_to('audit/' || p_project || '/' || p_item, 'UTF8')), 'hex'), 12))::bit(48)::bigint
         / 281474976710656.0::float8;
$$;

-- The judgments that an ordinary item begins with; where the number is adaptive, the stop rule raises it one by one.
CREATE FUNCTION first_target(p_project project, p_item int) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN NOT p_project.is_adaptive THEN p_project.judgments_per_item
              WHEN audit_chance(p_project.id, p_item) < p_project.audit_share THEN p_project.most_judgments
              ELSE p_project.least_judgments END;
$$;

-- How many judgments of each item the agreement is computed over: where the number was ever adaptive, the later ones
-- went to the items on which people disagree, and only those asked for of every item are a fair sample.
CREATE FUNCTION headline_judgments(p_project text) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT min((parameters ->> 'least')::int) FROM stopping_version WHERE project_id = p_project),
                  (SELECT judgments_per_item FROM project WHERE id = p_project));
$$;

-- What an item that has so many of its judgments is, unless it is removed or paused by itself.
CREATE FUNCTION state_at(p_item item, p_counted int, p_target int) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN p_counted >= p_target THEN 'done'
              WHEN EXISTS (SELECT 1 FROM query q WHERE q.project_id = p_item.project_id AND q.no = p_item.query_no
                           AND q.state = 'paused') THEN 'paused'
              ELSE 'open' END;
$$;

-- Brings the targets of the next items in line with the project's settings, in order of number; what is out or counted
-- already is never taken back. How far it came stands in the project, so that anybody can go on. True: there is more.
CREATE FUNCTION retarget_items(p_project text, p_limit int) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  v_project project;
  v_nos int[];
  v_cap int := gold_cap(p_project);
BEGIN
  SELECT * INTO v_project FROM project WHERE id = p_project AND targets_after IS NOT NULL FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  v_nos := ARRAY(SELECT no FROM item WHERE project_id = p_project AND no > v_project.targets_after
                 ORDER BY no LIMIT p_limit FOR UPDATE);
  UPDATE item i SET target = w.target, rev = i.rev + 1,
    decided_rev = CASE WHEN v_project.is_adaptive THEN -1 END,
    state = CASE WHEN i.state IN ('open', 'done') THEN state_at(i, i.counted, w.target) ELSE i.state END
  FROM (
    SELECT n.no, greatest(CASE WHEN n.is_gold THEN v_cap ELSE first_target(v_project, n.no) END, n.counted + n.live) AS target
    FROM item n WHERE n.project_id = p_project AND n.no = ANY (v_nos)) AS w
  WHERE i.project_id = p_project AND i.no = w.no AND i.state <> 'removed';
  UPDATE project SET targets_after = CASE WHEN cardinality(v_nos) = p_limit THEN v_nos[p_limit] END WHERE id = p_project;
  RETURN cardinality(v_nos) = p_limit;
END $$;

-- Chooses between a fixed and an adaptive number and writes down every set of parameters that was ever in force. The
-- items follow by retarget_items, which is left to the caller: there may be very many.
CREATE FUNCTION set_stopping(
  p_project text, p_judgments int, p_adaptive boolean, p_least int, p_most int, p_confidence float8, p_error float8,
  p_audit float8, p_user text
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_parameters jsonb := jsonb_build_object('least', p_least, 'most', p_most, 'confidence', p_confidence,
    'expectedError', p_error, 'auditShare', p_audit);
BEGIN
  -- Goes through every item: only where it changes something.
  UPDATE project SET judgments_per_item = p_judgments, is_adaptive = p_adaptive, least_judgments = p_least,
    most_judgments = p_most, stop_confidence = p_confidence, stop_error = p_error, audit_share = p_audit, targets_after = 0
  WHERE id = p_project
    AND ((judgments_per_item, is_adaptive) <> (p_judgments, p_adaptive)
         OR (least_judgments, most_judgments, stop_confidence, stop_error, audit_share)
            <> (p_least, p_most, p_confidence, p_error, p_audit));
  IF FOUND AND p_adaptive THEN
    INSERT INTO stopping_version (project_id, version, parameters, created_by_id, created_at)
    SELECT p_project, coalesce(max(version), 0) + 1, v_parameters, p_user, clock_timestamp()
    FROM stopping_version WHERE project_id = p_project
    HAVING coalesce((array_agg(parameters ORDER BY version DESC))[1] <> v_parameters, true);
  END IF;
END $$;

-- ---------------------------------------------------------------- the stop rule's decisions

-- Writes down what the stop rule decided on items and opens those that need one more judgment. A decision on an item
-- that has changed since, or by parameters that are no longer in force, is passed over: the item is looked at again.
CREATE FUNCTION settle_items(p_project text, p_version int, p_model_seq bigint, p_decisions jsonb)
RETURNS TABLE (settled int, raised int) LANGUAGE plpgsql AS $$
DECLARE
  v_nos int[];
BEGIN
  IF p_version IS DISTINCT FROM (SELECT max(v.version) FROM stopping_version v JOIN project p ON p.id = v.project_id
                                 WHERE v.project_id = p_project AND p.is_adaptive) THEN
    RETURN QUERY SELECT 0, 0;
    RETURN;
  END IF;
  -- A row that somebody works on is left to the next round.
  v_nos := ARRAY(
    SELECT no FROM item WHERE project_id = p_project
      AND no = ANY (ARRAY(SELECT (d ->> 'itemNo')::int FROM jsonb_array_elements(p_decisions) AS d))
    ORDER BY no FOR UPDATE SKIP LOCKED);
  RETURN QUERY
  WITH decision AS (
    SELECT * FROM jsonb_to_recordset(p_decisions) AS d (
      "itemNo" int, rev int, ratings int, peak float8, "expectedError" float8, "isDone" boolean, because text)
    WHERE d."itemNo" = ANY (v_nos)
  ), kept AS (
    UPDATE item i SET rev = i.rev + 1, decided_rev = i.rev + 1, target = i.target + (NOT d."isDone")::int,
      state = state_at(i, i.counted, i.target + (NOT d."isDone")::int)
    FROM decision d
    WHERE i.project_id = p_project AND i.no = d."itemNo" AND i.rev = d.rev AND i.state = 'done' AND NOT i.is_gold
    RETURNING i.no, i.rev, d.ratings, d.peak, d."expectedError", d."isDone", d.because
  ), written AS (
    INSERT INTO item_stop (project_id, item_no, rev, version, model_seq, ratings, peak, expected_error, is_done, because,
                           created_at)
    SELECT p_project, k.no, k.rev, p_version, p_model_seq, k.ratings, k.peak, k."expectedError", k."isDone", k.because,
           clock_timestamp() FROM kept k
  )
  SELECT count(*)::int, (count(*) FILTER (WHERE NOT k."isDone"))::int FROM kept k;
END $$;

-- ---------------------------------------------------------------- commands on items and queries

-- Removes items or puts them back, pauses them or lets them go on. What was judged is kept in every case, and what people
-- hold they may still answer. Items that are not in a state for it are passed over. Returns how many were moved.
CREATE FUNCTION move_items(p_project text, p_nos int[], p_move text, p_user text) RETURNS int
LANGUAGE plpgsql SET lock_timeout = '5s' AS $$
DECLARE
  v_project project;
  v_count int;
BEGIN
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
  SELECT count(*) INTO v_count FROM moved;
  RETURN v_count;
END $$;

-- Pauses a query with its items, or lets both go on; items whose result two people could not judge stay paused. Returns
-- how many items were moved, or null where the query is in that state already.
CREATE FUNCTION move_query(p_project text, p_query int, p_move text, p_user text) RETURNS int
LANGUAGE plpgsql SET lock_timeout = '5s' AS $$
DECLARE
  v_nos int[];
BEGIN
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

-- ---------------------------------------------------------------- a new guideline

-- Asks again what was judged on items under guidelines before p_version: those judgments are kept and no longer counted,
-- their places are open, and the people who gave them may be asked again. Each item's event names them, so that what
-- counts can be recomputed.
CREATE FUNCTION reopen_items(p_project text, p_nos int[], p_version int, p_user text)
RETURNS TABLE (items int, judgments int) LANGUAGE plpgsql AS $$
DECLARE
  v_project project;
BEGIN
  SELECT * INTO v_project FROM project WHERE id = p_project;
  PERFORM 1 FROM item WHERE project_id = p_project AND no = ANY (p_nos) ORDER BY no FOR UPDATE;
  RETURN QUERY
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
    SELECT p_project, o.no, o.rev, 'reopened', jsonb_build_object('guidelineVersion', p_version, 'judgments', o.seqs),
           p_user, clock_timestamp()
    FROM opened o
  )
  SELECT count(*)::int, coalesce(sum(o.gone), 0)::int FROM opened o;
END $$;
