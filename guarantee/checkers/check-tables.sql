-- The invariants over the tables of one project ($1) alone: one row per violation. Written apart from the
-- checker of histories, which must come to the same verdict. $2: whether everybody worked until nothing was left;
-- $3: the milliseconds that an expired lease may stay untouched.
WITH chain AS (
  SELECT j.seq, j.item_no, j.annotator_no, j.action, j.supersedes, j.counted_at_receipt AS counted,
         lag(j.seq) OVER w AS seq_before, lag(j.action) OVER w AS action_before, lead(j.seq) OVER w IS NULL AS is_newest
  FROM judgment j WHERE j.project_id = $1
  WINDOW w AS (PARTITION BY j.item_no, j.annotator_no ORDER BY j.seq)
), newest AS (
  SELECT * FROM chain WHERE is_newest
), slots AS (
  SELECT item_no, count(*) FILTER (WHERE counted) AS counted, count(*) FILTER (WHERE state = 'live') AS live
  FROM assignment WHERE project_id = $1 GROUP BY item_no
), votes AS (
  -- What counts as far as the judgments themselves and the slots say
  SELECT n.item_no, count(*) AS counted FROM newest n
  WHERE n.action = 'judge' AND EXISTS (
    SELECT 1 FROM assignment a WHERE a.project_id = $1 AND a.item_no = n.item_no
      AND a.annotator_no = n.annotator_no AND a.judgment_seq = n.seq AND a.state = 'judged' AND a.counted)
  GROUP BY n.item_no
)
-- I3: one assignment per pair, one first judgment per pair
SELECT 'I3' AS invariant, count(*) || ' assignments of one pair' AS what, item_no, annotator_no
FROM assignment WHERE project_id = $1 GROUP BY item_no, annotator_no HAVING count(*) > 1
UNION ALL
SELECT 'I3', count(*) || ' first judgments of one pair', item_no, annotator_no
FROM judgment WHERE project_id = $1 AND supersedes IS NULL GROUP BY item_no, annotator_no HAVING count(*) > 1
UNION ALL
-- I4: never more than wanted
SELECT 'I4', 'counted ' || i.counted || ' and live ' || i.live || ' with a target of ' || i.target, i.no, NULL
FROM item i WHERE i.project_id = $1 AND i.counted + i.live > i.target
UNION ALL
SELECT 'I4', s.counted || ' slots counted and ' || s.live || ' lent with a target of ' || i.target, i.no, NULL
FROM item i JOIN slots s ON s.item_no = i.no WHERE i.project_id = $1 AND s.counted + s.live > i.target
UNION ALL
-- I5: the counters are what can be counted
SELECT 'I5', 'counters ' || i.counted || '/' || i.live || ', slots ' || coalesce(s.counted, 0) || '/' || coalesce(s.live, 0),
       i.no, NULL
FROM item i LEFT JOIN slots s ON s.item_no = i.no
WHERE i.project_id = $1 AND (i.counted, i.live) IS DISTINCT FROM (coalesce(s.counted, 0), coalesce(s.live, 0))
UNION ALL
SELECT 'I5', 'counter ' || i.counted || ', judgments ' || coalesce(v.counted, 0), i.no, NULL
FROM item i LEFT JOIN votes v ON v.item_no = i.no
WHERE i.project_id = $1 AND i.counted <> coalesce(v.counted, 0)
UNION ALL
SELECT 'I5', 'done with ' || counted || ' of ' || target, no, NULL FROM item
WHERE project_id = $1 AND state = 'done'
  AND counted < least(target, (SELECT CASE WHEN is_gold THEN gold_cap($1) ELSE judgments_per_item END FROM project WHERE id = $1))
UNION ALL
-- I5: no slot without its item and its person; no foreign key sees to it
SELECT 'I5', 'an assignment of nothing or nobody', a.item_no, a.annotator_no FROM assignment a
WHERE a.project_id = $1
  AND (NOT EXISTS (SELECT 1 FROM item i WHERE i.project_id = $1 AND i.no = a.item_no)
    OR NOT EXISTS (SELECT 1 FROM annotator p WHERE p.project_id = $1 AND p.no = a.annotator_no))
