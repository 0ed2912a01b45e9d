-- The standing of annotators: quiz, probation, trusted, review, suspended.

-- Annotators who can see which items are gold and what their levels are: members of the project, who opened its pages or can;
-- whoever set a gold of it, also after they left; and admins, to whom every project is open. What they answer on gold does
-- not measure them. Who counts is decided elsewhere: this says only whom it is true of.
CREATE VIEW sees_gold AS
SELECT n.project_id, n.no AS annotator_no
FROM annotator n
JOIN app_user u ON u.id = n.user_id
WHERE u.role = 'admin'
   OR EXISTS (SELECT 1 FROM member m WHERE m.project_id = n.project_id AND m.user_id = n.user_id)
   OR EXISTS (SELECT 1 FROM gold_version g WHERE g.project_id = n.project_id AND g.created_by_id = n.user_id);

-- Writes one line of a person's record. The person is locked, so that the numbers have no gaps.
CREATE FUNCTION add_annotator_event(
  p_project text, p_annotator int, p_kind text, p_reason text, p_evidence jsonb, p_user text
) RETURNS void LANGUAGE sql AS $$
  INSERT INTO annotator_event (project_id, annotator_no, no, kind, reason, evidence, created_by_id, created_at)
  SELECT p_project, p_annotator, coalesce(max(no), 0) + 1, p_kind, p_reason, p_evidence, p_user, clock_timestamp()
  FROM annotator_event WHERE project_id = p_project AND annotator_no = p_annotator;
$$;

-- Moves a person to another standing if they still are where the mover saw them, and writes it down. Unchanged: somebody
-- else was faster, and the next look at the evidence decides anew. An attempt at the quiz ends once.
CREATE FUNCTION move_standing(
  p_project text, p_annotator int, p_from text, p_chance_from bigint, p_to text, p_chance bigint, p_kind text,
  p_evidence jsonb
) RETURNS jsonb LANGUAGE plpgsql SET lock_timeout = '5s' AS $$
BEGIN
  PERFORM lock_annotator(p_project, p_annotator);
  UPDATE annotator SET state = p_to, second_chance_at_seq = p_chance
  WHERE project_id = p_project AND no = p_annotator AND state = p_from
    AND second_chance_at_seq IS NOT DISTINCT FROM p_chance_from
    AND NOT (p_kind LIKE 'quiz-%' AND EXISTS (
      SELECT 1 FROM annotator_event WHERE project_id = p_project AND annotator_no = p_annotator AND kind = p_kind));
  IF NOT FOUND THEN RETURN '{"outcome": "unchanged"}'; END IF;
  PERFORM add_annotator_event(p_project, p_annotator, p_kind, '', p_evidence, NULL);
  RETURN '{"outcome": "saved"}';
END $$;

-- Suspends a person: their work is kept and no longer counted, its slots are open again, and what they hold is
-- given back. An assignment that is judged and not counted is the mark by which reinstating finds the work.
CREATE FUNCTION suspend_annotator(p_project text, p_annotator int, p_reason text, p_user text) RETURNS jsonb
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
           CASE WHEN i.state = 'done' AND a.counted THEN state_at(i, i.counted - 1, i.target) ELSE i.state END AS becomes
    FROM assignment a JOIN item i ON i.project_id = a.project_id AND i.no = a.item_no
    WHERE a.project_id = p_project AND a.annotator_no = p_annotator
      AND (a.judgment_seq IS NOT NULL AND a.counted OR a.state = 'live')
    FOR UPDATE OF a
  ), uncounted AS (
    UPDATE assignment a SET counted = false, state = CASE WHEN f.held THEN 'returned' ELSE a.state END
    FROM freed f WHERE a.project_id = p_project AND a.annotator_no = p_annotator AND a.item_no = f.item_no
  ), opened AS (
    UPDATE item i SET counted = i.counted - f.counted::int, live = i.live - f.held::int, rev = i.rev + 1,
      state = f.becomes
    FROM freed f WHERE i.project_id = p_project AND i.no = f.item_no
  )
  SELECT count(*) FILTER (WHERE counted) AS judgments, count(*) FILTER (WHERE counted AND was = 'done') AS reopened,
         coalesce(array_agg(item_no) FILTER (WHERE held), '{}') AS held,
         array_agg(judgment_seq ORDER BY judgment_seq) FILTER (WHERE counted) AS seqs,
         coalesce(array_agg(item_no) FILTER (WHERE was = 'done' AND becomes = 'paused'), '{}') AS paused
  INTO v_done FROM freed;
  UPDATE annotator SET state = 'suspended' WHERE project_id = p_project AND no = p_annotator;
  PERFORM add_counting_event(p_project, 'suspended', v_done.seqs, false,
    jsonb_build_object('annotatorNo', p_annotator), p_user);
  PERFORM add_annotator_event(p_project, p_annotator, 'suspended', p_reason, jsonb_build_object('from', v_state,
    'judgments', v_done.judgments, 'reopened', v_done.reopened, 'held', v_done.held, 'paused', v_done.paused), p_user);
  RETURN jsonb_build_object('outcome', 'saved', 'judgments', v_done.judgments, 'reopened', v_done.reopened,
    'returned', cardinality(v_done.held));
