-- What counts, said once. A judgment counts if it stood when it was received and nothing that happened since says otherwise;
-- what happened since is a row of "counting_event", numbered from the judgments' own sequence. So "what counts" has one
-- answer now, and one for every watermark, and the two are the same where the watermark is now.

-- The one definition of "the judgments": the newest of each pair, unless it is an undo. "counts" says whether it counts
-- now, in numbers and labels alike; an item that was removed keeps its slots, and nothing on it counts. The join names the
-- pair beside the number, so that judgments of an item are looked up by the item and not among all of a person's.
CREATE VIEW current_judgment AS
SELECT j.*, a.counted AND i.state <> 'removed' AS counts, i.is_gold AS on_gold, i.query_no AS of_query
FROM assignment a
JOIN judgment j ON j.project_id = a.project_id AND j.seq = a.judgment_seq
  AND j.item_no = a.item_no AND j.annotator_no = a.annotator_no
JOIN item i ON i.project_id = a.project_id AND i.no = a.item_no
WHERE j.action <> 'undo';

-- The judgments that counted at a watermark, from rows alone that nobody can change.
CREATE FUNCTION judgments_counting_at(p_project text, p_watermark bigint) RETURNS TABLE (seq bigint)
LANGUAGE sql STABLE AS $$
  SELECT j.seq FROM judgment j
  LEFT JOIN (
    SELECT DISTINCT ON (named.seq) named.seq, e.counts
    FROM counting_event e, unnest(e.judgments) AS named (seq)
    WHERE e.project_id = p_project AND e.seq <= p_watermark AND e.counts IS NOT NULL
    ORDER BY named.seq, e.seq DESC) AS told ON told.seq = j.seq
  WHERE j.project_id = p_project AND j.seq <= p_watermark AND coalesce(told.counts, j.counted_at_receipt)
    AND NOT EXISTS (SELECT 1 FROM judgment s
                    WHERE s.project_id = p_project AND s.supersedes = j.seq AND s.seq <= p_watermark);
$$;

-- From here on these judgments count, or no longer count. The rows of their items are locked, so that the order of the
-- numbers is the order of what happened.
CREATE FUNCTION add_counting_event(
  p_project text, p_kind text, p_judgments bigint[], p_counts boolean, p_evidence jsonb, p_user text
) RETURNS void LANGUAGE sql AS $$
  INSERT INTO counting_event (project_id, seq, kind, judgments, counts, evidence, created_by_id, created_at)
  SELECT p_project, nextval('judgment_seq_seq'), p_kind, p_judgments, p_counts, p_evidence, p_user, clock_timestamp()
  WHERE cardinality(p_judgments) > 0;
$$;

-- Items that were chosen and asked anew, with the event of the first time, and whether they were chosen for what people had
-- answered. Asking all anew is no choice, and what was chosen before it no longer matters.
CREATE FUNCTION items_asked_again(p_project text, p_watermark bigint)
RETURNS TABLE (item_no int, event bigint, is_by_answers boolean) LANGUAGE sql STABLE AS $$
  SELECT j.item_no, min(e.seq), bool_or(coalesce(e.evidence ->> 'chosenBy', 'disagreement') <> 'query')
  FROM counting_event e, unnest(e.judgments) AS named (seq)
  JOIN judgment j ON j.project_id = p_project AND j.seq = named.seq
  WHERE e.project_id = p_project AND e.kind = 'reopened' AND e.seq <= p_watermark AND e.seq > (
    SELECT coalesce(max(a.seq), 0) FROM counting_event a
    WHERE a.project_id = p_project AND a.kind = 'reopened' AND a.seq <= p_watermark AND a.evidence ->> 'chosenBy' = 'all')
  GROUP BY j.item_no;
$$;

