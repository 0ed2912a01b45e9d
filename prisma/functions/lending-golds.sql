-- Lending that does not tell golds apart, see docs/decisions/011-a-gold-takes-a-turn.md: golds take turns among the ordinary
-- results of their query, and queries of golds alone are met as ordinary ones are.

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

-- Whether this person may be lent a gold: they have not met it, and it is not worn out.
CREATE FUNCTION fitness(p_project text, p_annotator int, p_item int, p_cap int) RETURNS TABLE (fits boolean)
LANGUAGE sql STABLE AS $$
  SELECT NOT (SELECT has_met FROM meeting(p_project, p_item, p_annotator))
    AND (SELECT people FROM exposure(p_project, p_item, p_annotator)) < p_cap;
$$;

-- The golds of one query that wait for this person, p_kept of all that there are, drawn once for all. Each has a turn of
-- its own, drawn evenly from as many as the query has results, and so comes with the same chance at every turn, whoever
-- else takes results of the query meanwhile. `turn` is counted from the person's next result of the query: 1 or less is
-- due now. `rest`: how many ordinary results the person has not met.
CREATE FUNCTION golds_of_query(p_project text, p_annotator int, p_group bigint, p_seed int, p_kept float8, p_cap int)
RETURNS TABLE (no int, turn bigint, rest bigint) LANGUAGE sql STABLE AS $$
  WITH gold AS MATERIALIZED (
    SELECT i.no, i.query_no FROM item i
    WHERE i.project_id = p_project AND i.is_gold AND i.group_ord = p_group AND i.state = 'open' AND i.has_room
      AND drawn(i.no, p_seed, 1) < p_kept * 4611686018427387904
      AND (SELECT fits FROM fitness(p_project, p_annotator, i.no, p_cap))
    LIMIT 64
  ), result AS MATERIALIZED (
    SELECT count(*) AS all_of_them, count(*) FILTER (WHERE m.has_it) AS met,
           count(*) FILTER (WHERE NOT o.is_gold AND NOT m.has_it) AS rest
    FROM item o, LATERAL (
      SELECT EXISTS (SELECT 1 FROM assignment a WHERE a.project_id = p_project AND a.item_no = o.no
                     AND a.annotator_no = p_annotator AND a.state NOT IN ('expired', 'returned', 'reopened')) AS has_it) AS m
    WHERE o.project_id = p_project AND o.query_no = (SELECT query_no FROM gold LIMIT 1)
      AND o.state <> 'removed'
  )
  SELECT g.no, 1 + drawn(g.no, p_seed, 2) % r.all_of_them - r.met, r.rest FROM gold g, result r WHERE r.all_of_them > 0;
$$;

-- The part of the golds beside ordinary results that a person is lent, so that they are no more than p_rate of all where
-- p_share of the results are gold.
CREATE FUNCTION kept_share(p_rate float8, p_share float8) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN p_rate = 0 THEN 0 WHEN p_share <= p_rate THEN 1 ELSE p_rate * (1 - p_share) / ((1 - p_rate) * p_share) END;
$$;

-- The part of the visits that go to queries of golds alone, so that with the golds beside ordinary results p_rate is met.
CREATE FUNCTION alone_share(p_rate float8, p_share float8) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN p_share < p_rate THEN (p_rate - p_share) / (1 - p_share) ELSE 0 END;
$$;

-- Lends up to p_need of these items, some of the first of which are golds that take turns among ordinary ones. Where others
-- had just locked or filled these, golds fall away with them, as many in proportion: alone they would come as strays.
CREATE FUNCTION lend_among_ordinary(
  p_project text, p_annotator int, p_items int[], p_golds int[], p_need int, p_seconds int
) RETURNS int[] LANGUAGE plpgsql AS $$
DECLARE
  v_due int[] := ARRAY(SELECT no FROM unnest(p_items[:p_need]) AS wanted (no) WHERE no = ANY (p_golds));
  v_lent int[];
  v_gold record;
BEGIN
  IF v_due = '{}' THEN RETURN lend_items(p_project, p_items, p_annotator, p_need, p_seconds); END IF;
  v_lent := lend_items(p_project,
    ARRAY(SELECT no FROM unnest(p_items) WITH ORDINALITY AS wanted (no, position) WHERE no <> ALL (p_golds) ORDER BY position),
    p_annotator, p_need - cardinality(v_due), p_seconds);
  FOR v_gold IN
    SELECT g.no, g.group_ord, count(o.no) AS wanted, count(o.no) FILTER (WHERE o.no = ANY (v_lent)) AS lent
    FROM item g LEFT JOIN item o ON o.project_id = p_project AND o.no = ANY (p_items[:p_need] || v_lent)
      AND o.no <> ALL (p_golds) AND o.group_ord = g.group_ord
    WHERE g.project_id = p_project AND g.no = ANY (v_due) GROUP BY g.no, g.group_ord
  LOOP
    IF v_gold.wanted = 0 THEN
      -- The ordinary one that it came before is looked at instead.
      PERFORM 1 FROM item o
      WHERE o.project_id = p_project AND o.group_ord = v_gold.group_ord AND o.state = 'open' AND NOT o.is_gold AND o.has_room
        AND NOT (SELECT has_met FROM meeting(p_project, o.no, p_annotator)) LIMIT 1 FOR UPDATE OF o SKIP LOCKED;
      CONTINUE WHEN NOT FOUND;
    ELSIF random() >= v_gold.lent::float8 / v_gold.wanted THEN
      CONTINUE;
    END IF;
    v_lent := v_lent || lend_items(p_project, ARRAY[v_gold.no], p_annotator, 1, p_seconds);
  END LOOP;
  RETURN v_lent;
END $$;

-- How many results the query of an item has, itself among them.
CREATE FUNCTION results_beside(p_project text, p_item int) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT greatest(1, (SELECT count(*) FROM item o
    WHERE o.project_id = p_project AND o.state <> 'removed'
      AND o.query_no = (SELECT query_no FROM item WHERE project_id = p_project AND no = p_item)));
$$;

-- The next 256 golds behind a position on the ring of golds, which is in order of the items' own positions and so goes anywhere.
CREATE FUNCTION golds_ahead(p_project text, p_after bigint)
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
-- `before`: the next search begins behind this position. Everything is asked gold by gold: as a join, while the statistics of
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
          AND o.state <> 'removed'))
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
    WHERE i.project_id = p_project AND i.is_gold AND i.group_ord = p_group AND i.state <> 'removed') AS g
  WHERE g.is_free AND g.turn < p_part * g.all_of_them AND (SELECT fits FROM fitness(p_project, p_annotator, g.no, p_cap))
  ORDER BY hashint8extended(g.no, p_seed);
$$;
