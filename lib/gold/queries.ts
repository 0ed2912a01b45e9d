import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { AppError } from "#lib/errors.ts";
import { readItemCounts } from "#lib/project/progress/queries.ts";
import type { GoldPlan, GoldRow } from "./rules.ts";

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

/** The acceptable levels of all gold items, for coverage. */
export async function listGoldLevels(access: RequesterAccess): Promise<number[][]> {
  const { rows } = await pool.query<{ levels: number[] }>(
    "SELECT levels FROM current_gold WHERE project_id = $1 ORDER BY item_no",
    [access.projectId],
  );
  return rows.map((row) => row.levels);
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

/** The plan that the size of the bank is compared with. */
export async function readGoldPlan(access: RequesterAccess): Promise<GoldPlan> {
  const [counts, { rows }] = await Promise.all([
    readItemCounts(access),
    pool.query<Omit<GoldPlan, "items" | "itemSlots" | "peoplePerGold">>(
      `SELECT p.gold_rate AS "goldRate", gold_cap($1) AS cap,
            CASE WHEN p.is_adaptive THEN p.most_judgments ELSE p.judgments_per_item END AS "mostPerItem",
            p.gives_feedback AS "givesFeedback", slots.gold AS "goldSlots",
            (SELECT jsonb_agg(jsonb_build_object('value', l.value, 'name', l.name) ORDER BY l.value)
             FROM level l WHERE l.project_id = $1) AS levels
     FROM project p, LATERAL (
       -- The cap holds for everybody to whom a gold was ever lent. Beside ordinary results it is shown as often as
       -- one of these is, and no more when they have theirs.
       SELECT round(coalesce(sum(greatest(0, least(i.target - i.counted, beside.slots, gold_cap($1) - (
                SELECT count(*) FROM assignment a WHERE a.project_id = $1 AND a.item_no = i.no)))), 0))::int AS gold
       FROM item i LEFT JOIN LATERAL (
         SELECT coalesce(sum(o.target - o.counted) FILTER (WHERE o.state = 'open'), 0)::float8 / nullif(count(*), 0) AS slots
         FROM item o WHERE o.project_id = $1 AND o.query_no = i.query_no AND NOT o.is_gold
           AND o.state <> 'removed') AS beside ON true
       WHERE i.project_id = $1 AND i.state = 'open' AND i.is_gold) AS slots
     WHERE p.id = $1`,
      [access.projectId],
    ),
  ]);
  const plan = rows[0];
  if (plan === undefined) throw new AppError("not_found", "There is no such project.");
  const { done, begun, waiting, paused, remaining, isGrouped } = counts;
  return {
    ...plan,
    items: done + begun + waiting + paused,
    itemSlots: remaining,
    peoplePerGold: isGrouped ? plan.mostPerItem : plan.cap,
    levels: plan.levels ?? [],
  };
}
