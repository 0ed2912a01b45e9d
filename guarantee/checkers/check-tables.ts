import { readFileSync } from "node:fs";
import path from "node:path";
import type { Pool, PoolClient } from "pg";
import type { Invariant, Violation } from "./violation.ts";

type Row = { invariant: Invariant; what: string; item_no: number | null; annotator_no: number | null };

/** What SQL finds wrong in the tables of a project. */
export async function checkTables(
  pool: Pool,
  projectId: string,
  { isDrained, reapWithinMs }: { isDrained: boolean; reapWithinMs: number },
): Promise<Violation[]> {
  const found = await withSettings(pool, async (client) => {
    const { rows } = await client.query<Row>(read("check-tables.sql"), [projectId, isDrained, reapWithinMs]);
    const noted = await client.query<{ exists: boolean }>(
      "SELECT to_regclass('guarantee_event') IS NOT NULL AS exists",
    );
    if (!noted.rows[0]?.exists) return rows;
    return [...rows, ...(await client.query<Row>(read("check-events.sql"), [projectId])).rows];
  });
  return found.map(({ invariant, what, item_no, annotator_no }) => ({
    invariant,
    what,
    ...(item_no === null ? {} : { itemNo: item_no }),
    ...(annotator_no === null ? {} : { annotatorNo: annotator_no }),
  }));
}

/** For a million judgments: what is estimated of fresh tables misleads, and every row is looked at anyway. */
async function withSettings<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("ANALYZE");
    await client.query("BEGIN; SET LOCAL enable_nestloop = off; SET LOCAL work_mem = '256MB'");
    return await work(client);
  } finally {
    await client.query("COMMIT");
    client.release();
  }
}

function read(name: string): string {
  return readFileSync(path.join(import.meta.dirname, name), "utf8");
}
