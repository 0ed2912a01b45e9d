-- The loop around gold: people learn what they missed and why, contest it, and the requester reviews the gold.

-- Tells a person what they missed: of the assignments named, or, where none are named, of everything they answered in
-- the last two weeks. From then on these answers cannot be taken back: the levels are known. Gold in doubt is not told.
-- Apart from answering on purpose: nothing that the desk waits for is slower for a gold.
CREATE FUNCTION take_feedback(p_project text, p_annotator int, p_answered uuid[], p_seen uuid[], p_limit int)
RETURNS jsonb LANGUAGE plpgsql SET lock_timeout = '5s' AS $$
DECLARE
  -- An undo is either before this or after it, and then refused.
  v_locked boolean := lock_annotator(p_project, p_annotator);
  v_now timestamptz := clock_timestamp();
  v_items int[];
BEGIN
  UPDATE gold_feedback f SET seen_at = v_now FROM assignment a
  WHERE f.project_id = p_project AND f.annotator_no = p_annotator AND f.seen_at IS NULL
    AND a.project_id = p_project AND a.annotator_no = p_annotator AND a.item_no = f.item_no AND a.id = ANY (p_seen);
  IF NOT (SELECT gives_feedback FROM project WHERE id = p_project) THEN RETURN '{"outcome": "unchanged"}'; END IF;

  IF p_answered IS NULL THEN
    SELECT array_agg(no) INTO v_items FROM item WHERE project_id = p_project AND is_gold;
  ELSE
    SELECT array_agg(item_no) INTO v_items FROM assignment
    WHERE project_id = p_project AND annotator_no = p_annotator AND id = ANY (p_answered);
  END IF;
  INSERT INTO gold_feedback (project_id, judgment_seq, annotator_no, item_no, gold_version, shown_at)
  SELECT p_project, c.seq, p_annotator, c.item_no, g.version, v_now
  FROM current_judgment c
  JOIN scored_gold g ON g.project_id = c.project_id AND g.item_no = c.item_no
  WHERE c.project_id = p_project AND c.annotator_no = p_annotator AND c.item_no = ANY (v_items)
    AND c.level IS NOT NULL AND NOT c.level = ANY (g.levels)
    AND greatest(c.created_at, g.created_at) > v_now - interval '14 days'
    AND NOT EXISTS (SELECT 1 FROM gold_feedback f WHERE f.project_id = p_project AND f.judgment_seq = c.seq)
  ORDER BY c.seq DESC LIMIT p_limit;
  RETURN '{"outcome": "saved"}';
END $$;

-- A person says that gold is wrong: once per version of it, and only after they were told that they missed it. From
-- p_enough open contests on the gold is out of scoring until the requester has looked.
CREATE FUNCTION contest_gold(p_project text, p_annotator int, p_assignment uuid, p_comment text, p_enough int)
RETURNS jsonb LANGUAGE plpgsql SET lock_timeout = '5s' AS $$
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
  IF NOT FOUND THEN RETURN '{"outcome": "unknown"}'; END IF;
  PERFORM 1 FROM item WHERE project_id = p_project AND no = v_item FOR UPDATE;
  SELECT * INTO v_gold FROM current_gold WHERE project_id = p_project AND item_no = v_item;
  IF NOT FOUND OR v_level = ANY (v_gold.levels) THEN RETURN '{"outcome": "settled"}'; END IF;

  INSERT INTO gold_contest (project_id, item_no, no, gold_version, annotator_no, comment, created_at)
  SELECT p_project, v_item, (SELECT coalesce(max(no), 0) + 1 FROM gold_contest
                             WHERE project_id = p_project AND item_no = v_item),
         v_gold.version, p_annotator, p_comment, clock_timestamp()
  ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN '{"outcome": "already-contested"}'; END IF;
  IF (SELECT count(*) FROM open_contest WHERE project_id = p_project AND item_no = v_item) >= p_enough THEN
    PERFORM open_gold_review(p_project, v_item, v_gold.version, 'contested', NULL);
  END IF;
  RETURN '{"outcome": "saved"}';
END $$;

-- Takes a gold out of scoring until the requester has looked at it. The item row is locked.
CREATE FUNCTION open_gold_review(p_project text, p_item int, p_version int, p_reason text, p_probability float8)
RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO gold_review (project_id, item_no, no, gold_version, reason, probability, opened_at)
  SELECT p_project, p_item, (SELECT coalesce(max(no), 0) + 1 FROM gold_review
                             WHERE project_id = p_project AND item_no = p_item),
         p_version, p_reason, p_probability, clock_timestamp()
  FROM current_gold WHERE project_id = p_project AND item_no = p_item AND version = p_version
  ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN '{"outcome": "unchanged"}'; END IF;
  PERFORM add_gold_event(p_project, p_item, 'gold-doubted', p_version, NULL);
  RETURN '{"outcome": "saved"}';
END $$;

-- Answers every open doubt about the current gold of an item whose row is locked: the open review, or, where there is
-- none, the contests so far. Gold that is kept scores again. Unchanged: there was nothing to answer.
CREATE FUNCTION close_gold_review(p_project text, p_item int, p_decision text, p_answer text, p_user text)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := clock_timestamp();
  v_last int;
BEGIN
  SELECT coalesce(max(no), 0) INTO v_last FROM gold_contest WHERE project_id = p_project AND item_no = p_item;
  UPDATE gold_review SET decision = p_decision, answer = p_answer, last_contest_no = v_last,
    closed_at = v_now, closed_by_id = p_user
  WHERE project_id = p_project AND item_no = p_item AND closed_at IS NULL;
  IF FOUND THEN
    PERFORM add_gold_event(p_project, p_item, 'gold-settled', (
      SELECT max(version) FROM gold_version WHERE project_id = p_project AND item_no = p_item), p_user);
    RETURN '{"outcome": "saved"}';
  END IF;
  INSERT INTO gold_review (project_id, item_no, no, gold_version, reason, opened_at, decision, answer, last_contest_no,
                           closed_at, closed_by_id)
  SELECT p_project, p_item, (SELECT coalesce(max(no), 0) + 1 FROM gold_review
                             WHERE project_id = p_project AND item_no = p_item),
         gold_version, 'contested', min(created_at), p_decision, p_answer, v_last, v_now, p_user
  FROM open_contest WHERE project_id = p_project AND item_no = p_item GROUP BY gold_version;
  RETURN jsonb_build_object('outcome', CASE WHEN FOUND THEN 'saved' ELSE 'unchanged' END);
END $$;
