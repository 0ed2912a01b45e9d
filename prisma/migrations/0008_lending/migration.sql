-- Lending that does not tell golds apart, see docs/decisions/011-a-gold-takes-a-turn.md.
--
-- Lock order as in 0003_queue. A claim is one statement, so that now() is one moment for all of it: whatever one claim or
-- one renewal touches runs out at the same time, to the last digit.

ALTER TABLE "annotator"
  ADD COLUMN "gold_group" BIGINT,
  ADD COLUMN "gold_share" DOUBLE PRECISION,
  ADD COLUMN "quiz_secret" UUID NOT NULL DEFAULT gen_random_uuid();

DROP FUNCTION lend_page(text, int, int[], int, int, int);
DROP FUNCTION lend_gold(text, int, int, int, bigint[], boolean);
DROP FUNCTION lend_from_ring(text, int, int, int);
DROP FUNCTION golds_of_stretch(text, int, bigint, bigint, boolean, int);
DROP FUNCTION fitting_golds_ahead(text, int, bigint, boolean, int);
DROP FUNCTION golds_ahead(text, bigint);
DROP FUNCTION fitness(text, int, int, bigint, boolean, int);

-- Lends up to p_need of these items to one person, in the order given, and returns them. Each row is looked at as it is
-- now, not as the caller's snapshot saw it, and nobody waits for one: a claim holds several rows in an order of its own, so
-- that waiting could deadlock. Lent again to the same person an item keeps its id, so that an answer on its way under the
-- older lease still finds its place. One statement, because a claim is mostly this.
CREATE OR REPLACE FUNCTION lend_items(p_project text, p_items int[], p_annotator int, p_need int, p_seconds int)
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

-- ---------------------------------------------------------------- golds among ordinary results

-- A number from 0 up to, but not including, 2^62, drawn once for a person and an item: p_turn makes several of them.
CREATE FUNCTION drawn(p_item int, p_seed int, p_turn int) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT hashint8extended(p_item, p_seed::bigint + 4294967296 * p_turn) & 4611686018427387903;
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
      AND o.state NOT IN ('staged', 'removed')
  )
  SELECT g.no, 1 + drawn(g.no, p_seed, 2) % r.all_of_them - r.met, r.rest FROM gold g, result r WHERE r.all_of_them > 0;
$$;

-- The part of the results of a stretch that are golds beside ordinary ones, weighted by what this person may still be lent.
CREATE FUNCTION gold_share(p_project text, p_annotator int, p_lo bigint, p_hi bigint) RETURNS float8
LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(near.items * CASE WHEN gold.golds = 0 THEN 0 ELSE gold.golds::float8 / greatest(gold.golds, (
      SELECT count(*) FROM item o WHERE o.project_id = p_project AND o.query_no = gold.query_no
        AND o.state NOT IN ('staged', 'removed'))) END) / sum(near.items), 0)
  FROM (
    SELECT ahead.group_ord, count(*) AS items FROM (
      SELECT i.group_ord FROM item i
      WHERE i.project_id = p_project AND i.state = 'open' AND NOT i.is_gold AND i.has_room
        AND i.group_ord BETWEEN p_lo AND p_hi AND NOT (SELECT has_met FROM meeting(p_project, i.no, p_annotator))
      ORDER BY i.group_ord LIMIT 64) AS ahead
    GROUP BY ahead.group_ord) AS near, LATERAL (
    SELECT count(*) AS golds, min(g.query_no) AS query_no FROM item g
    WHERE g.project_id = p_project AND g.is_gold AND g.group_ord = near.group_ord AND g.state = 'open' AND g.has_room) AS gold;
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

-- ---------------------------------------------------------------- queries of golds alone

-- The next 64 golds behind a place on the ring of golds, which is in order of the items' own places and so goes anywhere.
CREATE FUNCTION golds_ahead(p_project text, p_after bigint)
RETURNS TABLE (no int, query_no int, group_ord bigint, ord bigint) LANGUAGE sql STABLE AS $$
  SELECT * FROM (
    (SELECT i.no, i.query_no, i.group_ord, i.ord FROM item i
     WHERE i.project_id = p_project AND i.is_gold AND i.state = 'open' AND i.has_room AND i.ord > p_after
     ORDER BY i.ord LIMIT 64)
    UNION ALL
    (SELECT i.no, i.query_no, i.group_ord, i.ord FROM item i
     WHERE i.project_id = p_project AND i.is_gold AND i.state = 'open' AND i.has_room AND i.ord <= p_after
     ORDER BY i.ord LIMIT 64)) AS ring
  LIMIT 64;
$$;