-- The judgments of ordinary work as it was before anybody chose items by hand: of an item that was asked anew those that
-- counted when that first happened, of any other what counts, whether it was removed or not. People in p_without are left
-- out. Figures over what is left after a choice are figures over a selection; figures over these are not.
CREATE FUNCTION judgments_before_choosing(p_project text, p_watermark bigint, p_without int[])
RETURNS TABLE (seq bigint) LANGUAGE sql STABLE AS $$
  WITH asked_again AS MATERIALIZED (
    SELECT * FROM items_asked_again(p_project, p_watermark)
  ), told AS (
    SELECT DISTINCT ON (named.seq) named.seq, e.counts
    FROM counting_event e, unnest(e.judgments) AS named (seq)
    WHERE e.project_id = p_project AND e.seq <= p_watermark AND e.counts IS NOT NULL
      AND e.kind NOT IN ('removed', 'restored')
    ORDER BY named.seq, e.seq DESC
  )
  SELECT j.seq FROM asked_again a
  JOIN counting_event e ON e.project_id = p_project AND e.seq = a.event, unnest(e.judgments) AS named (seq)
  JOIN judgment j ON j.project_id = p_project AND j.seq = named.seq
  WHERE j.item_no = a.item_no AND NOT j.annotator_no = ANY (p_without)
  UNION ALL
  SELECT j.seq FROM judgment j LEFT JOIN told ON told.seq = j.seq
  WHERE j.project_id = p_project AND j.seq <= p_watermark AND coalesce(told.counts, j.counted_at_receipt)
    AND NOT EXISTS (SELECT 1 FROM judgment s
                    WHERE s.project_id = p_project AND s.supersedes = j.seq AND s.seq <= p_watermark)
    AND NOT EXISTS (SELECT 1 FROM asked_again a WHERE a.item_no = j.item_no);
$$;

-- How many ordinary items with judgments were chosen by hand since they were judged.
CREATE FUNCTION selection_at(p_project text, p_watermark bigint) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'judged', count(*), 'reopened', count(a.item_no), 'reopenedByAnswers', count(*) FILTER (WHERE a.is_by_answers),
    'removed', count(*) FILTER (WHERE i.state = 'removed'), 'paused', count(*) FILTER (WHERE i.state = 'paused'))
  FROM item i LEFT JOIN items_asked_again(p_project, p_watermark) AS a ON a.item_no = i.no
  WHERE i.project_id = p_project AND NOT i.is_gold AND (i.counted > 0 OR a.item_no IS NOT NULL);
$$;

-- How many judgments of each item the agreement is computed over: where the number was ever adaptive, the later ones
-- went to the items on which people disagree, and only those asked for of every item are a fair sample.
CREATE FUNCTION headline_judgments(p_project text) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT min((parameters ->> 'least')::int) FROM stopping_version WHERE project_id = p_project),
                  (SELECT judgments_per_item FROM project WHERE id = p_project));
$$;

-- Everything that a version is made from and that can still change, as it is at this moment, for the caller to store under
-- the freeze lock. What is only ever added to is named by its version; what items say never changes.
CREATE FUNCTION pin_inputs(p_project text) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'name', p.name, 'question', p.question, 'isSimulated', p.is_simulated, 'fieldRoles', p.field_roles,
    'levels', (SELECT coalesce(jsonb_agg(jsonb_build_object('value', l.value, 'name', l.name,
                 'definition', l.definition, 'gain', l.gain) ORDER BY l.value), '[]')
               FROM level l WHERE l.project_id = p_project),
    -- Whole stretches of numbers, so that a million items are a few letters.
    'items', (SELECT coalesce(range_agg(int4range(i.no, i.no + 1)), '{}')::text
              FROM item i WHERE i.project_id = p_project AND i.state <> 'removed'),
    'pseudonyms', (SELECT coalesce(jsonb_object_agg(n.no, n.pseudonym), '{}')
                   FROM annotator n WHERE n.project_id = p_project))
  FROM project p WHERE p.id = p_project;
$$;