UNION ALL
-- I7: a request key is one judgment
SELECT 'I7', count(*) || ' judgments under one request key', min(item_no), annotator_no
FROM judgment WHERE project_id = $1 GROUP BY annotator_no, key HAVING count(*) > 1
UNION ALL
SELECT 'I7', 'a receipt of ' || length(payload_hash) || ' bytes', item_no, annotator_no
FROM judgment WHERE project_id = $1 AND length(payload_hash) <> 32
UNION ALL
-- I8: a chain that never forks, under triggers that let nothing be changed
SELECT 'I8', 'judgment ' || seq || ' supersedes ' || coalesce(supersedes::text, 'nothing') || ', not ' || coalesce(seq_before::text, 'nothing'),
       item_no, annotator_no
FROM chain WHERE supersedes IS DISTINCT FROM seq_before
UNION ALL
SELECT 'I8', 'the trigger ' || wanted.name || ' is missing or off', NULL, NULL
FROM (VALUES ('judgment_append_only', 'judgment'), ('gold_version_append_only', 'gold_version'),
             ('guideline_version_append_only', 'guideline_version'), ('dataset_version_append_only', 'dataset_version'),
             ('dataset_file_append_only', 'dataset_file'), ('dataset_chunk_append_only', 'dataset_chunk')) AS wanted (name, relation)
WHERE NOT EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgname = wanted.name AND t.tgrelid = wanted.relation::regclass AND t.tgenabled = 'O')
UNION ALL
-- I9: the assignment stands where the chain ends
SELECT 'I9', n.action || ' follows ' || n.action_before, n.item_no, n.annotator_no
FROM chain n WHERE (n.action = 'undo') = (coalesce(n.action_before, 'undo') = 'undo')
UNION ALL
SELECT 'I9', 'an assignment is ' || a.state || ' at judgment ' || coalesce(a.judgment_seq::text, 'none') || ' after ' || n.action || ' ' || n.seq,
       n.item_no, n.annotator_no
FROM newest n JOIN assignment a ON a.project_id = $1 AND a.item_no = n.item_no AND a.annotator_no = n.annotator_no
WHERE a.judgment_seq IS DISTINCT FROM n.seq
   OR NOT a.state = ANY (CASE n.action WHEN 'judge' THEN ARRAY['judged', 'surplus', 'reopened'] WHEN 'unratable' THEN ARRAY['unratable']
                         ELSE ARRAY['live', 'expired', 'returned'] END)
   OR (a.counted AND (n.action <> 'judge' OR a.state <> 'judged'))
UNION ALL
SELECT 'I9', 'an assignment is ' || a.state || ' without a judgment', a.item_no, a.annotator_no
FROM assignment a WHERE a.project_id = $1 AND (a.judgment_seq IS NOT NULL OR a.state IN ('judged', 'surplus', 'unratable'))
  AND NOT EXISTS (SELECT 1 FROM judgment j WHERE j.project_id = $1 AND j.seq = a.judgment_seq
                  AND j.item_no = a.item_no AND j.annotator_no = a.annotator_no)
UNION ALL
SELECT 'I9', 'judgment ' || n.seq || ' has no assignment', n.item_no, n.annotator_no
FROM newest n WHERE NOT EXISTS (SELECT 1 FROM assignment a WHERE a.project_id = $1 AND a.item_no = n.item_no
                                AND a.annotator_no = n.annotator_no)
UNION ALL
-- Liveness: every item has what it wants, or everybody has judged it
SELECT 'live', 'the item has ' || i.counted || ' of ' || i.target || ' judgments', i.no, NULL
FROM item i WHERE $2::boolean AND i.project_id = $1 AND i.state = 'open' AND NOT i.is_gold AND i.counted < i.target
  AND EXISTS (SELECT 1 FROM annotator p WHERE p.project_id = $1 AND p.state NOT IN ('review', 'suspended')
              AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.project_id = $1 AND a.item_no = i.no
                                AND a.annotator_no = p.no AND a.state IN ('judged', 'surplus', 'unratable')))
UNION ALL
SELECT 'live', 'a lease ran out ' || clock_timestamp() - expires_at || ' ago', item_no, annotator_no
FROM assignment WHERE $2::boolean AND project_id = $1 AND state = 'live'
  AND expires_at < clock_timestamp() - $3::float8 * interval '1 ms'
UNION ALL
SELECT 'live', 'people still waited for items when the time was over', NULL, NULL WHERE NOT $2::boolean
UNION ALL
SELECT 'live', deadlocks || ' deadlocks', NULL, NULL FROM pg_stat_database WHERE datname = current_database() AND deadlocks > 0
