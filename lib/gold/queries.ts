import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { AppError } from "#lib/errors.ts";
import type { GoldPlan, GoldRow } from "./rules.ts";

const PAGE_SIZE = 50;

/** Gold in item order, with the answers that count. */
export async function listGold(
  access: RequesterAccess,
  page: number,
): Promise<{ rows: GoldRow[]; total: number; pageSize: number }> {
  const { rows } = await pool.query<GoldRow & { total: string }>(
    `SELECT g.item_no AS "itemNo", i.key AS "externalId", q.text AS query,
            coalesce((SELECT i.fields ->> (r.role ->> 'name') FROM jsonb_array_elements(p.field_roles) AS r (role)
                      WHERE r.role ->> 'role' = 'title' LIMIT 1), i.key) AS title,
            g.levels, g.reason,
            EXISTS (SELECT 1 FROM gold_review r WHERE r.project_id = g.project_id AND r.item_no = g.item_no
                    AND r.closed_at IS NULL) AS "isInReview", count(c.seq)::int AS answers,
            (count(c.seq) FILTER (WHERE c.level = ANY (g.levels)))::int AS correct,
            i.target AS cap, count(*) OVER () AS total
     FROM current_gold g
     JOIN project p ON p.id = g.project_id
     JOIN item i ON i.project_id = g.project_id AND i.no = g.item_no
     LEFT JOIN query q ON q.project_id = i.project_id AND q.no = i.query_no
     LEFT JOIN current_judgment c ON c.project_id = i.project_id AND c.item_no = i.no AND c.counts
     WHERE g.project_id = $1
     GROUP BY p.id, g.project_id, g.item_no, g.levels, g.reason, i.project_id, i.no, i.key, i.fields, i.target, q.text
     ORDER BY g.item_no
     LIMIT $2 OFFSET $3`,
    [access.projectId, PAGE_SIZE, (page - 1) * PAGE_SIZE],
  );
  const total = Number(rows[0]?.total ?? 0);
  return { rows: rows.map(({ total: _, ...row }) => row), total, pageSize: PAGE_SIZE };
}

/** The accepted levels of all gold items, for coverage. */
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
  const { rows } = await pool.query<GoldPlan>(
    `SELECT p.gold_rate AS "goldRate", gold_cap($1) AS cap,
            CASE WHEN p.is_adaptive THEN p.most_judgments ELSE p.judgments_per_item END AS "mostPerItem",
            p.gives_feedback AS "givesFeedback", slots.gold AS "goldSlots", slots.item AS "itemSlots",
            CASE WHEN EXISTS (SELECT 1 FROM item i JOIN item o ON o.project_id = i.project_id AND o.query_no = i.query_no
                              WHERE i.project_id = $1 AND o.no <> i.no)
                 THEN (CASE WHEN p.is_adaptive THEN p.most_judgments ELSE p.judgments_per_item END)
                 ELSE gold_cap($1) END AS "peoplePerGold",
            (SELECT count(*)::int FROM item i
             WHERE i.project_id = $1 AND NOT i.is_gold AND i.state IN ('open', 'done', 'paused')) AS items,
            (SELECT jsonb_agg(jsonb_build_object('value', l.value, 'name', l.name) ORDER BY l.value)
             FROM level l WHERE l.project_id = $1) AS levels
     FROM project p, LATERAL (
       SELECT coalesce(sum(i.target - i.counted) FILTER (WHERE NOT i.is_gold), 0)::int AS item,
              -- The cap holds for everybody to whom a gold was ever lent. Beside ordinary results it is shown as often as
              -- one of these is, and no more when they have theirs.
              round(coalesce(sum(greatest(0, least(i.target - i.counted, beside.slots, gold_cap($1) - (
                SELECT count(*) FROM assignment a
                WHERE a.project_id = i.project_id AND a.item_no = i.no)))) FILTER (WHERE i.is_gold), 0))::int AS gold
       FROM item i LEFT JOIN (
         SELECT o.query_no, coalesce(sum(o.target - o.counted) FILTER (WHERE o.state = 'open'), 0)::float8 / count(*) AS slots
         FROM item o WHERE o.project_id = $1 AND NOT o.is_gold AND o.state NOT IN ('staged', 'removed')
         GROUP BY o.query_no) AS beside ON beside.query_no = i.query_no AND i.is_gold
       WHERE i.project_id = $1 AND i.state = 'open') AS slots
     WHERE p.id = $1`,
    [access.projectId],
  );
  const plan = rows[0];
  if (plan === undefined) throw new AppError("not_found", "There is no such project.");
  return { ...plan, levels: plan.levels ?? [] };
}
