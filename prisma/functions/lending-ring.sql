-- Lending. The counters of an item, their check and the unique keys are the guarantee; SKIP LOCKED only keeps people out of
-- each other's way. All times are the database's. A claim is one statement, so that now() is one moment for all of it:
-- whatever one claim or one renewal touches runs out at the same time, to the last digit.

-- A number from 0 up to, but not including, 2^62, drawn once for a person and an item: p_turn makes several of them.
CREATE FUNCTION drawn(p_item int, p_seed int, p_turn int) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT hashint8extended(p_item, p_seed::bigint + 4294967296 * p_turn) & 4611686018427387903;
$$;

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

-- Lends up to p_need of these items to one person, in the order given, and returns them. Each row is looked at as it is
-- now, not as the caller's snapshot saw it, and nobody waits for one: a claim holds several rows in an order of its own, so
-- that waiting could deadlock. Lent again to the same person an item keeps its id, so that an answer on its way under the
-- older lease still finds its slot. One statement, because a claim is mostly this.
CREATE FUNCTION lend_items(p_project text, p_items int[], p_annotator int, p_need int, p_seconds int)
RETURNS int[] LANGUAGE plpgsql AS $$
DECLARE
  v_lent int[];
BEGIN
  WITH free AS MATERIALIZED (
    SELECT i.no FROM unnest(p_items) WITH ORDINALITY AS wanted (no, position)
    JOIN item i ON i.project_id = p_project AND i.no = wanted.no
    WHERE i.state = 'open' AND i.has_room
    ORDER BY wanted.position LIMIT p_need FOR UPDATE OF i SKIP LOCKED
  ), held AS (
    UPDATE item i SET live = i.live + 1, rev = i.rev + 1 FROM free
    WHERE i.project_id = p_project AND i.no = free.no RETURNING i.no, i.rev
  ), lent AS (
    INSERT INTO assignment (project_id, item_no, annotator_no, id, state, ordinal, created_at, expires_at)
    SELECT p_project, h.no, p_annotator, gen_random_uuid(), 'live', h.rev, now(),
           now() + make_interval(secs => p_seconds) FROM held h
    ON CONFLICT (project_id, item_no, annotator_no) DO UPDATE
      SET epoch = assignment.epoch + 1, state = 'live', ordinal = excluded.ordinal, created_at = excluded.created_at,
          expires_at = excluded.expires_at
    RETURNING item_no
  )
  SELECT coalesce(array_agg(item_no), '{}') INTO v_lent FROM lent;
  RETURN v_lent;
END $$;

-- The next query in a stretch that has ordinary results for this person: these, with the golds that take turns among them in
-- their positions, and which of all are such golds. No row: nothing lies ahead, up to the end or, on the way round, up to p_before.
CREATE FUNCTION visit_ahead(
  p_project text, p_annotator int, p_from bigint, p_to bigint, p_before bigint, p_seed int, p_kept float8, p_cap int
) RETURNS TABLE (group_ord bigint, items int[], golds int[]) LANGUAGE sql STABLE AS $$
  SELECT here.group_ord, visit.items, visit.golds
  FROM (SELECT i.group_ord FROM item i
        WHERE i.project_id = p_project AND i.state = 'open' AND NOT i.is_gold AND i.has_room
          AND i.group_ord >= p_from AND i.group_ord <= p_to AND (p_before IS NULL OR i.group_ord < p_before)
          AND NOT (SELECT has_met FROM meeting(p_project, i.no, p_annotator))
        ORDER BY i.group_ord LIMIT 1) AS here, LATERAL (
    WITH ordinary AS (
      SELECT o.no, row_number() OVER (ORDER BY hashint8extended(o.no, p_seed)) AS turn
      FROM items_of_group(p_project, p_annotator, here.group_ord) AS o
    ), gold AS (
      SELECT g.no, greatest(g.turn - row_number() OVER (ORDER BY g.turn, g.no) + 1, 1) AS turn
      FROM golds_of_query(p_project, p_annotator, here.group_ord, p_seed, p_kept, p_cap) AS g
    )
    SELECT array_agg(both_kinds.no ORDER BY both_kinds.turn, both_kinds.kind) AS items,
           array_agg(both_kinds.no) FILTER (WHERE both_kinds.kind = 0) AS golds FROM (
      SELECT ordinary.no, ordinary.turn, 1 AS kind FROM ordinary
      UNION ALL
      SELECT gold.no, gold.turn, 0 FROM gold WHERE gold.turn <= (SELECT count(*) + 1 FROM ordinary)) AS both_kinds
  ) AS visit;
