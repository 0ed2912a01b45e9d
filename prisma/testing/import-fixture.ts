import { actForProject } from "#lib/auth/acting.ts";
import { pool } from "#lib/database/pool.ts";
import { AppError } from "#lib/errors.ts";
import { runImport } from "#lib/item/import/mutations/run.ts";
import { createImport, decideImport } from "#lib/item/import/mutations/start.ts";
import { listRejects, previewImport, readImport } from "#lib/item/import/queries.ts";
import type { StartImportInput } from "#lib/item/import/schema.ts";
import { changeReading, surveyImport } from "#lib/item/reading/mutations.ts";
import type { Reading } from "#lib/item/reading/schema.ts";
import { itemContent } from "#lib/item/rules.ts";
import type { FieldRole, FieldRoles } from "#lib/item/schema.ts";
import { removeProjects } from "./empty.ts";

// A project without items, for tests of the import.

const PROJECT = "p";
export const access = actForProject(PROJECT);
export const ROLES: FieldRoles = [
  { name: "query", role: "query" },
  { name: "id", role: "id" },
  { name: "name", role: "title" },
];

type Policy = "all-or-nothing" | "good-rows";

export async function makeEmptyProject(): Promise<void> {
  await removeProjects();
  await pool.query(
    "INSERT INTO project (id, name, question, relevant_from) VALUES ($1, 'Test', 'How relevant?', 4)",
    [PROJECT],
  );
  await pool.query(
    "INSERT INTO level (project_id, value, name, gain) SELECT $1, v, 'Level ' || v, v - 1 FROM generate_series(1, 5) v",
    [PROJECT],
  );
}

export async function upload(
  content: Uint8Array | string,
  length: number | null = null,
  to: typeof access = access,
): Promise<number> {
  const bytes = Buffer.from(content);
  async function* body() {
    for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
  }
  return createImport(to, { fileName: "items.csv", body: body(), length });
}

export async function take(
  content: Uint8Array | string,
  policy: Policy,
  fieldRoles: FieldRoles = ROLES,
  reading: Reading = {},
) {
  const importNo = await upload(content);
  await changeReading(access, importNo, reading);
  // Of a large file the worker would read the columns first.
  await surveyImport(access, importNo);
  await decideImport(access, importNo, { fieldRoles, policy });
  await runImport(access, importNo);
  return readImport(access, importNo);
}

export const rejectsOf = async (importNo: number) =>
  (await listRejects(access, importNo, { after: 0, limit: 100 })).map(({ line, column, reason, detail }) =>
    [line, reason, column, detail].join(" "),
  );

export async function countItems() {
  const { rows } = await pool.query<{ items: number; queries: number; last: number }>(
    `SELECT count(*)::int AS items, (SELECT count(*)::int FROM query) AS queries, (SELECT max(last_item_no) FROM project) AS last FROM item`,
  );
  return rows[0];
}

const HOLDS = {
  query: `INSERT INTO query (project_id, no, key, text, ord) SELECT id, 1000000, $1, 'held', 0 FROM project`,
  item: `INSERT INTO item (project_id, no, key, fields, target, group_ord, ord)
         SELECT id, $1::int, 'held', '{}', 1, 0, 0 FROM project`,
};

/**
 * Takes the key of a query or the number of an item in a transaction of its own: the import gets that far and waits until
 * it is given back.
 */
export async function holdBack(what: keyof typeof HOLDS, name: string | number) {
  const holder = await pool.connect();
  await holder.query("BEGIN");
  await holder.query("SET LOCAL idle_in_transaction_session_timeout = 0");
  await holder.query(HOLDS[what], [name]);
  return {
    holder,
    giveBack: async () => {
      await holder.query("ROLLBACK");
      holder.release();
    },
  };
}

/** Comes back once a connection waits for somebody's transaction, as an import does that is held back; throws if it ends before. */
export async function untilHeldBack(run: Promise<void> = new Promise(() => {})): Promise<void> {
  let hasEnded = false;
  const end = () => {
    hasEnded = true;
  };
  run.then(end, end);
  for (;;) {
    if (hasEnded)
      throw new Error("The import ended without waiting.", { cause: await run.catch((error) => error) });
    const { rowCount } = await pool.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
         AND wait_event IN ('transactionid', 'tuple')`,
    );
    if (rowCount !== 0) return;
  }
}

type Bring = { policy?: "all-or-nothing" | "good-rows"; roles?: Partial<Record<string, FieldRole>> };

/** Starts an import under the mapping that is offered, and runs it. */
export async function start(importNo: number, decision: Partial<StartImportInput> = {}) {
  const preview = await previewImport(access, importNo);
  const fieldRoles = (preview?.columns ?? []).map(({ name, role }) => ({ name, role }));
  await decideImport(access, importNo, { fieldRoles, policy: "good-rows", ...decision });
  await runImport(access, importNo);
  return readImport(access, importNo);
}

/** What a requester gets who uploads a file, takes the mapping that is offered and asks for the good rows. */
export async function bring(content: Uint8Array | string, { policy = "good-rows", roles = {} }: Bring = {}) {
  try {
    const importNo = await upload(content);
    const preview = await previewImport(access, importNo);
    const fieldRoles: FieldRoles = (preview?.columns ?? []).map(({ name, role }) => ({
      name,
      role: roles[name] ?? role,
    }));
    await decideImport(access, importNo, { fieldRoles, policy });
    await runImport(access, importNo);
    const view = await readImport(access, importNo);
    return { ...view, rejects: await rejectsOf(importNo), shown: await shown(), columns: fieldRoles };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { refused: error.message, rejects: [], shown: await shown(), columns: [] };
  }
}

/** What annotators see of each item. */
export async function shown(): Promise<string[]> {
  const { rows } = await pool.query<{ fields: Record<string, string>; roles: FieldRoles }>(
    `SELECT i.fields, p.field_roles AS roles FROM item i JOIN project p ON p.id = i.project_id ORDER BY i.no`,
  );
  return rows.map(({ fields, roles }) => {
    const { title, text, other } = itemContent(fields, roles);
    return [title, text, ...other.map(({ value }) => value)].filter((part) => part !== "").join(" | ");
  });
}

export async function golds(): Promise<number[][]> {
  const { rows } = await pool.query<{ levels: number[] }>("SELECT levels FROM current_gold ORDER BY item_no");
  return rows.map(({ levels }) => levels);
}

export async function sourceColumns(): Promise<string[]> {
  const { rows } = await pool.query<{ roles: FieldRoles }>("SELECT field_roles AS roles FROM project");
  return (rows[0]?.roles ?? []).map(({ name }) => name);
}
