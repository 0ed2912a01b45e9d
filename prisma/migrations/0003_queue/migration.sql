-- The queue: exactly as many counted judgments per item as are wanted, whatever happens.
--
-- Lock order everywhere: the project's freeze lock (shared) -> the annotator's lock -> item row ->
-- assignment row -> judgment insert. The counters, their check and the unique keys are the guarantee;
-- SKIP LOCKED only keeps people out of each other's way. All times are the database's.

-- ---------------------------------------------------------------- locks

-- One expression, so that PostgreSQL writes it into whatever asks for it; its value says nothing.
CREATE FUNCTION lock_annotator(p_project text, p_annotator int) RETURNS boolean LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock_shared(hashtextextended('freeze/' || p_project, 0)) IS NOT NULL
     AND pg_advisory_xact_lock(hashtextextended('annotator/' || p_project || '/' || p_annotator, 0)) IS NOT NULL;
$$;

-- Waits until no judgment is half committed, so that "everything up to here" can be said: the highest
-- seq after this call is a watermark below which nothing can still appear. Held to the end of the
-- transaction.
CREATE FUNCTION freeze_watermark(p_project text) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('freeze/' || p_project, 0));
  RETURN (SELECT coalesce(max(seq), 0) FROM judgment WHERE project_id = p_project);
END $$;

-- ---------------------------------------------------------------- lending

-- Lends up to p_need of these items to one person, in the order given, and returns them. Each row is looked at as it is
-- now, not as the caller's snapshot saw it, and nobody waits for one: a claim holds several rows in an order of its own, so
-- that waiting could deadlock. Lent again to the same person an item keeps its id, so that an answer on its way under the
-- older lease still finds its place. One statement, because a claim is mostly this.
CREATE FUNCTION lend_items(p_project text, p_items int[], p_annotator int, p_need int, p_seconds int) RETURNS int[]
LANGUAGE plpgsql AS $$
DECLARE
  v_lent int[];
BEGIN
  WITH free AS MATERIALIZED (
    SELECT i.no FROM unnest(p_items) WITH ORDINALITY AS wanted (no, place)
    JOIN item i ON i.project_id = p_project AND i.no = wanted.no
    WHERE i.state = 'open' AND i.has_room
    ORDER BY wanted.place LIMIT p_need FOR UPDATE OF i SKIP LOCKED
  ), held AS (
    UPDATE item i SET live = i.live + 1, rev = i.rev + 1 FROM free
    WHERE i.project_id = p_project AND i.no = free.no RETURNING i.no, i.rev
  ), lent AS (
    INSERT INTO assignment (project_id, item_no, annotator_no, id, state, ordinal, expires_at)
    SELECT p_project, h.no, p_annotator, gen_random_uuid(), 'live', h.rev,
           clock_timestamp() + make_interval(secs => p_seconds) FROM held h
    ON CONFLICT (project_id, item_no, annotator_no) DO UPDATE
      -- Everything lent by one claim bears one time: the order in which it was found would tell golds apart.
      SET epoch = assignment.epoch + 1, state = 'live', ordinal = excluded.ordinal, created_at = excluded.created_at,
          expires_at = excluded.expires_at
    RETURNING item_no
  )
  SELECT coalesce(array_agg(item_no), '{}') INTO v_lent FROM lent;
  RETURN v_lent;
END $$;

