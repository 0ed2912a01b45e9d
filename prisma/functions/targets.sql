-- How many judgments an item is to have: fixed, adaptive or asked anew under another guideline.

-- The queries whose items wait with them.
CREATE VIEW paused_query AS SELECT project_id, no FROM query WHERE state = 'paused';

-- What an item that wants more judgments is: it waits with its query where that is paused.
CREATE FUNCTION state_of_wanting(p_project text, p_query int) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN EXISTS (SELECT 1 FROM paused_query q WHERE q.project_id = p_project AND q.no = p_query)
              THEN 'paused' ELSE 'open' END;
$$;

-- What an item that has so many of its judgments is, unless it is removed or paused by itself. One expression, so that
-- PostgreSQL writes it into whatever asks.
CREATE FUNCTION state_at(p_item item, p_counted int, p_target int) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN p_counted >= p_target THEN 'done' ELSE state_of_wanting(p_item.project_id, p_item.query_no) END;
$$;

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

-- Everything of a project that first_target and gold_cap read: items that got their targets under other settings follow anew.
CREATE FUNCTION target_settings(p_project project) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('judgments', p_project.judgments_per_item, 'adaptive', p_project.is_adaptive,
    'least', p_project.least_judgments, 'most', p_project.most_judgments, 'audit', p_project.audit_share);
$$;

-- Chooses between a fixed and an adaptive number and writes down every set of parameters that was ever in force. The
-- items follow by retarget_items, which is left to the caller: there may be very many.
CREATE FUNCTION set_stopping(
  p_project text, p_judgments int, p_adaptive boolean, p_least int, p_most int, p_confidence float8, p_error float8,
  p_audit float8, p_user text
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_is_new boolean;
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
  v_is_new := FOUND;
  IF v_is_new AND p_adaptive THEN
    INSERT INTO stopping_version (project_id, version, parameters, created_by_id, created_at)
    SELECT p_project, coalesce(max(version), 0) + 1, v_parameters, p_user, clock_timestamp()
    FROM stopping_version WHERE project_id = p_project
    -- The version of the rule that decides by them is written down by whoever decides.
    HAVING coalesce((array_agg(parameters ORDER BY version DESC))[1] - 'rule' <> v_parameters, true);
  END IF;
  RETURN jsonb_build_object('outcome', CASE WHEN v_is_new THEN 'saved' ELSE 'unchanged' END);
END $$;

-- Brings the targets of the next items in line with the project's settings, in order of number; what is out or counted
-- already is never taken back. How far it came stands in the project, so that anybody can go on. `more`: there are items left.
CREATE FUNCTION retarget_items(p_project text, p_limit int) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_project project;
  v_nos int[];
  v_cap int := gold_cap(p_project);
BEGIN
  SELECT * INTO v_project FROM project WHERE id = p_project AND targets_after IS NOT NULL FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN '{"outcome": "unchanged", "more": false}'; END IF;
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
  RETURN jsonb_build_object('outcome', 'saved', 'more', cardinality(v_nos) = p_limit);
END $$;

-- Writes down what the stop rule decided on items and opens those that need one more judgment. A decision on an item
-- that has changed since, or by parameters that are no longer in force, is passed over: the item is looked at again.
CREATE FUNCTION settle_items(p_project text, p_version int, p_model_seq bigint, p_decisions jsonb)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_nos int[];
  v_done jsonb;
BEGIN
  IF p_version IS DISTINCT FROM (SELECT max(v.version) FROM stopping_version v JOIN project p ON p.id = p_project
                                 WHERE v.project_id = p_project AND p.is_adaptive) THEN
    RETURN '{"outcome": "outdated", "settled": 0, "raised": 0}';
  END IF;
  -- A row that somebody works on is left to the next round.
  v_nos := ARRAY(
    SELECT no FROM item WHERE project_id = p_project
      AND no = ANY (ARRAY(SELECT (d ->> 'itemNo')::int FROM jsonb_array_elements(p_decisions) AS d))
    ORDER BY no FOR UPDATE SKIP LOCKED);
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
  SELECT jsonb_build_object('outcome', 'saved', 'settled', count(*), 'raised', count(*) FILTER (WHERE NOT k."isDone"))
  INTO v_done FROM kept k;
  RETURN v_done;
END $$;
