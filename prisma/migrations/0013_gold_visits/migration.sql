-- Queries of golds alone, met as ordinary ones are, see docs/decisions/011-a-gold-takes-a-turn.md: in front of one that is as
-- long, and as large a part of it as there is of that one.

DROP FUNCTION query_of_golds(text, int, bigint, int, int[]);

-- How many results the query of an item has, itself among them.
CREATE FUNCTION results_beside(p_project text, p_item int) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT greatest(1, (SELECT count(*) FROM item o
    WHERE o.project_id = p_project AND o.state NOT IN ('staged', 'removed')
      AND o.query_no = (SELECT query_no FROM item WHERE project_id = p_project AND no = p_item)));
$$;

-- The next 256 golds behind a place on the ring of golds, which is in order of the items' own places and so goes anywhere.
CREATE OR REPLACE FUNCTION golds_ahead(p_project text, p_after bigint)
RETURNS TABLE (no int, query_no int, group_ord bigint, ord bigint) LANGUAGE sql STABLE AS $$
  SELECT * FROM (
    (SELECT i.no, i.query_no, i.group_ord, i.ord FROM item i
     WHERE i.project_id = p_project AND i.is_gold AND i.state = 'open' AND i.has_room AND i.ord > p_after
     ORDER BY i.ord LIMIT 256)
    UNION ALL
    (SELECT i.no, i.query_no, i.group_ord, i.ord FROM item i
     WHERE i.project_id = p_project AND i.is_gold AND i.state = 'open' AND i.has_room AND i.ord <= p_after
     ORDER BY i.ord LIMIT 256)) AS ring
  LIMIT 256;
$$;

-- Of the queries of golds alone among the next 256 golds on the ring the one that is nearest to so many results in length, of
-- those that this person has not begun; items without a query, too. A query is found by one of its golds, so that a long one
-- does not come before others. A gold with ordinary results beside it is not for this: without them it would come as a stray.
-- `before`: the next search begins behind this place. Everything is asked gold by gold: as a join, while the statistics of
-- "assignment" were old, the planner read all that the person had ever answered.
CREATE FUNCTION query_of_golds(p_project text, p_annotator int, p_after bigint, p_cap int, p_not int[], p_results bigint)
RETURNS TABLE (group_ord bigint, before bigint) LANGUAGE sql STABLE AS $$
  WITH found AS MATERIALIZED (
    SELECT g.no, g.query_no, g.group_ord, g.ord, g.turn
    FROM (SELECT no, query_no, group_ord, ord, row_number() OVER () AS turn FROM golds_ahead(p_project, p_after)) AS g
    WHERE NOT (SELECT EXISTS (
      SELECT 1 FROM item b WHERE b.project_id = p_project AND b.is_gold AND b.group_ord = g.group_ord
        AND b.state = 'open' AND b.has_room AND drawn(b.no, 0, 3) < drawn(g.no, 0, 3)))
  ), ahead AS MATERIALIZED (
    SELECT g.group_ord, g.ord, g.turn, results_beside(p_project, g.no) AS results FROM found g
    WHERE NOT (SELECT EXISTS (
        SELECT 1 FROM item o WHERE o.project_id = p_project AND o.query_no = g.query_no AND NOT o.is_gold
          AND o.state NOT IN ('staged', 'removed')))
      AND NOT (SELECT EXISTS (
        SELECT 1 FROM item b WHERE b.project_id = p_project AND b.is_gold AND b.group_ord = g.group_ord
          AND (b.no = ANY (p_not) OR (SELECT has_met FROM meeting(p_project, b.no, p_annotator)))))
      AND (SELECT EXISTS (
        SELECT 1 FROM item b WHERE b.project_id = p_project AND b.is_gold AND b.group_ord = g.group_ord
          AND b.state = 'open' AND b.has_room AND (SELECT fits FROM fitness(p_project, p_annotator, b.no, p_cap))))
  )
  SELECT a.group_ord, (SELECT f.ord - 1 FROM ahead f ORDER BY f.turn LIMIT 1)
  FROM ahead a ORDER BY abs(a.results - p_results), a.turn LIMIT 1;
$$;

-- What this person may now be lent of a query of golds alone, of which p_part is there for them. Which ones these are is drawn
-- once for the person and the query: as the part grows smaller they fall away one by one, whether or not others of them were
-- met before, as results of an ordinary query do while others take them.
CREATE FUNCTION golds_of_visit(p_project text, p_annotator int, p_group bigint, p_seed int, p_cap int, p_part float8)
RETURNS TABLE (no int) LANGUAGE sql STABLE AS $$
  SELECT g.no FROM (
    SELECT i.no, i.state = 'open' AND i.has_room AS is_free, count(*) OVER () AS all_of_them,
      rank() OVER (ORDER BY drawn(i.no, p_seed, 3)) - drawn(min(i.no) OVER (), p_seed, 4) / 4611686018427387904.0 AS turn
    FROM item i
    WHERE i.project_id = p_project AND i.is_gold AND i.group_ord = p_group AND i.state NOT IN ('staged', 'removed')) AS g
  WHERE g.is_free AND g.turn < p_part * g.all_of_them AND (SELECT fits FROM fitness(p_project, p_annotator, g.no, p_cap))
  ORDER BY hashint8extended(g.no, p_seed);
$$;

-- Lends from the person's window, query after query, round from where they stand; when it is used up, the next window.
-- After the last one comes the first again, once per call: what was given back or ran out lies there. Golds take their
-- turns among the ordinary results of their query, as far as p_rate allows; what they leave of the rate is made up for by
-- queries of golds alone. One of these stands in front of an ordinary one: as large a part of it is lent as there is of that
-- now, and it is over when that is over.
CREATE OR REPLACE FUNCTION lend_from_ring(p_project text, p_annotator int, p_need int, p_rate float8, p_seconds int)
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
