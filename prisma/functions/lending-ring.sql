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

-- Lends up to p_need of these items to one person, in the order given, and returns them. Each row is looked at as it is
-- now, not as the caller's snapshot saw it, and nobody waits for one: a claim holds several rows in an order of its own, so
-- that waiting could deadlock. Lent again to the same person an item keeps its id, so that an answer on its way under the
-- older lease still finds its place. One statement, because a claim is mostly this.
CREATE FUNCTION lend_items(p_project text, p_items int[], p_annotator int, p_need int, p_seconds int)
RETURNS int[] LANGUAGE plpgsql AS $$
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

-- Lends from the person's window, query after query, round from where they stand; when it is used up, the next window.
-- After the last one comes the first again, once per call: what was given back or ran out lies there. Golds take their
-- turns among the ordinary results of their query, as far as p_rate allows; what they leave of the rate is made up for by
-- queries of golds alone. One of these stands in front of an ordinary one: as large a part of it is lent as there is of that
-- now, and it is over when that is over.
CREATE FUNCTION lend_from_ring(p_project text, p_annotator int, p_need int, p_rate float8, p_seconds int)
RETURNS int[] LANGUAGE plpgsql AS $$
DECLARE
  v_cap int := gold_cap(p_project);
  v_seed int;
  v_at bigint;
  v_here bigint;
  v_lo bigint;
  v_hi bigint;
  v_start bigint;
  v_share float8;
  v_gold_group bigint;
  v_gold_cursor bigint;
  v_group bigint;
  v_items int[];
  v_turns int[];
  v_due int[] := '{}';
  v_found record;
  v_is_new boolean;
  v_last bigint;
  v_wanted int[];
  v_taken int[] := '{}';
  v_next record;
  v_round int := 0;
  v_turned boolean := false;
BEGIN
  SELECT cursor, cursor, cursor, window_from, window_to, seed, gold_share, gold_group,
         coalesce(gold_cursor, drawn(1, seed, 0))
  INTO v_at, v_here, v_last, v_lo, v_hi, v_seed, v_share, v_gold_group, v_gold_cursor
  FROM annotator WHERE project_id = p_project AND no = p_annotator;
  v_start := v_at;
  v_share := coalesce(v_share, gold_share(p_project, p_annotator, v_lo, v_hi));
  -- The last of a query may be a gold, too: the person has met all of its ordinary results, and the walk finds it no more.
  v_wanted := ARRAY(
    SELECT g.no FROM golds_of_query(p_project, p_annotator, v_at, v_seed, kept_share(p_rate, v_share), v_cap) AS g
    WHERE g.rest = 0 AND g.turn <= 1 AND v_gold_group IS NULL ORDER BY g.turn LIMIT 1);

  WHILE cardinality(v_taken) < p_need LOOP
    v_group := NULL;
    IF cardinality(v_wanted) < p_need - cardinality(v_taken) THEN
      SELECT here.group_ord, visit.items, visit.golds INTO v_group, v_items, v_turns
      FROM (SELECT i.group_ord FROM item i
            WHERE i.project_id = p_project AND i.state = 'open' AND NOT i.is_gold AND i.has_room
              AND i.group_ord >= v_at AND i.group_ord <= v_hi AND (NOT v_turned OR i.group_ord < v_start)
              AND NOT (SELECT has_met FROM meeting(p_project, i.no, p_annotator))
            ORDER BY i.group_ord LIMIT 1) AS here, LATERAL (
        WITH ordinary AS (
          SELECT o.no, row_number() OVER (ORDER BY hashint8extended(o.no, v_seed)) AS turn
          FROM items_of_group(p_project, p_annotator, here.group_ord) AS o
        ), gold AS (
          SELECT g.no, greatest(g.turn - row_number() OVER (ORDER BY g.turn, g.no) + 1, 1) AS turn
          FROM golds_of_query(p_project, p_annotator, here.group_ord, v_seed, kept_share(p_rate, v_share), v_cap) AS g
        )
        SELECT array_agg(both_kinds.no ORDER BY both_kinds.turn, both_kinds.kind) AS items,
               array_agg(both_kinds.no) FILTER (WHERE both_kinds.kind = 0) AS golds FROM (
          SELECT ordinary.no, ordinary.turn, 1 AS kind FROM ordinary
          UNION ALL
          SELECT gold.no, gold.turn, 0 FROM gold WHERE gold.turn <= (SELECT count(*) + 1 FROM ordinary)) AS both_kinds
      ) AS visit;
    END IF;
    IF v_group IS NOT NULL THEN
      v_is_new := v_group <> v_here;
      v_here := v_group;
      IF v_is_new THEN v_gold_group := NULL; END IF;
      LOOP
        IF v_gold_group IS NOT NULL THEN
          v_wanted := v_wanted || ARRAY(
            SELECT g.no FROM golds_of_visit(p_project, p_annotator, v_gold_group, v_seed, v_cap,
              cardinality(v_items)::float8 / results_beside(p_project, v_items[1])) AS g);
          EXIT WHEN cardinality(v_wanted) >= p_need - cardinality(v_taken);
          v_gold_group := NULL;
          v_is_new := true;
        END IF;
        EXIT WHEN NOT v_is_new OR random() >= alone_share(p_rate, v_share);
        SELECT * INTO v_found FROM query_of_golds(
          p_project, p_annotator, v_gold_cursor, v_cap, v_wanted, results_beside(p_project, v_items[1]));
        IF FOUND THEN
          v_gold_group := v_found.group_ord;
          v_gold_cursor := v_found.before;
        ELSE
          -- The next search begins behind these, unless they are all there are.
          v_gold_cursor := coalesce((SELECT a.ord FROM golds_ahead(p_project, v_gold_cursor) AS a OFFSET 255), v_gold_cursor);
          EXIT;
        END IF;
      END LOOP;
      v_last := v_group;
      IF v_gold_group IS NULL THEN
        v_wanted := v_wanted || v_items;
        v_due := v_due || v_turns;
        v_at := v_group + 1;
      END IF;
      CONTINUE WHEN cardinality(v_wanted) < p_need - cardinality(v_taken);
    END IF;
    -- What the groups so far hold is lent at once, when it is enough or when nothing more lies ahead.
    IF v_wanted <> '{}' THEN
      v_taken := v_taken || lend_among_ordinary(
        p_project, p_annotator, v_wanted, v_due, p_need - cardinality(v_taken), p_seconds);
      v_wanted := '{}';
      -- Stay with a query that may hold more; go on when it gave less than was asked.
      IF cardinality(v_taken) = p_need THEN v_at := v_last; ELSE v_gold_group := NULL; END IF;
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
      v_share := gold_share(p_project, p_annotator, v_lo, v_hi);
      v_start := v_lo + abs(hashint8extended(v_lo, v_seed) % (v_hi - v_lo + 1));
      v_at := v_start;
      v_turned := false;
    END IF;
  END LOOP;
  IF cardinality(v_taken) > 0 THEN
    UPDATE annotator SET cursor = v_at, window_from = v_lo, window_to = v_hi, gold_share = v_share,
      gold_group = v_gold_group, gold_cursor = v_gold_cursor
    WHERE project_id = p_project AND no = p_annotator;
  END IF;
  RETURN v_taken;
END $$;
