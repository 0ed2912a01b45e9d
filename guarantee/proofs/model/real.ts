import { deepStrictEqual } from "node:assert";
import { createHash } from "node:crypto";
import type { Pool } from "pg";
import { type Counting, countedOf, countingOf, liveOf, type Model } from "./state.ts";

/** The functions themselves, called for one project. */
export type Real = {
  call<T>(text: string, ...values: unknown[]): Promise<T>;
  query<T>(text: string, ...values: unknown[]): Promise<T[]>;
};

export function openReal(pool: Pool, projectId: string): Real {
  const query = async <T>(text: string, ...values: unknown[]) =>
    (await pool.query(text, [projectId, ...values])).rows as T[];
  return {
    query,
    call: async <T>(text: string, ...values: unknown[]) => {
      const rows = await query<{ answer: T }>(`SELECT ${text} AS answer`, ...values);
      return (rows[0] as { answer: T }).answer;
    },
  };
}

export function hashOf(payload: string): Buffer {
  return createHash("sha256").update(payload).digest();
}

type PairRow = { itemNo: number; annotatorNo: number; state: string; counted: boolean; epoch: number };

/** Every item and every assignment is what the model says. */
export async function compare(model: Model, real: Real): Promise<void> {
  const items = await real.query(
    "SELECT no, target, counted, live, state FROM item WHERE project_id = $1 ORDER BY no",
  );
  deepStrictEqual(
    items,
    [...model.items.values()].map((item) => {
      const { no, target, state } = item;
      return { no, target, counted: countedOf(item), live: liveOf(item), state };
    }),
  );
  const pairs = await real.query<PairRow>(
    `SELECT item_no AS "itemNo", annotator_no AS "annotatorNo", state, counted, epoch FROM assignment
     WHERE project_id = $1 ORDER BY item_no, annotator_no`,
  );
  const wanted = [...model.items.values()].flatMap((item) =>
    [...item.pairs]
      .sort(([a], [b]) => a - b)
      .map(([annotatorNo, { state, counted, epoch }]) => ({
        itemNo: item.no,
        annotatorNo,
        state,
        counted,
        epoch,
      })),
  );
  deepStrictEqual(pairs, wanted);
  await compareCounting(model, real);
}

/** The pages, and a version frozen at this moment, count what the model counts. */
async function compareCounting(model: Model, real: Real): Promise<void> {
  const wanted = countingOf(model);
  const pages = await real.query<Counting>(
    `SELECT item_no AS "itemNo", annotator_no AS "annotatorNo" FROM current_judgment
     WHERE project_id = $1 AND counts ORDER BY 1, 2`,
  );
  deepStrictEqual(pages, wanted, "what the pages count");
  const version = await countingAt(real, await real.call<string>("freeze_watermark($1)"));
  deepStrictEqual(version, wanted, "what a version would count");
}

/** What counted at a watermark. */
export function countingAt(real: Real, watermark: string): Promise<Counting[]> {
  return real.query<Counting>(
    `SELECT j.item_no AS "itemNo", j.annotator_no AS "annotatorNo"
     FROM judgments_counting_at($1, $2) AS c JOIN judgment j ON j.project_id = $1 AND j.seq = c.seq ORDER BY 1, 2`,
    watermark,
  );
}
