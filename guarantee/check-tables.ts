import { readFileSync } from "node:fs";
import path from "node:path";
import type { Pool } from "pg";
import type { Invariant, Violation } from "./checks/violation.ts";

type Row = { invariant: Invariant; what: string; item_no: number | null; annotator_no: number | null };

/** What SQL finds wrong in the tables of a project. */
export async function checkTables(
  pool: Pool,
  projectId: string,
  { isDrained, reapWithinMs }: { isDrained: boolean; reapWithinMs: number },
): Promise<Violation[]> {
  const { rows } = await pool.query<Row>(read("check-tables.sql"), [projectId, isDrained, reapWithinMs]);
  const noted = await pool.query<{ exists: boolean }>(
    "SELECT to_regclass('guarantee_event') IS NOT NULL AS exists",
  );
  const events = noted.rows[0]?.exists
    ? await pool.query<Row>(read("check-events.sql"), [projectId])
    : { rows: [] };
  return [...rows, ...events.rows].map(({ invariant, what, item_no, annotator_no }) => ({
    invariant,
    what,
    ...(item_no === null ? {} : { itemNo: item_no }),
    ...(annotator_no === null ? {} : { annotatorNo: annotator_no }),
  }));
}

function read(name: string): string {
  return readFileSync(path.join(import.meta.dirname, name), "utf8");
}
