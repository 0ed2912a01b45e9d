import { randomUUID } from "node:crypto";
import type { Pool } from "pg";

const PAGE = 8;
/** How many people work at the same time. */
const AT_ONCE = 16;

export type Shown = { id: string; epoch: number; itemNo: number };

/** Everybody claims and answers in turn until nobody is given anything any more; `answer` gives the level. */
export async function judgeAll(
  pool: Pool,
  projectId: string,
  people: number,
  answer: (annotatorNo: number, itemNo: number) => number,
): Promise<void> {
  const waiting = Array.from({ length: people }, (_, at) => at + 1);
  const work = async () => {
    for (let no = waiting.shift(); no !== undefined; no = waiting.shift()) {
      const shown = await claimPage(pool, projectId, no);
      for (const item of shown) await submit(pool, projectId, no, item, answer(no, item.itemNo));
      if (shown.length > 0) waiting.push(no);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function claimPage(pool: Pool, projectId: string, annotatorNo: number): Promise<Shown[]> {
  await pool.query("SELECT claim_items($1, $2, $3)", [projectId, annotatorNo, PAGE]);
  const { rows } = await pool.query<Shown>(
    `SELECT id, epoch, item_no AS "itemNo" FROM assignment
     WHERE project_id = $1 AND annotator_no = $2 AND state = 'live' ORDER BY item_no`,
    [projectId, annotatorNo],
  );
  return rows;
}

async function submit(
  pool: Pool,
  projectId: string,
  annotatorNo: number,
  { id, epoch }: Shown,
  level: number,
): Promise<void> {
  const { rows } = await pool.query<{ answer: { outcome: string } }>(
    "SELECT submit_judgment($1, $2, $3, $4, $5, $6, $7, NULL, NULL, 1500, 1) AS answer",
    [projectId, annotatorNo, id, epoch, randomUUID(), Buffer.alloc(32), level],
  );
  const outcome = rows[0]?.answer.outcome;
  if (outcome !== "saved") throw new Error(`an answer was not stored: ${outcome}`);
}