$$;

-- Adds to what is wanted a query of golds alone, in place of an ordinary one, which p_items are results of: as large a part of
-- it as there is of that now. The ordinary one waits until the walk comes by again. Were it next, two visits of one size would
-- follow each other wherever there is gold, and that tells. `gold_group` is the one whose visit is not over, `gold_cursor` the
-- position on the ring of golds that the next search begins behind.
CREATE FUNCTION golds_instead(
  p_me annotator, p_is_new boolean, p_items int[], p_need int, p_rate float8, p_cap int,
  INOUT wanted int[], OUT gold_group bigint, OUT gold_cursor bigint, OUT is_instead boolean
) LANGUAGE plpgsql AS $$
DECLARE
  v_results bigint;
  v_golds int[];
BEGIN
  is_instead := false;
  gold_cursor := p_me.gold_cursor;
  -- A visit is over when there is nothing left of the ordinary query.
  IF NOT p_is_new THEN gold_group := p_me.gold_group; END IF;
  IF gold_group IS NULL AND (NOT p_is_new OR random() >= alone_share(p_rate, p_me.gold_share)) THEN RETURN; END IF;
  v_results := results_beside(p_me.project_id, p_items[1]);
  IF gold_group IS NULL THEN
    SELECT q.group_ord, q.before INTO gold_group, gold_cursor
    FROM query_of_golds(p_me.project_id, p_me.no, p_me.gold_cursor, p_cap, wanted, v_results) AS q;
    IF gold_group IS NULL THEN
      -- The next search begins behind these, unless they are all there are.
      gold_cursor := coalesce(
        (SELECT a.ord FROM golds_ahead(p_me.project_id, p_me.gold_cursor) AS a OFFSET 255), p_me.gold_cursor);
      RETURN;
    END IF;
  END IF;
  v_golds := ARRAY(SELECT g.no FROM golds_of_visit(
    p_me.project_id, p_me.no, gold_group, p_me.seed, p_cap, cardinality(p_items)::float8 / v_results) AS g);
  is_instead := NOT p_is_new OR v_golds <> '{}';
  wanted := wanted || v_golds;
  IF cardinality(wanted) < p_need THEN gold_group := NULL; END IF;
END $$;

-- The next stretch of the ring for a person: from the first group behind `p_after` that has something for them to the group in
-- which the 64th such item lies. Everybody comes through the same stretches in the same order, so that items finish early;
-- where inside a stretch one starts is one's own. `share`: the part of its results that are golds beside ordinary ones,
-- weighted by what this person may still be lent. No row: nothing lies behind.
CREATE FUNCTION stretch_behind(p_project text, p_annotator int, p_after bigint, p_seed int)
RETURNS TABLE (lo bigint, hi bigint, start bigint, share float8) LANGUAGE sql STABLE AS $$
  WITH ahead AS MATERIALIZED (
    SELECT i.group_ord FROM item i
    WHERE i.project_id = p_project AND i.state = 'open' AND NOT i.is_gold AND i.has_room
      AND i.group_ord > p_after AND NOT (SELECT has_met FROM meeting(p_project, i.no, p_annotator))
    ORDER BY i.group_ord LIMIT 64
  ), near AS (
    SELECT ahead.group_ord, count(*) AS items, min(ahead.group_ord) OVER () AS lo, max(ahead.group_ord) OVER () AS hi
    FROM ahead GROUP BY ahead.group_ord
  )
  SELECT near.lo, near.hi, near.lo + abs(hashint8extended(near.lo, p_seed) % (near.hi - near.lo + 1)),
         sum(near.items * CASE WHEN gold.golds = 0 THEN 0 ELSE gold.golds::float8 / greatest(gold.golds, (
           SELECT count(*) FROM item o WHERE o.project_id = p_project AND o.query_no = gold.query_no
             AND o.state <> 'removed')) END) / sum(near.items)
  FROM near, LATERAL (
    SELECT count(*) AS golds, min(g.query_no) AS query_no FROM item g
    WHERE g.project_id = p_project AND g.is_gold AND g.group_ord = near.group_ord AND g.state = 'open' AND g.has_room) AS gold
  GROUP BY near.lo, near.hi;
