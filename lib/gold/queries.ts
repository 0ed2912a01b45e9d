import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { AppError } from "#lib/errors.ts";
import { type Figure, readFigure } from "#lib/project/figures/queries.ts";
import { readItemCounts } from "#lib/project/progress/queries.ts";
import type { GoldCoverage, GoldPlan, GoldRow } from "./rules.ts";

const PAGE_SIZE = 50;

/** Gold in item order, with the answers that count. */
export async function listGold(
  access: RequesterAccess,
  page: number,
): Promise<{ rows: GoldRow[]; total: number; pageSize: number }> {
  const { rows } = await pool.query<GoldRow>(
    `SELECT g.item_no AS "itemNo", i.key AS "externalId", q.text AS query,
            coalesce((SELECT i.fields ->> (r.role ->> 'name') FROM jsonb_array_elements(p.field_roles) AS r (role)
                      WHERE r.role ->> 'role' = 'title' LIMIT 1), i.key) AS title,
            g.levels, g.reason,
            EXISTS (SELECT 1 FROM gold_review r WHERE r.project_id = g.project_id AND r.item_no = g.item_no
                    AND r.closed_at IS NULL) AS "isInReview", given.answers, given.correct, i.target AS cap
     FROM (SELECT * FROM current_gold WHERE project_id = $1 ORDER BY item_no LIMIT $2 OFFSET $3) AS g
     JOIN project p ON p.id = $1
     JOIN item i ON i.project_id = $1 AND i.no = g.item_no
     LEFT JOIN query q ON q.project_id = $1 AND q.no = i.query_no
     CROSS JOIN LATERAL (
       SELECT count(*)::int AS answers, (count(*) FILTER (WHERE c.level = ANY (g.levels)))::int AS correct
       FROM current_judgment c WHERE c.project_id = $1 AND c.item_no = g.item_no AND c.counts) AS given
     ORDER BY g.item_no`,
    [access.projectId, PAGE_SIZE, (page - 1) * PAGE_SIZE],
  );
  const { rows: totals } = await pool.query<{ total: number }>(
    "SELECT count(*)::int AS total FROM current_gold WHERE project_id = $1",
    [access.projectId],
  );
  return { rows, total: totals[0]?.total ?? 0, pageSize: PAGE_SIZE };
}

/** How many items are gold, and how many of them accept each level 1..K, in level order. */
export async function readGoldCoverage(access: RequesterAccess): Promise<GoldCoverage> {
  const { rows } = await pool.query<GoldCoverage>(
    `WITH gold AS MATERIALIZED (SELECT levels FROM current_gold WHERE project_id = $1),
          accepting AS (SELECT value, count(*)::int AS golds FROM gold, unnest(gold.levels) AS value GROUP BY value)
     SELECT (SELECT count(*)::int FROM gold) AS golds,
            ARRAY(SELECT coalesce(a.golds, 0) FROM level l LEFT JOIN accepting a ON a.value = l.value
                  WHERE l.project_id = $1 ORDER BY l.value) AS "perLevel"`,
    [access.projectId],
  );
  return rows[0] ?? { golds: 0, perLevel: [] };
}

/** The current gold of one item, or null when it is not gold. */
export async function readGold(
  access: RequesterAccess,
  itemNo: number,
): Promise<{ levels: number[]; reason: string; version: number } | null> {
  const { rows } = await pool.query<{ levels: number[]; reason: string; version: number }>(
    "SELECT levels, reason, version FROM current_gold WHERE project_id = $1 AND item_no = $2",
    [access.projectId, itemNo],
  );
  return rows[0] ?? null;
}

/** How many judgments open gold can still get, which is summed up over all gold. */
export const SLOTS_FIGURE: Figure<number> = {
  name: "slots",
  isDirectWhileMissing: true,
  compute: countGoldSlots,
  pack: (slots) => slots,
  unpack: (stored) => stored as number,
};

// The cap holds for everybody to whom a gold was ever lent. Beside ordinary results it is shown as often as one of these is, and
// no more when they have theirs.
async function countGoldSlots(access: RequesterAccess): Promise<number> {
  const { rows } = await pool.query<{ slots: number }>(
    `SELECT round(coalesce(sum(greatest(0, least(i.target - i.counted, beside.slots, gold_cap($1) - (
              SELECT count(*) FROM assignment a WHERE a.project_id = $1 AND a.item_no = i.no)))), 0))::int AS slots
     FROM item i LEFT JOIN LATERAL (
       SELECT coalesce(sum(o.target - o.counted) FILTER (WHERE o.state = 'open'), 0)::float8 / nullif(count(*), 0) AS slots
       FROM item o WHERE o.project_id = $1 AND o.query_no = i.query_no AND NOT o.is_gold
         AND o.state <> 'removed') AS beside ON true
     WHERE i.project_id = $1 AND i.state = 'open' AND i.is_gold`,
    [access.projectId],
  );
  return rows[0]?.slots ?? 0;
}

/** The plan that the size of the bank is compared with. */
export async function readGoldPlan(access: RequesterAccess): Promise<GoldPlan> {
  const [counts, goldSlots, { rows }] = await Promise.all([
    readItemCounts(access),
    readFigure(access, SLOTS_FIGURE),
    pool.query<Omit<GoldPlan, "items" | "itemSlots" | "peoplePerGold" | "goldSlots">>(
      `SELECT p.gold_rate AS "goldRate", gold_cap($1) AS cap,
            CASE WHEN p.is_adaptive THEN p.most_judgments ELSE p.judgments_per_item END AS "mostPerItem",
            p.gives_feedback AS "givesFeedback",
            (SELECT jsonb_agg(jsonb_build_object('value', l.value, 'name', l.name) ORDER BY l.value)
             FROM level l WHERE l.project_id = $1) AS levels
     FROM project p WHERE p.id = $1`,
      [access.projectId],
    ),
  ]);
  const plan = rows[0];
  if (plan === undefined) throw new AppError("not_found", "There is no such project.");
  const { done, begun, waiting, paused, remaining, isGrouped } = counts;
  return {
    ...plan,
    goldSlots,
    items: done + begun + waiting + paused,
    itemSlots: remaining,
    peoplePerGold: isGrouped ? plan.mostPerItem : plan.cap,
    levels: plan.levels ?? [],
  };
}
