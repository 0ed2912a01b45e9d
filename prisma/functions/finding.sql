-- What items of a large project are filtered and sorted by: one row per item, made and kept by the worker.

-- Of all items. Joined at once: the planner expects one judgment and would look each up by itself. The order by query looks at
-- the beginning of its text only, which keeps the index small.
CREATE FUNCTION build_item_figures(p_project text) RETURNS jsonb LANGUAGE plpgsql SET enable_nestloop = off AS $$
BEGIN
  DELETE FROM item_change WHERE project_id = p_project;
  INSERT INTO item_figure AS f (project_id, item_no, is_gold, state, lacks_query, query_start, less_counted, less_spread)
  SELECT p_project, i.no, i.is_gold, i.state, q.no IS NULL, left(coalesce(q.text, ''), 100), -i.counted, -coalesce(v.spread, -1)
  FROM item i
  LEFT JOIN query q ON q.project_id = p_project AND q.no = i.query_no
  LEFT JOIN (
    SELECT item_no, max(level) - min(level) AS spread FROM current_judgment
    WHERE project_id = p_project AND counts GROUP BY item_no) AS v ON v.item_no = i.no
  WHERE i.project_id = p_project
  ON CONFLICT (project_id, item_no) DO UPDATE
    SET (is_gold, state, lacks_query, query_start, less_counted, less_spread)
      = ROW (excluded.is_gold, excluded.state, excluded.lacks_query, excluded.query_start, excluded.less_counted, excluded.less_spread);
  RETURN '{"outcome": "saved"}';
END $$;

-- The same of the items above a number, of those whose judgments came or counted otherwise since p_after, and of those that
-- changed in another way. A change is forgotten with the statement that reads the changed item.
CREATE FUNCTION refresh_item_figures(p_project text, p_after bigint, p_above int) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  WITH noted AS MATERIALIZED (
    DELETE FROM item_change WHERE project_id = p_project RETURNING item_no
  ), changed AS MATERIALIZED (
    SELECT no FROM item WHERE project_id = p_project AND no > p_above
    UNION
    SELECT item_no FROM noted
    UNION
    SELECT item_no FROM judgment WHERE project_id = p_project AND seq > p_after
    UNION
    SELECT j.item_no FROM counting_event e, unnest(e.judgments) AS named (seq)
    JOIN judgment j ON j.project_id = p_project AND j.seq = named.seq
    WHERE e.project_id = p_project AND e.seq > p_after
  )
  INSERT INTO item_figure AS f (project_id, item_no, is_gold, state, lacks_query, query_start, less_counted, less_spread)
  SELECT p_project, i.no, i.is_gold, i.state, q.no IS NULL, left(coalesce(q.text, ''), 100), -i.counted, -coalesce(v.spread, -1)
  FROM changed c
  JOIN item i ON i.project_id = p_project AND i.no = c.no
  LEFT JOIN query q ON q.project_id = p_project AND q.no = i.query_no
  CROSS JOIN LATERAL (
    SELECT max(j.level) - min(j.level) AS spread FROM current_judgment j
    WHERE j.project_id = p_project AND j.item_no = c.no AND j.counts) AS v
  ON CONFLICT (project_id, item_no) DO UPDATE
    SET (is_gold, state, lacks_query, query_start, less_counted, less_spread)
      = ROW (excluded.is_gold, excluded.state, excluded.lacks_query, excluded.query_start, excluded.less_counted, excluded.less_spread)
  WHERE f IS DISTINCT FROM excluded;
  RETURN '{"outcome": "saved"}';
END $$;
