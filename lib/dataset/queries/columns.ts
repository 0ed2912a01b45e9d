import "server-only";
import type { ClientBase } from "pg";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { inTransaction } from "#lib/database/transaction.ts";
import { collectColumns, type FrozenColumns, IS } from "#lib/dataset/rules/columns.ts";
import type { Parameters } from "#lib/dataset/rules/version.ts";

/** How a stream of rows is read: what is handed out at once, who is told how far it is, and what ends it. */
export type Streaming = { rowsAtOnce: number; told: (rows: number) => void; signal: AbortSignal };

/**
 * What labels are made from: all judgments up to the watermark, by item and in the order received. They come through a cursor,
 * and nothing of them is kept but some bytes each. Nothing is written in that transaction, and it ends with the last row.
 */
export async function readJudgmentColumns(
  access: RequesterAccess,
  { watermark, excludedAnnotators }: Parameters,
  streaming: Streaming,
): Promise<FrozenColumns> {
  return inTransaction(pool, async (client) => {
    // All rows are wanted, so a plan that is quick with the first ones is the wrong one.
    await client.query("SET TRANSACTION READ ONLY");
    await client.query("SET LOCAL cursor_tuple_fraction = 1");
    // Nor can it know how many rows a function gives, and going through them for each judgment takes ever longer.
    await client.query("SET LOCAL enable_nestloop = off");
    await client.query("SET LOCAL work_mem = '64MB'");
    // Between two batches nothing is held but what was read, however long a busy machine takes.
    await client.query("SET LOCAL idle_in_transaction_session_timeout = 0");
    await client.query(
      `DECLARE judgments NO SCROLL CURSOR FOR
       SELECT j.item_no, coalesce(i.query_no, 0), j.annotator_no, coalesce(j.level, 0),
              CASE WHEN c.seq IS NULL THEN 0 ELSE $4::int END | CASE WHEN b.seq IS NULL THEN 0 ELSE $5::int END
              | CASE WHEN s.seq IS NULL THEN $6::int ELSE 0 END | CASE j.action WHEN 'judge' THEN $7::int ELSE 0 END
       FROM judgment j JOIN item i ON i.project_id = $1 AND i.no = j.item_no
       LEFT JOIN judgments_counting_at($1, $2) AS c ON c.seq = j.seq
       LEFT JOIN judgments_before_choosing($1, $2, $3) AS b ON b.seq = j.seq
       LEFT JOIN judgment s ON s.project_id = $1 AND s.supersedes = j.seq AND s.seq <= $2
       WHERE j.project_id = $1 AND j.seq <= $2 ORDER BY j.item_no, j.seq`,
      [access.projectId, watermark, excludedAnnotators, IS.counted, IS.beforeChoosing, IS.newest, IS.answer],
    );
    const counted = await client.query<{ count: number }>(
      "SELECT count(*)::int AS count FROM judgment WHERE project_id = $1 AND seq <= $2",
      [access.projectId, watermark],
    );
    return fetchColumns(client, counted.rows[0]?.count ?? 0, streaming);
  });
}

async function fetchColumns(
  client: ClientBase,
  count: number,
  { rowsAtOnce, told, signal }: Streaming,
): Promise<FrozenColumns> {
  const columns = collectColumns(count, (bytes) => new SharedArrayBuffer(bytes));
  for (let read = 0; ; ) {
    signal.throwIfAborted();
    const { rows } = await client.query<number[]>({
      text: `FETCH FORWARD ${Math.trunc(rowsAtOnce)} FROM judgments`,
      rowMode: "array",
    });
    for (const [itemNo = 0, queryNo = 0, annotatorNo = 0, level = 0, is = 0] of rows) {
      columns.add({ itemNo, queryNo, annotatorNo, level, is });
    }
    read += rows.length;
    told(read);
    if (rows.length < rowsAtOnce) return columns.finish();
  }
}
