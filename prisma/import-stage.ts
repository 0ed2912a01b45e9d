import { actForProject } from "#lib/auth/acting.ts";
import { pool } from "#lib/database/pool.ts";
import { createImport, decideImport, runImport } from "#lib/item/import/mutations.ts";
import { listRejects, readImport } from "#lib/item/import/queries.ts";
import type { FieldRoles } from "#lib/item/schema.ts";

// A project without items, for tests of the import.

const PROJECT = "p";
export const access = actForProject(PROJECT);
export const ROLES: FieldRoles = [
  { name: "query", role: "query" },
  { name: "id", role: "id" },
  { name: "name", role: "title" },
];

type Policy = "all-or-nothing" | "good-rows";

export async function plantProject(): Promise<void> {
  await pool.query("TRUNCATE item, query, import, import_reject, gold_version, level, project CASCADE");
  await pool.query(
    "INSERT INTO project (id, name, question, relevant_from) VALUES ($1, 'Test', 'How relevant?', 4)",
    [PROJECT],
  );
  await pool.query(
    "INSERT INTO level (project_id, value, name, gain) SELECT $1, v, 'Level ' || v, v - 1 FROM generate_series(1, 5) v",
    [PROJECT],
  );
}

export async function upload(content: Uint8Array | string, length: number | null = null): Promise<number> {
  const bytes = Buffer.from(content);
  async function* body() {
    for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
  }
  return createImport(access, { fileName: "items.csv", body: body(), length });
}

export async function take(content: Uint8Array | string, policy: Policy, fieldRoles: FieldRoles = ROLES) {
  const importNo = await upload(content);
  await decideImport(access, importNo, { fieldRoles, policy });
  await runImport(access, importNo);
  return readImport(access, importNo);
}

export const rejectsOf = async (importNo: number) =>
  (await listRejects(access, importNo, { after: 0, limit: 100 })).map(({ line, column, reason, detail }) =>
    [line, reason, column, detail].join(" "),
  );

export async function countItems() {
  const { rows } = await pool.query<{ items: number; staged: number; queries: number; last: number }>(
    `SELECT count(*)::int AS items, (count(*) FILTER (WHERE state = 'staged'))::int AS staged,
            (SELECT count(*)::int FROM query) AS queries, (SELECT last_item_no FROM project) AS last FROM item`,
  );
  return rows[0];
}