-- Takes back what was lent and not answered in time, oldest first. Safe to run everywhere at once: a row
-- that somebody works on is skipped, and a locked row's state is looked at again.
CREATE FUNCTION reap_assignments(p_project text, p_limit int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  v_row record;
  v_count int := 0;
BEGIN
  FOR v_row IN
    SELECT item_no, annotator_no FROM assignment
    WHERE project_id = p_project AND state = 'live' AND expires_at < clock_timestamp()
    ORDER BY expires_at LIMIT p_limit
  LOOP
    PERFORM 1 FROM item WHERE project_id = p_project AND no = v_row.item_no FOR UPDATE SKIP LOCKED;
    CONTINUE WHEN NOT FOUND;
    -- Its holder may be renewing it at this instant, which takes no item lock: waiting could deadlock.
    PERFORM 1 FROM assignment
    WHERE project_id = p_project AND item_no = v_row.item_no AND annotator_no = v_row.annotator_no
      AND state = 'live' AND expires_at < clock_timestamp() FOR UPDATE SKIP LOCKED;
    CONTINUE WHEN NOT FOUND;
    UPDATE assignment SET state = 'expired'
    WHERE project_id = p_project AND item_no = v_row.item_no AND annotator_no = v_row.annotator_no;
    UPDATE item SET live = live - 1, rev = rev + 1 WHERE project_id = p_project AND no = v_row.item_no;
    v_count := v_count + 1;
  END LOOP;
  RETURN v_count;
END $$;

-- Whether this person holds the item, has answered it or was told its answer in the quiz: it is not offered to them again,
-- unless what they answered was given under a guideline that was replaced. A table of one row, because PostgreSQL writes a
-- function of that shape into the query that asks, where it is two looks at an index per item. (As EXISTS in the query
-- itself, the planner would put all of a person's assignments into a table first.)
CREATE FUNCTION meeting(p_project text, p_item int, p_annotator int) RETURNS TABLE (has_met boolean)
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM assignment WHERE project_id = p_project AND item_no = p_item
                 AND annotator_no = p_annotator AND state NOT IN ('expired', 'returned', 'reopened'))
      OR EXISTS (SELECT 1 FROM quiz_answer WHERE project_id = p_project AND annotator_no = p_annotator
                 AND item_no = p_item);
$$;

-- Ordinary items of one query group that could be lent to a person.
CREATE FUNCTION items_of_group(p_project text, p_annotator int, p_group bigint) RETURNS TABLE (no int)
LANGUAGE sql STABLE AS $$
  SELECT i.no FROM item i
  WHERE i.project_id = p_project AND i.group_ord = p_group AND i.state = 'open' AND NOT i.is_gold AND i.has_room
    AND NOT (SELECT has_met FROM meeting(p_project, i.no, p_annotator))
  ORDER BY i.ord LIMIT 200;
$$;

-- The next stretch of the ring for a person: from the first group behind `p_after` that has something for them
-- to the group in which the 64th such item lies. Everybody comes through the same stretches in the same order, so
-- that items finish early; where inside a stretch one starts is one's own. No row: nothing lies behind.
CREATE FUNCTION next_window(p_project text, p_annotator int, p_after bigint)
RETURNS TABLE (lo bigint, hi bigint) LANGUAGE sql STABLE AS $$
  WITH ahead AS MATERIALIZED (
    SELECT i.group_ord FROM item i
    WHERE i.project_id = p_project AND i.state = 'open' AND NOT i.is_gold AND i.has_room
      AND i.group_ord > p_after AND NOT (SELECT has_met FROM meeting(p_project, i.no, p_annotator))
    ORDER BY i.group_ord LIMIT 64)
  SELECT min(group_ord), max(group_ord) FROM ahead HAVING count(*) > 0;
$$;

-- Lends whole groups from the person's window, round from where they stand; when it is used up, the next window.
-- After the last one comes the first again, once per call: what was given back or ran out lies there.
CREATE FUNCTION lend_from_ring(p_project text, p_annotator int, p_need int, p_seconds int)
RETURNS int[] LANGUAGE plpgsql AS $$
DECLARE
  v_at bigint;
  v_start bigint;
  v_lo bigint;
  v_hi bigint;
  v_seed int;
  v_group bigint;
  v_items int[];
  v_last bigint;
  v_wanted int[] := '{}';
  v_taken int[] := '{}';
  v_next record;
  v_round int := 0;
  v_turned boolean := false;
BEGIN
  SELECT cursor, window_from, window_to, seed INTO v_at, v_lo, v_hi, v_seed
  FROM annotator WHERE project_id = p_project AND no = p_annotator;
  v_start := v_at;
  WHILE cardinality(v_taken) < p_need LOOP
    SELECT g.group_ord, array_agg(o.no ORDER BY hashint8extended(o.no, v_seed)) INTO v_group, v_items
    FROM (SELECT i.group_ord FROM item i
          WHERE i.project_id = p_project AND i.state = 'open' AND NOT i.is_gold AND i.has_room
            AND i.group_ord >= v_at AND i.group_ord <= v_hi AND (NOT v_turned OR i.group_ord < v_start)
            AND NOT (SELECT has_met FROM meeting(p_project, i.no, p_annotator))
          ORDER BY i.group_ord LIMIT 1) AS g, items_of_group(p_project, p_annotator, g.group_ord) AS o
    GROUP BY g.group_ord;
    IF FOUND THEN
      v_wanted := v_wanted || v_items;
      v_at := v_group + 1;
      v_last := v_group;
    END IF;
    -- What the groups so far hold is lent at once, when it is enough or when nothing more lies ahead.
    CONTINUE WHEN v_group IS NOT NULL AND cardinality(v_wanted) < p_need - cardinality(v_taken);
    IF v_wanted <> '{}' THEN
      v_taken := v_taken || lend_items(p_project, v_wanted, p_annotator, p_need - cardinality(v_taken), p_seconds);
      v_wanted := '{}';
      -- Stay in a group that may hold more; go on when it gave less than was asked.
      IF cardinality(v_taken) = p_need THEN v_at := v_last; END IF;
    ELSIF NOT v_turned AND v_start > v_lo THEN
      v_turned := true;
      v_at := v_lo;
    ELSE
      SELECT * INTO v_next FROM next_window(p_project, p_annotator, v_hi);
      IF NOT FOUND THEN
        v_round := v_round + 1;
        EXIT WHEN v_round > 1;
        SELECT * INTO v_next FROM next_window(p_project, p_annotator, -1);
        EXIT WHEN NOT FOUND;
      END IF;
      v_lo := v_next.lo;
      v_hi := v_next.hi;
      v_start := v_lo + abs(hashint8extended(v_lo, v_seed) % (v_hi - v_lo + 1));
      v_at := v_start;
      v_turned := false;
    END IF;
  END LOOP;
  IF cardinality(v_taken) > 0 THEN
    UPDATE annotator SET cursor = v_at, window_from = v_lo, window_to = v_hi
    WHERE project_id = p_project AND no = p_annotator;
  END IF;
  RETURN v_taken;
END $$;

-- How many people one gold may be shown to before it is worn out: twice the judgments per item, and twice the middle
-- between the least and the most where the number is adaptive.
CREATE FUNCTION gold_cap(p_project text) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN is_adaptive THEN least_judgments + most_judgments ELSE 2 * judgments_per_item END
  FROM project WHERE id = p_project;
$$;

-- How many others were ever lent an item: who gave it back or let it run out has seen it too.
CREATE FUNCTION exposure(p_project text, p_item int, p_annotator int) RETURNS TABLE (people bigint)
LANGUAGE sql STABLE AS $$
  SELECT count(*) FROM assignment
  WHERE project_id = p_project AND item_no = p_item AND annotator_no <> p_annotator;
$$;

-- Whether this person may be lent a gold: they have not met it, it is not worn out, and its query still has ordinary items
-- for them if p_company says so.
CREATE FUNCTION fitness(p_project text, p_annotator int, p_item int, p_group bigint, p_company boolean, p_cap int)
RETURNS TABLE (fits boolean) LANGUAGE sql STABLE AS $$
  SELECT NOT (SELECT has_met FROM meeting(p_project, p_item, p_annotator))
    AND (SELECT people FROM exposure(p_project, p_item, p_annotator)) < p_cap
    AND (NOT p_company OR EXISTS (
      SELECT 1 FROM item o WHERE o.project_id = p_project AND o.group_ord = p_group AND o.state = 'open'
        AND NOT o.is_gold AND o.has_room AND NOT (SELECT has_met FROM meeting(p_project, o.no, p_annotator))));
$$;

-- Some golds of a stretch of the ring that this person may be lent, in random order, of the first 64 there.
CREATE FUNCTION golds_of_stretch(
  p_project text, p_annotator int, p_lo bigint, p_hi bigint, p_company boolean, p_cap int
) RETURNS TABLE (no int, group_ord bigint, ord bigint) LANGUAGE sql VOLATILE AS $$
  SELECT found.no, found.group_ord, found.ord FROM (
    SELECT g.no, g.group_ord, g.ord FROM (
      SELECT i.no, i.group_ord, i.ord FROM item i
      WHERE i.project_id = p_project AND i.is_gold AND i.state = 'open' AND i.has_room
        AND i.group_ord BETWEEN p_lo AND p_hi
      ORDER BY i.group_ord LIMIT 64) AS g
    WHERE (SELECT fits FROM fitness(p_project, p_annotator, g.no, g.group_ord, p_company, p_cap))
    LIMIT 4) AS found
  ORDER BY random();
$$;

-- The next 64 golds behind a place on the ring of golds, which is in order of the items' own places and so goes anywhere.
CREATE FUNCTION golds_ahead(p_project text, p_after bigint) RETURNS TABLE (no int, group_ord bigint, ord bigint)
LANGUAGE sql STABLE AS $$
  SELECT * FROM (
    (SELECT i.no, i.group_ord, i.ord FROM item i
     WHERE i.project_id = p_project AND i.is_gold AND i.state = 'open' AND i.has_room AND i.ord > p_after
     ORDER BY i.ord LIMIT 64)
    UNION ALL
    (SELECT i.no, i.group_ord, i.ord FROM item i
     WHERE i.project_id = p_project AND i.is_gold AND i.state = 'open' AND i.has_room AND i.ord <= p_after
     ORDER BY i.ord LIMIT 64)) AS ring
  LIMIT 64;
$$;

-- Some of them that this person may be lent, in random order.
CREATE FUNCTION fitting_golds_ahead(p_project text, p_annotator int, p_after bigint, p_company boolean, p_cap int)
RETURNS TABLE (no int, group_ord bigint, ord bigint) LANGUAGE sql VOLATILE AS $$
  SELECT found.no, found.group_ord, found.ord FROM (
    SELECT g.no, g.group_ord, g.ord FROM golds_ahead(p_project, p_after) AS g
    WHERE (SELECT fits FROM fitness(p_project, p_annotator, g.no, g.group_ord, p_company, p_cap))
    LIMIT 4) AS found
  ORDER BY random();
$$;

-- Lends one gold, and ordinary items of its query with it, so that it does not come as a stray; without p_company one
-- whose query has nothing else will do. First of the queries at hand, then of the stretch this person works on, then
-- from the ring of golds, on which everybody goes round from a start of their own and no search looks at more than the
-- next 64: however many golds a person has met, they do not lie in the way of the next. The cap on a gold's exposure
-- holds for all who were ever lent it.
CREATE FUNCTION lend_gold(
  p_project text, p_annotator int, p_room int, p_seconds int, p_near bigint[], p_company boolean
) RETURNS int[] LANGUAGE plpgsql AS $$
DECLARE
  v_lo bigint;
  v_hi bigint;
  v_seed int;
  v_after bigint;
  v_cap int := gold_cap(p_project);
  v_gold record;
  v_got int[];
BEGIN
  SELECT window_from, window_to, seed, coalesce(gold_cursor, hashint8extended(1, seed) & 4611686018427387903)
  INTO v_lo, v_hi, v_seed, v_after FROM annotator WHERE project_id = p_project AND no = p_annotator;
  FOR v_stage IN 1..3 LOOP
    CONTINUE WHEN v_stage = 1 AND p_near = '{}' OR v_stage = 2 AND NOT p_company;
    FOR v_gold IN
      SELECT g.* FROM unnest(CASE v_stage WHEN 1 THEN p_near WHEN 2 THEN ARRAY[v_lo] END) AS lo,
        golds_of_stretch(p_project, p_annotator, lo, CASE v_stage WHEN 1 THEN lo ELSE v_hi END, v_stage = 2, v_cap) AS g
      WHERE v_stage < 3
      UNION ALL
      SELECT g.* FROM fitting_golds_ahead(p_project, p_annotator, v_after, p_company, v_cap) AS g WHERE v_stage = 3
    LOOP
      v_got := lend_items(p_project, v_gold.no || ARRAY(
          SELECT o.no FROM items_of_group(p_project, p_annotator, v_gold.group_ord) AS o
          ORDER BY hashint8extended(o.no, v_seed)), p_annotator, greatest(p_room, CASE v_stage WHEN 1 THEN 1 ELSE 3 END), p_seconds);
      -- Nothing, if others hold all of its rows at this instant.
      CONTINUE WHEN v_got = '{}';
      IF v_stage = 3 THEN
        UPDATE annotator SET gold_cursor = v_gold.ord WHERE project_id = p_project AND no = p_annotator;
      END IF;
      RETURN v_got;
    END LOOP;
  END LOOP;
  -- Nothing of these: the next search begins behind them, unless they are all there are.
  IF NOT p_company THEN
    UPDATE annotator SET gold_cursor = passed.ord FROM golds_ahead(p_project, v_after) AS passed
    WHERE project_id = p_project AND annotator.no = p_annotator
      AND passed.no = (SELECT a.no FROM golds_ahead(p_project, v_after) AS a OFFSET 63);
  END IF;
  RETURN '{}';
END $$;

-- Lends a page of p_need items, p_golds of them gold where the bank gives them; where it does not, ordinary items take
-- their places. Golds that bring items of their query come first, so that they bring as many as any page does; golds
-- without any come last, and never alone. Returns how many were lent to this person beside the items they hold.
CREATE FUNCTION lend_page(p_project text, p_annotator int, p_held int[], p_need int, p_golds int, p_seconds int) RETURNS int
LANGUAGE plpgsql AS $$
DECLARE
  v_owed int := p_golds;
  v_near bigint[] := '{}';
  v_got int[];
  v_taken int[] := '{}';
BEGIN
  IF v_owed > 0 AND p_held <> '{}' THEN
    v_near := ARRAY(SELECT DISTINCT group_ord FROM item WHERE project_id = p_project AND no = ANY (p_held));
  END IF;
  FOR v_pass IN 1..2 LOOP
    WHILE v_owed > 0 LOOP
      v_got := lend_gold(p_project, p_annotator, p_need - cardinality(v_taken) - v_owed + 1, p_seconds, v_near, v_pass = 1);
      EXIT WHEN v_got = '{}';
      v_owed := v_owed - 1;
      v_taken := v_taken || v_got;
      CONTINUE WHEN v_owed = 0;
      v_near := v_near || ARRAY(SELECT DISTINCT group_ord FROM item WHERE project_id = p_project AND no = ANY (v_got));
    END LOOP;
    v_got := lend_from_ring(p_project, p_annotator,
      p_need - cardinality(v_taken) - CASE v_pass WHEN 1 THEN least(v_owed, p_need - 1) ELSE 0 END, p_seconds);
    v_taken := v_taken || v_got;
    EXIT WHEN v_owed = 0 OR v_taken = '{}' AND v_near = '{}';
    v_near := v_near || ARRAY(SELECT DISTINCT group_ord FROM item WHERE project_id = p_project AND no = ANY (v_got));
  END LOOP;
  RETURN cardinality(v_taken);
END $$;

-- Why there is nothing: true when it is said. "busy" means that there is room, but others had the rows
-- locked at that instant: ask again at once. What waits for the stop rule is still in progress.
CREATE FUNCTION why_empty(p_project text, p_annotator int) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM item i WHERE i.project_id = p_project AND i.state = 'open' AND NOT i.is_gold
                 AND i.has_room AND NOT (SELECT has_met FROM meeting(p_project, i.no, p_annotator))) THEN 'busy'
    WHEN EXISTS (SELECT 1 FROM item i WHERE i.project_id = p_project AND i.state = 'open' AND NOT i.is_gold
                 AND i.counted < i.target AND NOT (SELECT has_met FROM meeting(p_project, i.no, p_annotator))) THEN 'in-progress'
    WHEN EXISTS (SELECT 1 FROM item i JOIN project p ON p.id = i.project_id
                 WHERE i.project_id = p_project AND i.state = 'done' AND NOT i.is_gold AND i.awaits_stop_rule
                   AND i.counted < p.most_judgments AND NOT (SELECT has_met FROM meeting(p_project, i.no, p_annotator))) THEN 'in-progress'
    WHEN EXISTS (SELECT 1 FROM item i WHERE i.project_id = p_project AND i.state = 'open' AND NOT i.is_gold
                 AND i.counted < i.target) THEN 'judged-all'
    WHEN EXISTS (SELECT 1 FROM item i WHERE i.project_id = p_project AND i.state = 'paused') THEN 'rest-paused'
    ELSE 'all-done' END;