$$;

-- Where a person stands on the ring. What part of their stretch is gold is not known only of who began under an earlier version.
CREATE FUNCTION position_on_ring(p_project text, p_annotator int) RETURNS annotator LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_me annotator;
BEGIN
  SELECT * INTO v_me FROM annotator WHERE project_id = p_project AND no = p_annotator;
  v_me.gold_cursor := coalesce(v_me.gold_cursor, drawn(1, v_me.seed, 0));
  IF v_me.gold_share IS NULL THEN
    SELECT coalesce(min(share), 0) INTO v_me.gold_share
    FROM stretch_behind(p_project, p_annotator, v_me.window_from - 1, v_me.seed);
  END IF;
  RETURN v_me;
END $$;

-- The same person in the stretch behind theirs, or, with p_is_round, in the first one. Null: there is none.
CREATE FUNCTION in_next_stretch(p_me annotator, p_is_round boolean) RETURNS annotator LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_next record;
BEGIN
  SELECT * INTO v_next FROM stretch_behind(
    p_me.project_id, p_me.no, CASE WHEN p_is_round THEN -1 ELSE p_me.window_to END, p_me.seed);
  IF NOT FOUND THEN RETURN NULL; END IF;
  p_me.window_from := v_next.lo;
  p_me.window_to := v_next.hi;
  p_me.gold_share := v_next.share;
  p_me.cursor := v_next.start;
  RETURN p_me;
END $$;

-- The last of a query may be a gold, too: the person has met all of its ordinary results, and the walk finds it no more.
CREATE FUNCTION gold_left_over(p_me annotator, p_rate float8, p_cap int) RETURNS int[] LANGUAGE sql STABLE AS $$
  SELECT ARRAY(
    SELECT g.no
    FROM golds_of_query(p_me.project_id, p_me.no, p_me.cursor, p_me.seed, kept_share(p_rate, p_me.gold_share), p_cap) AS g
    WHERE g.rest = 0 AND g.turn <= 1 AND p_me.gold_group IS NULL ORDER BY g.turn LIMIT 1);
$$;

-- Writes down where a person stands on the ring.
CREATE FUNCTION keep_position(p_me annotator) RETURNS void LANGUAGE sql AS $$
  UPDATE annotator SET cursor = p_me.cursor, window_from = p_me.window_from, window_to = p_me.window_to,
    gold_share = p_me.gold_share, gold_group = p_me.gold_group, gold_cursor = p_me.gold_cursor
  WHERE project_id = p_me.project_id AND no = p_me.no;
$$;