END $$;

-- Gives a suspended person's work back: what was judged counts again where its slot is still free, what they held (p_held) is
-- lent to them again while its time has not run out; what no longer fits stays as surplus. Items that the suspension left with
-- their paused query (p_paused) are done again. The person is locked.
CREATE FUNCTION give_work_back(p_project text, p_annotator int, p_held int[], p_paused int[], p_user text)
RETURNS TABLE (judgments bigint, surplus bigint) LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz;
  v_seqs bigint[];
BEGIN
  PERFORM 1 FROM item WHERE project_id = p_project AND no IN (
    SELECT item_no FROM assignment WHERE project_id = p_project AND annotator_no = p_annotator
      AND (judgment_seq IS NOT NULL AND state = 'judged' AND NOT counted OR state = 'returned' AND item_no = ANY (p_held)))
  ORDER BY no FOR UPDATE;
  v_now := clock_timestamp();
  WITH found AS MATERIALIZED (
    SELECT a.item_no, a.judgment_seq, a.state = 'judged' AS judged, i.has_room AS fits, i.state <> 'removed' AS stays
    FROM assignment a JOIN item i ON i.project_id = a.project_id AND i.no = a.item_no
    WHERE a.project_id = p_project AND a.annotator_no = p_annotator
      AND (a.judgment_seq IS NOT NULL AND a.state = 'judged' AND NOT a.counted
           OR a.state = 'returned' AND a.item_no = ANY (p_held) AND a.expires_at > v_now)
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
        WHEN f.judged AND f.fits AND (i.state = 'open' OR i.state = 'paused' AND i.no = ANY (p_paused))
          AND state_at(i, i.counted + 1, i.target) = 'done' THEN 'done'
        ELSE i.state END
    FROM found f WHERE i.project_id = p_project AND i.no = f.item_no AND (f.judged OR f.fits)
  )
  SELECT count(*) FILTER (WHERE f.judged AND f.fits), count(*) FILTER (WHERE f.judged AND NOT f.fits),
         array_agg(f.judgment_seq ORDER BY f.judgment_seq) FILTER (WHERE f.judged AND f.fits AND f.stays)
  INTO judgments, surplus, v_seqs FROM found f;
  PERFORM add_counting_event(p_project, 'reinstated', v_seqs, true, jsonb_build_object('annotatorNo', p_annotator), p_user);
  RETURN NEXT;
END $$;

-- The reverse of suspending: the person's work is given back. Who stood in review gets new items from now on, and what was
-- known before no longer speaks against them.
CREATE FUNCTION reinstate_annotator(p_project text, p_annotator int, p_reason text, p_user text) RETURNS jsonb
LANGUAGE plpgsql SET lock_timeout = '5s' AS $$
DECLARE
  v_state text;
  v_was jsonb;
  v_to text;
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
  SELECT * INTO v_done FROM give_work_back(p_project, p_annotator,
    ARRAY(SELECT jsonb_array_elements_text(coalesce(v_was -> 'held', '[]'))::int),
    ARRAY(SELECT jsonb_array_elements_text(coalesce(v_was -> 'paused', '[]'))::int), p_user);
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