$$;

-- Claims items for a person: what they hold already comes back (a second tab, a reload), the rest is lent
-- now. Answers null, or why there is nothing.
CREATE FUNCTION claim_items(p_project text, p_annotator int, p_count int) RETURNS text
LANGUAGE plpgsql SET lock_timeout = '5s' SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  v_locked boolean := lock_annotator(p_project, p_annotator);
  v_state text;
  v_rate float8;
  v_seconds int;
  v_standing text;
  v_is_new boolean;
  v_held int[];
  v_need int;
  v_golds int;
  v_lent int;
BEGIN
  SELECT p.state, p.gold_rate, p.assignment_seconds, n.state,
         NOT EXISTS (SELECT 1 FROM judgment WHERE project_id = p_project AND annotator_no = p_annotator)
  INTO v_state, v_rate, v_seconds, v_standing, v_is_new
  FROM project p JOIN annotator n ON n.project_id = p_project AND n.no = p_annotator WHERE p.id = p_project;
  IF v_state <> 'live' THEN RETURN v_state; END IF;
  IF v_standing = 'suspended' THEN RETURN 'suspended'; END IF;
  IF v_is_new AND quiz_due(p_project, p_annotator) THEN RETURN 'quiz'; END IF;

  WITH held AS (
    UPDATE assignment SET expires_at = clock_timestamp() + make_interval(secs => v_seconds)
    WHERE project_id = p_project AND annotator_no = p_annotator AND state = 'live' RETURNING item_no)
  SELECT coalesce(array_agg(item_no), '{}') INTO v_held FROM held;
  -- Who stands in review finishes what they hold and gets nothing new.
  IF v_standing = 'review' THEN RETURN CASE WHEN v_held = '{}' THEN 'review' END; END IF;
  v_need := p_count - cardinality(v_held);
  IF v_need <= 0 THEN RETURN NULL; END IF;

  -- A coin per place, so that golds come at random places and never at every tenth.
  SELECT count(*) INTO v_golds FROM generate_series(1, v_need) WHERE random() < v_rate;

  v_lent := lend_page(p_project, p_annotator, v_held, v_need, v_golds, v_seconds);
  IF v_lent = 0 AND reap_assignments(p_project, 50) > 0 THEN
    v_lent := lend_page(p_project, p_annotator, v_held, v_need, v_golds, v_seconds);
  END IF;
  IF v_lent = 0 AND v_held = '{}' THEN RETURN why_empty(p_project, p_annotator); END IF;
  RETURN NULL;
