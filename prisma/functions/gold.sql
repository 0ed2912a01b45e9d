-- The levels of golds, and which golds are in doubt.

-- The one definition of "the gold": the newest version of each, unless it was withdrawn.
CREATE VIEW current_gold AS
SELECT * FROM (
  SELECT DISTINCT ON (project_id, item_no) * FROM gold_version ORDER BY project_id, item_no, version DESC) AS newest
WHERE cardinality(levels) > 0;

-- The one definition of "the gold that people are measured by": the current gold that nobody doubts.
CREATE VIEW scored_gold AS
SELECT g.* FROM current_gold g
WHERE NOT EXISTS (SELECT 1 FROM gold_review r
                  WHERE r.project_id = g.project_id AND r.item_no = g.item_no AND r.closed_at IS NULL);

-- Contests of current gold that nobody has answered yet.
CREATE VIEW open_contest AS
SELECT c.* FROM gold_contest c
JOIN current_gold g ON g.project_id = c.project_id AND g.item_no = c.item_no AND g.version = c.gold_version
WHERE NOT EXISTS (SELECT 1 FROM gold_review r
                  WHERE r.project_id = c.project_id AND r.item_no = c.item_no
                    AND r.closed_at IS NOT NULL AND r.last_contest_no >= c.no);

-- Makes an item gold, changes its levels, or, with no levels, makes it an ordinary item again.
CREATE FUNCTION set_gold(p_project text, p_item int, p_levels int[], p_reason text, p_user text) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_version int;
  v_before int[];
  v_gold boolean := cardinality(p_levels) > 0;
  v_target int;
BEGIN
  PERFORM lock_counting(p_project);
  PERFORM 1 FROM item WHERE project_id = p_project AND no = p_item AND state <> 'removed' FOR UPDATE;
  IF NOT FOUND THEN RETURN '{"outcome": "unknown"}'; END IF;
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
  RETURN jsonb_build_object('outcome', 'saved', 'version', v_version);
END $$;

-- The levels of a gold are others, or it is in doubt, or no longer: its judgments are read anew. The item's row is locked.
CREATE FUNCTION add_gold_event(p_project text, p_item int, p_kind text, p_version int, p_user text) RETURNS void
LANGUAGE sql AS $$
  SELECT add_counting_event(p_project, p_kind, ARRAY(
    SELECT seq FROM current_judgment WHERE project_id = p_project AND item_no = p_item ORDER BY seq),
    NULL, jsonb_build_object('itemNo', p_item, 'goldVersion', p_version), p_user);
$$;