-- A query of golds alone that this person has not begun, or an item without a query: of the first four among the next 64
-- golds one by chance. A gold with ordinary results beside it is not for this: without them it would come as a stray.
CREATE FUNCTION query_of_golds(p_project text, p_annotator int, p_after bigint, p_cap int, p_not int[])
RETURNS TABLE (group_ord bigint, ord bigint) LANGUAGE sql VOLATILE AS $$
  SELECT found.group_ord, found.ord FROM (
    SELECT g.group_ord, g.ord FROM golds_ahead(p_project, p_after) AS g
    -- As values, so that the planner leaves the order of the ring alone.
    WHERE g.no <> ALL (p_not)
      AND NOT (SELECT EXISTS (
        SELECT 1 FROM item o WHERE o.project_id = p_project AND o.query_no = g.query_no AND NOT o.is_gold
          AND o.state NOT IN ('staged', 'removed')))
      AND (SELECT fits FROM fitness(p_project, p_annotator, g.no, p_cap))
      AND NOT (SELECT EXISTS (
        SELECT 1 FROM item b JOIN assignment a ON a.project_id = p_project AND a.item_no = b.no
        WHERE b.project_id = p_project AND b.is_gold AND b.group_ord = g.group_ord AND a.annotator_no = p_annotator
          AND a.state NOT IN ('expired', 'returned', 'reopened')))
    LIMIT 4) AS found
  ORDER BY random() LIMIT 1;
$$;

-- ---------------------------------------------------------------- the walk

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
    ARRAY(SELECT no FROM unnest(p_items) WITH ORDINALITY AS wanted (no, place) WHERE no <> ALL (p_golds) ORDER BY place),
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

-- Lends from the person's window, query after query, round from where they stand; when it is used up, the next window.
-- After the last one comes the first again, once per call: what was given back or ran out lies there. Golds take their
-- turns among the ordinary results of their query, as far as p_rate allows; what they leave of the rate is made up for by
-- queries of golds alone. One of these stands in front of an ordinary one and is no longer than that is now, and over when
-- that is over: it ends as any visit to a query may end.
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
  v_golds int[];
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
          v_golds := ARRAY(
            SELECT i.no FROM item i
            WHERE i.project_id = p_project AND i.is_gold AND i.group_ord = v_gold_group AND i.state = 'open' AND i.has_room
              AND i.no <> ALL (v_wanted) AND (SELECT fits FROM fitness(p_project, p_annotator, i.no, v_cap))
            ORDER BY hashint8extended(i.no, v_seed) LIMIT cardinality(v_items));
          v_wanted := v_wanted || v_golds;
          EXIT WHEN cardinality(v_wanted) >= p_need - cardinality(v_taken);
          v_gold_group := NULL;
          v_is_new := true;
        END IF;
        EXIT WHEN NOT v_is_new OR random() >= alone_share(p_rate, v_share);
        SELECT * INTO v_found FROM query_of_golds(p_project, p_annotator, v_gold_cursor, v_cap, v_wanted);
        IF FOUND THEN
          v_gold_group := v_found.group_ord;
          v_gold_cursor := v_found.ord;
        ELSE
          -- The next search begins behind these, unless they are all there are.
          v_gold_cursor := coalesce((SELECT a.ord FROM golds_ahead(p_project, v_gold_cursor) AS a OFFSET 63), v_gold_cursor);
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

-- Claims items for a person: what they hold already comes back (a second tab, a reload), the rest is lent
-- now, so that they hold no more than they asked for. Answers null, or why there is nothing.
CREATE OR REPLACE FUNCTION claim_items(p_project text, p_annotator int, p_count int) RETURNS text
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
    UPDATE assignment SET expires_at = now() + make_interval(secs => v_seconds)
    WHERE project_id = p_project AND annotator_no = p_annotator AND state = 'live' RETURNING item_no)
  SELECT coalesce(array_agg(item_no), '{}') INTO v_held FROM held;
  -- Who stands in review finishes what they hold and gets nothing new.
  IF v_standing = 'review' THEN RETURN CASE WHEN v_held = '{}' THEN 'review' END; END IF;
  v_need := p_count - cardinality(v_held);
  IF v_need <= 0 THEN RETURN NULL; END IF;

  v_lent := cardinality(lend_from_ring(p_project, p_annotator, v_need, v_rate, v_seconds));
  IF v_lent = 0 AND reap_assignments(p_project, 50) > 0 THEN
    v_lent := cardinality(lend_from_ring(p_project, p_annotator, v_need, v_rate, v_seconds));
  END IF;
  IF v_lent = 0 AND v_held = '{}' THEN RETURN why_empty(p_project, p_annotator); END IF;
  RETURN NULL;
END $$;

-- Renews what a person holds, while they are active.
CREATE OR REPLACE FUNCTION renew_assignments(p_project text, p_annotator int) RETURNS int
LANGUAGE plpgsql SET lock_timeout = '5s' SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  v_count int;
BEGIN
  PERFORM lock_annotator(p_project, p_annotator);
  UPDATE assignment a SET expires_at = now() + make_interval(secs => p.assignment_seconds)
  FROM project p
  WHERE p.id = p_project AND a.project_id = p_project AND a.annotator_no = p_annotator AND a.state = 'live';
  GET DIAGNOSTICS v_count = ROW_COUNT;
  RETURN v_count;
END $$;