END $$;

-- Renews what a person holds, while they are active.
CREATE FUNCTION renew_assignments(p_project text, p_annotator int) RETURNS int
LANGUAGE plpgsql SET lock_timeout = '5s' SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  v_count int;
BEGIN
  PERFORM lock_annotator(p_project, p_annotator);
  UPDATE assignment a SET expires_at = clock_timestamp() + make_interval(secs => p.assignment_seconds)
  FROM project p
  WHERE p.id = p_project AND a.project_id = p_project AND a.annotator_no = p_annotator AND a.state = 'live';
  GET DIAGNOSTICS v_count = ROW_COUNT;
  RETURN v_count;
END $$;

-- Lets what a person holds run out soon: they left the page, which may also be a reload or one of two tabs.
-- The next claim or renewal of theirs keeps it.
CREATE FUNCTION release_assignments(p_project text, p_annotator int, p_ids uuid[], p_seconds int) RETURNS int
LANGUAGE plpgsql SET lock_timeout = '5s' SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  v_count int;
BEGIN
  PERFORM lock_annotator(p_project, p_annotator);
  UPDATE assignment SET expires_at = least(expires_at, clock_timestamp() + make_interval(secs => p_seconds))
  WHERE project_id = p_project AND annotator_no = p_annotator AND state = 'live' AND id = ANY (p_ids);
  GET DIAGNOSTICS v_count = ROW_COUNT;
  RETURN v_count;
