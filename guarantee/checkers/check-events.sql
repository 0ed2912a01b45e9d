-- The same over what a scratch database noted of every change to the project ($1).
WITH item_event AS (
  SELECT *, lag(rev) OVER (PARTITION BY item_no ORDER BY n) AS rev_before,
         lag(counted) OVER (PARTITION BY item_no ORDER BY n) AS counted_before,
         lag(live) OVER (PARTITION BY item_no ORDER BY n) AS live_before,
         lead(n) OVER (PARTITION BY item_no ORDER BY n) IS NULL AS is_last
  FROM guarantee_event WHERE project_id = $1 AND kind = 'item'
), assignment_event AS (
  SELECT * FROM guarantee_event WHERE project_id = $1 AND kind = 'assignment'
), flow AS (
  -- What each change of an assignment adds to its item's counters
  SELECT item_no, n, txid,
         (coalesce(is_counted, false))::int - (coalesce(was_counted, false))::int AS counted,
         (state = 'live')::int - (coalesce(was_state, '') = 'live')::int AS live,
         NULL::int AS says_counted, NULL::int AS says_live
  FROM assignment_event
  UNION ALL
  SELECT item_no, n, txid, 0, 0, counted, live FROM item_event
), running AS (
  SELECT item_no, n, txid, sum(counted) OVER w AS counted, sum(live) OVER w AS live, says_counted, says_live,
         -- Every item event begins a stretch, in which its counters are what the item says
         count(says_counted) OVER w AS stretch,
         lead(txid) OVER (PARTITION BY item_no ORDER BY n) IS DISTINCT FROM txid AS ends_transaction
  FROM flow WINDOW w AS (PARTITION BY item_no ORDER BY n)
), told AS (
  SELECT item_no, n, counted, live, ends_transaction,
         first_value(says_counted || '/' || says_live) OVER (PARTITION BY item_no, stretch ORDER BY n) AS says
  FROM running
), command AS (
  SELECT target, n FROM guarantee_event p
  WHERE p.project_id = $1 AND p.kind = 'project'
    AND p.target IS DISTINCT FROM coalesce((SELECT b.target FROM guarantee_event b WHERE b.project_id = $1 AND b.kind = 'project'
                                            AND b.n < p.n ORDER BY b.n DESC LIMIT 1), -1)
), last_command AS (
  SELECT target, n FROM command WHERE target = (SELECT judgments_per_item FROM project WHERE id = $1) ORDER BY n DESC LIMIT 1
), met AS (
  -- The items that the last command found, and whether a change that is nothing else gave them their target
  SELECT e.item_no, coalesce(bool_or(e.n > c.n AND e.counted = e.counted_before AND e.live = e.live_before
                                     AND e.target = greatest(c.target, e.counted + e.live)), false) AS is_given
  FROM last_command c JOIN item_event e ON true GROUP BY e.item_no HAVING min(e.n) < min(c.n)
)
SELECT 'I5' AS invariant, 'revision ' || rev || ' follows ' || rev_before AS what, item_no, NULL::int AS annotator_no
FROM item_event WHERE rev <> rev_before + 1
UNION ALL
SELECT 'I5', 'counters ' || says || ', slots ' || counted || '/' || live || ' at event ' || n, item_no, NULL
FROM told WHERE ends_transaction AND says IS DISTINCT FROM counted || '/' || live
UNION ALL
SELECT 'I5', 'the row is not what its last event says', e.item_no, NULL
FROM item_event e JOIN item i ON i.project_id = $1 AND i.no = e.item_no
WHERE e.is_last AND (i.rev, i.counted, i.live, i.target) IS DISTINCT FROM (e.rev, e.counted, e.live, e.target)
UNION ALL
SELECT 'I4', 'counted ' || counted || ' and live ' || live || ' with a target of ' || target || ' at event ' || n, item_no, NULL
FROM item_event WHERE counted + live > target OR counted < 0 OR live < 0
UNION ALL
SELECT 'I4', 'a target of ' || (SELECT target FROM last_command) || ' did not reach the item', i.no, NULL
FROM met m JOIN item i ON i.project_id = $1 AND i.no = m.item_no AND NOT i.is_gold AND i.state <> 'removed'
-- Where it was broken off, it goes on later.
WHERE NOT m.is_given AND (SELECT targets_after IS NULL FROM project WHERE id = $1)
UNION ALL
SELECT 'I6', 'a lease was taken back ' || expires_at - at || ' before its end', item_no, annotator_no
FROM assignment_event WHERE was_state = 'live' AND state = 'expired' AND expires_at > at
UNION ALL
SELECT 'I9', 'an assignment went from ' || was_state || ' to ' || state, item_no, annotator_no
FROM assignment_event WHERE (was_state IN ('surplus', 'unratable') AND state NOT IN ('live', 'expired', 'reopened'))
   OR (was_state = 'judged' AND state NOT IN ('live', 'expired', 'judged', 'surplus', 'reopened'))
   OR (was_state = 'judged' AND was_counted AND state = 'expired')
UNION ALL
SELECT 'I3', 'a second assignment of one pair', item_no, annotator_no
FROM assignment_event WHERE was_state IS NULL GROUP BY item_no, annotator_no HAVING count(*) > 1
UNION ALL
SELECT 'I8', 'judgment ' || judgment_seq || ' was changed or deleted', item_no, annotator_no
FROM guarantee_event WHERE project_id = $1 AND kind = 'judgment'