-- Lends from the person's window, query after query, round from where they stand; when it is used up, the next window.
-- After the last one comes the first again, once per call: what was given back or ran out lies there. Golds take their
-- turns among the ordinary results of their query, as far as p_rate allows; what they leave of the rate is made up for by
-- queries of golds alone. One of these takes the place of an ordinary one: as large a part of it is lent as there is of that
-- now, and it is over when that is over. The walk then leaves that one behind and comes to it later, as in 2 or 4 below.
--
--        the ring of queries, in order of group_ord                 one query, in the person's own order
--
--              .--- q01 q02 q03 ---.                                  turn   1   2   3   4   5
--           q12                     q04   -.                                 .---------------.
--          q11                       q05    | window_from                    | r | r | G | r | r    G: a gold among the
--          q10                       q06 <--+-- cursor, start                '---------------'         results, at the turn
--           q09                     q07     | window_to                        `-- golds instead:      drawn for this person
--              '--------- q08 ----'       -'                                       G G G  (a query of golds alone)
--
--   1. from the start to the end of the window (q06 q07), 2. from its beginning to the start (q04 q05: v_turned),
--   3. the next window behind it (q08 ...), which everybody comes to after this one, 4. at the end of the ring the first
--   again (v_is_round), once.
CREATE FUNCTION lend_from_ring(p_project text, p_annotator int, p_need int, p_rate float8, p_seconds int)
RETURNS int[] LANGUAGE plpgsql AS $$
DECLARE
  v_cap int := gold_cap(p_project);
  v_me annotator := position_on_ring(p_project, p_annotator);
  v_start bigint := v_me.cursor;
  v_here bigint := v_me.cursor;
  v_group bigint;
  v_items int[];
  v_golds int[];
  v_visit record;
  v_next annotator;
  v_need int := p_need;
  v_wanted int[];
  v_due int[] := '{}';
  v_taken int[] := '{}';
  v_turned boolean := false;
  v_is_round boolean := false;
BEGIN
  v_wanted := gold_left_over(v_me, p_rate, v_cap);
  WHILE v_need > 0 LOOP
    v_group := NULL;
    IF cardinality(v_wanted) < v_need THEN
      SELECT * INTO v_group, v_items, v_golds FROM visit_ahead(p_project, p_annotator, v_me.cursor, v_me.window_to,
        CASE WHEN v_turned THEN v_start END, v_me.seed, kept_share(p_rate, v_me.gold_share), v_cap);
    END IF;
    IF v_group IS NOT NULL THEN
      v_visit := golds_instead(v_me, v_group <> v_here, v_items, v_need, p_rate, v_cap, v_wanted);
      v_wanted := v_visit.wanted;
      v_me.gold_group := v_visit.gold_group;
      v_me.gold_cursor := v_visit.gold_cursor;
      v_here := v_group;
      IF NOT v_visit.is_instead THEN
        v_wanted := v_wanted || v_items;
        v_due := v_due || v_golds;
      END IF;
      IF v_me.gold_group IS NULL THEN v_me.cursor := v_here + 1; END IF;
      CONTINUE WHEN cardinality(v_wanted) < v_need;
    END IF;
    -- What the groups so far hold is lent at once, when it is enough or when nothing more lies ahead.
    IF v_wanted <> '{}' THEN
      v_taken := v_taken || lend_among_ordinary(p_project, p_annotator, v_wanted, v_due, v_need, p_seconds);
      v_need := p_need - cardinality(v_taken);
      v_wanted := '{}';
      -- Stay with a query that may hold more; go on when it gave less than was asked.
      IF v_need = 0 THEN v_me.cursor := v_here; ELSE v_me.gold_group := NULL; END IF;
    ELSIF NOT v_turned AND v_start > v_me.window_from THEN
      v_turned := true;
      v_me.cursor := v_me.window_from;
    ELSE
      v_next := in_next_stretch(v_me, false);
      IF v_next.no IS NULL AND NOT v_is_round THEN
        v_is_round := true;
        v_next := in_next_stretch(v_me, true);
      END IF;
      EXIT WHEN v_next.no IS NULL;
      v_me := v_next;
      v_start := v_me.cursor;
      v_turned := false;
    END IF;
  END LOOP;
  IF v_taken <> '{}' THEN PERFORM keep_position(v_me); END IF;
  RETURN v_taken;
END $$;