END $$;

-- Gives back at once what a person holds and will not answer.
CREATE FUNCTION return_assignments(p_project text, p_annotator int, p_ids uuid[]) RETURNS int
LANGUAGE plpgsql SET lock_timeout = '5s' SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  v_item int;
  v_count int := 0;
BEGIN
  PERFORM lock_annotator(p_project, p_annotator);
  FOR v_item IN
    SELECT item_no FROM assignment WHERE project_id = p_project AND annotator_no = p_annotator
      AND state = 'live' AND id = ANY (p_ids) ORDER BY item_no
  LOOP
    PERFORM 1 FROM item WHERE project_id = p_project AND no = v_item FOR UPDATE;
    UPDATE assignment SET state = 'returned'
    WHERE project_id = p_project AND item_no = v_item AND annotator_no = p_annotator AND state = 'live';
    CONTINUE WHEN NOT FOUND;
    UPDATE item SET live = live - 1, rev = rev + 1 WHERE project_id = p_project AND no = v_item;
    v_count := v_count + 1;
  END LOOP;
  RETURN v_count;
END $$;

-- ---------------------------------------------------------------- answering

-- What an earlier submit under this key was answered, or null when the key is new.
CREATE FUNCTION receipt_of(p_project text, p_annotator int, p_key uuid, p_hash bytea) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN payload_hash = p_hash
    THEN jsonb_build_object('outcome', 'saved', 'seq', seq, 'counted', counted)
    ELSE jsonb_build_object('outcome', 'conflict') END
  FROM judgment WHERE project_id = p_project AND annotator_no = p_annotator AND key = p_key;
