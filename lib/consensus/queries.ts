import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { type CountedJudgment, type ProjectLabeling, toLabeling } from "./rules.ts";

/** The ordinary judgments that count now, item by item in the order in which the items were lent. Gold is left out. */
export async function readLabeling(access: RequesterAccess): Promise<ProjectLabeling> {
  const [{ rows }, levels] = await Promise.all([
    pool.query<CountedJudgment>(
      `SELECT c.item_no AS "itemNo", c.annotator_no AS "annotatorNo", c.level
       FROM current_judgment c JOIN item i ON i.project_id = c.project_id AND i.no = c.item_no
       WHERE c.project_id = $1 AND c.counts AND c.level IS NOT NULL AND NOT i.is_gold AND i.state <> 'removed'
       ORDER BY c.item_no, c.ordinal`,
      [access.projectId],
    ),
    countLevels(access),
  ]);
  return toLabeling(rows, levels);
}

export type PersonalGoldAnswer = { annotatorNo: number; label: number; acceptable: number[] };

/** Every answer on gold that stands, also of people who are suspended: it is what they are judged by. */
export async function listGoldAnswers(access: RequesterAccess): Promise<PersonalGoldAnswer[]> {
  const { rows } = await pool.query<PersonalGoldAnswer>(
    `SELECT c.annotator_no AS "annotatorNo", c.level AS label, g.levels AS acceptable
     FROM current_gold g
     JOIN current_judgment c ON c.project_id = g.project_id AND c.item_no = g.item_no
     WHERE g.project_id = $1 AND c.level IS NOT NULL
     ORDER BY c.annotator_no, c.seq`,
    [access.projectId],
  );
  return rows;
}

async function countLevels(access: RequesterAccess): Promise<number> {
  const { rows } = await pool.query<{ levels: number }>(
    "SELECT count(*)::int AS levels FROM level WHERE project_id = $1",
    [access.projectId],
  );
  return rows[0]?.levels ?? 0;
}
