-- The quiz that stands before a person's first item.

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
  PERFORM 1 FROM project p JOIN annotator n ON n.project_id = p_project
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
) RETURNS jsonb LANGUAGE plpgsql SET lock_timeout = '5s' AS $$
DECLARE
  v_version int;
BEGIN
  PERFORM lock_annotator(p_project, p_annotator);
  PERFORM 1 FROM quiz_answer WHERE project_id = p_project AND annotator_no = p_annotator AND item_no = p_item
    AND attempt = p_attempt;
  IF FOUND THEN RETURN '{"outcome": "known"}'; END IF;
  IF NOT quiz_due(p_project, p_annotator) THEN RETURN '{"outcome": "over"}'; END IF;
  PERFORM 1 FROM level WHERE project_id = p_project AND value = p_level;
  IF NOT FOUND THEN RETURN '{"outcome": "no-such-level"}'; END IF;
  SELECT version INTO v_version FROM current_gold WHERE project_id = p_project AND item_no = p_item;
  IF NOT FOUND OR p_answered <> (SELECT count(*) FROM quiz_answer
                                 WHERE project_id = p_project AND annotator_no = p_annotator) THEN
    RETURN '{"outcome": "changed"}';
  END IF;
  INSERT INTO quiz_answer (project_id, annotator_no, item_no, attempt, level, gold_version, created_at)
  VALUES (p_project, p_annotator, p_item, p_attempt, p_level, v_version, clock_timestamp());
  RETURN '{"outcome": "saved"}';
END $$;