$$;

-- Locks a query and all of its items, in order of number: a problem with the query may pause them all.
CREATE FUNCTION lock_query_of(p_project text, p_item int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_query int;
BEGIN
  SELECT query_no INTO v_query FROM item WHERE project_id = p_project AND no = p_item;
  PERFORM 1 FROM query WHERE project_id = p_project AND no = v_query FOR NO KEY UPDATE;
  PERFORM 1 FROM item WHERE project_id = p_project AND query_no = v_query ORDER BY no FOR UPDATE;
END $$;

-- Two people with a problem with the query pause the query; two with the result pause the item. The rows
-- are locked already.
CREATE FUNCTION pause_on_problems(p_project text, p_item int, p_reason text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_query int;
  v_people int;
BEGIN
  SELECT query_no INTO v_query FROM item WHERE project_id = p_project AND no = p_item;
  IF p_reason = 'result' OR (p_reason = 'query' AND v_query IS NULL) THEN
    SELECT count(DISTINCT annotator_no) INTO v_people FROM current_judgment
    WHERE project_id = p_project AND item_no = p_item AND unratable = p_reason;
    IF v_people >= 2 THEN
      UPDATE item SET state = 'paused', rev = rev + 1 WHERE project_id = p_project AND no = p_item AND state = 'open';
    END IF;
  ELSIF p_reason = 'query' THEN
    SELECT count(DISTINCT c.annotator_no) INTO v_people FROM item i
    JOIN current_judgment c ON c.project_id = i.project_id AND c.item_no = i.no
    WHERE i.project_id = p_project AND i.query_no = v_query AND c.unratable = 'query';
    IF v_people >= 2 THEN
      UPDATE query SET state = 'paused' WHERE project_id = p_project AND no = v_query;
      UPDATE item SET state = 'paused', rev = rev + 1
      WHERE project_id = p_project AND query_no = v_query AND state = 'open';
    END IF;
  END IF;
END $$;

-- Why an answer finds no place: an earlier one under its key, or what else stands in its way; null when nothing does.
CREATE FUNCTION refusal_of(
  p_project text, p_annotator int, p_assignment uuid, p_epoch int, p_key uuid, p_hash bytea, p_level int
) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_receipt jsonb := receipt_of(p_project, p_annotator, p_key, p_hash);
  v_was assignment;
BEGIN
  IF v_receipt IS NOT NULL THEN RETURN v_receipt; END IF;
  SELECT * INTO v_was FROM assignment
  WHERE id = p_assignment AND project_id IS NOT DISTINCT FROM p_project AND annotator_no IS NOT DISTINCT FROM p_annotator;
  RETURN CASE
    WHEN v_was.id IS NULL OR p_epoch > v_was.epoch THEN '{"outcome": "unknown"}'
    WHEN p_level IS NOT NULL AND NOT EXISTS (SELECT 1 FROM level WHERE project_id = p_project AND value = p_level)
      THEN '{"outcome": "no-such-level"}'
    WHEN v_was.state IN ('judged', 'surplus', 'unratable')
      THEN jsonb_build_object('outcome', 'already-judged', 'seq', v_was.judgment_seq)
  END;
END $$;

-- Stores one answer. Never refuses finished work: what came too late and finds no room is stored as
-- surplus, uncounted, and the answer says so. n equal submits are one row and n equal receipts. One statement, because
-- people's work is mostly this; why it stored nothing is asked only then, and whoever is late comes by a second time.
CREATE FUNCTION submit_judgment(
  p_project text, p_annotator int, p_assignment uuid, p_epoch int, p_key uuid, p_hash bytea,
  p_level int, p_unratable text, p_comment text, p_duration_ms int, p_guideline_version int
) RETURNS jsonb LANGUAGE plpgsql
SET lock_timeout = '5s' SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  v_locked boolean := lock_annotator(p_project, p_annotator);
  v_is_late boolean := false;
  v_item int;
  v_seq bigint;
  v_counts boolean;
  v_refusal jsonb;
BEGIN
  IF p_unratable = 'query' THEN
    PERFORM lock_query_of(p_project, item_no) FROM assignment
    WHERE id = p_assignment AND project_id IS NOT DISTINCT FROM p_project;
  END IF;
  LOOP
    WITH place AS MATERIALIZED (
      SELECT a.item_no, a.epoch, a.state AS was, a.judgment_seq AS before,
             n.state = 'suspended' AND i.state <> 'removed' AS waits,
             -- A live lease holds a place of its own; an answer to one that ran out is counted if a place is still
             -- free, and never takes the place of whoever holds the item now.
             p_unratable IS NULL AND n.state <> 'suspended' AND i.state <> 'removed'
               AND (a.state = 'live' OR i.has_room) AS counts
      FROM assignment a
      JOIN annotator n ON n.project_id = p_project AND n.no = p_annotator
      JOIN item i ON i.project_id = p_project AND i.no = a.item_no
      -- Written, as the looks at one item below, so that one index alone serves: a plan made while the tables are empty
      -- cannot tell them apart.
      WHERE a.id = p_assignment AND a.project_id IS NOT DISTINCT FROM p_project
        AND a.annotator_no IS NOT DISTINCT FROM p_annotator
        AND p_epoch <= a.epoch AND (a.state = 'live' OR v_is_late AND a.state NOT IN ('judged', 'surplus', 'unratable'))
        AND (p_level IS NULL OR EXISTS (SELECT 1 FROM level WHERE project_id = p_project AND value = p_level))
        AND NOT EXISTS (SELECT 1 FROM judgment WHERE project_id = p_project AND annotator_no = p_annotator AND key = p_key)
      FOR UPDATE OF i
    ), answered AS (
      UPDATE assignment a SET
        state = CASE
          WHEN p_unratable IS NOT NULL THEN 'unratable'
          -- What only the suspension keeps from counting is judged: reinstating finds it and counts it if it fits.
          WHEN place.counts OR place.waits THEN 'judged'
          ELSE 'surplus' END,
        counted = place.counts, judgment_seq = nextval('judgment_seq_seq')
      FROM place WHERE a.project_id = p_project AND a.item_no = (SELECT item_no FROM place) AND a.annotator_no = p_annotator
        -- It may have run out while its item was waited for: then this is done again.
        AND a.epoch = place.epoch AND a.state = place.was
      RETURNING a.item_no, a.judgment_seq AS seq, place.was, place.before, place.counts
    ), stored AS (
      INSERT INTO judgment (project_id, seq, item_no, annotator_no, assignment_id, key, payload_hash, action, level,
                            unratable, comment, duration_ms, guideline_version, counted, supersedes)
      SELECT p_project, seq, item_no, p_annotator, p_assignment, p_key, p_hash,
             CASE WHEN p_unratable IS NULL THEN 'judge' ELSE 'unratable' END, p_level,
             p_unratable, p_comment, p_duration_ms, p_guideline_version, counts, before FROM answered
    )
    UPDATE item i SET
      live = i.live - CASE WHEN answered.was = 'live' THEN 1 ELSE 0 END,
      counted = i.counted + CASE WHEN answered.counts THEN 1 ELSE 0 END,
      state = CASE WHEN answered.counts AND i.state = 'open' AND i.counted + 1 >= i.target THEN 'done' ELSE i.state END,
      rev = i.rev + 1
    FROM answered WHERE i.project_id = p_project AND i.no = (SELECT item_no FROM place)
    RETURNING i.no, answered.seq, answered.counts INTO v_item, v_seq, v_counts;
    EXIT WHEN FOUND;
    v_refusal := refusal_of(p_project, p_annotator, p_assignment, p_epoch, p_key, p_hash, p_level);
    IF v_refusal IS NOT NULL THEN RETURN v_refusal; END IF;
    IF v_is_late THEN RAISE EXCEPTION 'the answer to % found neither a place nor what stands in its way', p_assignment; END IF;
    -- It is late. Whether there is room must be seen by a statement that begins when the item is locked: checks look at
    -- a row as the statement's beginning saw it, too.
    v_is_late := true;
    PERFORM 1 FROM item WHERE project_id = p_project AND no = (SELECT item_no FROM assignment WHERE id = p_assignment) FOR UPDATE;
  END LOOP;
  IF p_unratable IS NOT NULL THEN PERFORM pause_on_problems(p_project, v_item, p_unratable); END IF;
  RETURN jsonb_build_object('outcome', 'saved', 'seq', v_seq, 'counted', v_counts);
END $$;

-- Takes back one of the person's last ten answers: a row that supersedes it, and the item is theirs again
-- under the same assignment. The place stays held, so nobody else can slip in between. Who was told what was right
-- cannot take their answer back any more.
CREATE FUNCTION undo_judgment(p_project text, p_annotator int, p_assignment uuid, p_key uuid, p_hash bytea)
RETURNS jsonb LANGUAGE plpgsql SET lock_timeout = '5s' SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  v_receipt jsonb;
  v_item int;
  v_was assignment;
  v_row item;
  v_seq bigint;
  v_later int;
  v_room boolean;
BEGIN
  PERFORM lock_annotator(p_project, p_annotator);
  v_receipt := receipt_of(p_project, p_annotator, p_key, p_hash);
  IF v_receipt IS NOT NULL THEN RETURN v_receipt; END IF;

  SELECT item_no INTO v_item FROM assignment
  WHERE id = p_assignment AND project_id IS NOT DISTINCT FROM p_project AND annotator_no IS NOT DISTINCT FROM p_annotator;
  IF NOT FOUND THEN RETURN jsonb_build_object('outcome', 'unknown'); END IF;
  SELECT * INTO v_row FROM item WHERE project_id = p_project AND no = v_item FOR UPDATE;
  SELECT * INTO v_was FROM assignment
  WHERE project_id = p_project AND item_no = v_item AND annotator_no = p_annotator FOR UPDATE;
  IF v_was.state NOT IN ('judged', 'surplus', 'unratable') THEN
    RETURN jsonb_build_object('outcome', 'nothing-to-undo');
  END IF;
  IF EXISTS (SELECT 1 FROM gold_feedback WHERE project_id = p_project AND judgment_seq = v_was.judgment_seq) THEN
    RETURN jsonb_build_object('outcome', 'closed');
  END IF;
  SELECT count(*) INTO v_later FROM assignment
  WHERE project_id = p_project AND annotator_no = p_annotator AND state IN ('judged', 'surplus', 'unratable')
    AND judgment_seq > v_was.judgment_seq;
  IF v_later >= 10 THEN RETURN jsonb_build_object('outcome', 'too-late'); END IF;

  INSERT INTO judgment (project_id, item_no, annotator_no, assignment_id, key, payload_hash, action,
                        guideline_version, counted, supersedes)
  SELECT p_project, v_item, p_annotator, p_assignment, p_key, p_hash, 'undo', guideline_version, false, seq
  FROM judgment WHERE project_id = p_project AND seq = v_was.judgment_seq
  RETURNING seq INTO v_seq;

  v_room := v_was.counted OR v_row.counted + v_row.live < v_row.target;
  UPDATE assignment SET state = CASE WHEN v_room THEN 'live' ELSE 'expired' END, counted = false, judgment_seq = v_seq,
    expires_at = clock_timestamp()
      + make_interval(secs => (SELECT assignment_seconds FROM project WHERE id = p_project))
  WHERE project_id = p_project AND item_no = v_item AND annotator_no = p_annotator;
  UPDATE item SET
    counted = counted - CASE WHEN v_was.counted THEN 1 ELSE 0 END,
    live = live + CASE WHEN v_room THEN 1 ELSE 0 END,
    state = CASE
      WHEN state <> 'done' OR NOT v_was.counted THEN state
      WHEN EXISTS (SELECT 1 FROM query q WHERE q.project_id = p_project AND q.no = query_no AND q.state = 'paused')
        THEN 'paused'
      ELSE 'open' END,
    rev = rev + 1
  WHERE project_id = p_project AND no = v_item;
  RETURN jsonb_build_object('outcome', 'saved', 'seq', v_seq, 'counted', false);
END $$;
