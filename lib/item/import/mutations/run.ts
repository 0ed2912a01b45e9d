import "server-only";
import type { PoolClient } from "pg";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { AppError } from "#lib/errors.ts";
import { type SourceRow, UnreadableFile } from "#lib/formats/source.ts";
import { openStaged } from "#lib/item/import/mutations/open.ts";
import {
  changedColumns as changedColumnsOf,
  ownNames,
  renameFields,
  renameRoles,
} from "#lib/item/import/rules/columns.ts";
import { hasItems, readFieldRoles } from "#lib/item/queries.ts";
import { enqueueSurvey } from "#lib/item/reading/mutations.ts";
import { findDialect, readUpload } from "#lib/item/reading/queries.ts";
import { isBlankRow, needsEncoding } from "#lib/item/reading/rules.ts";
import type { Reading } from "#lib/item/reading/schema.ts";
import type { FieldRoles } from "#lib/item/schema.ts";
import { type Batch, Staging } from "#lib/item/import/mutations/stage.ts";
import { rejectedDraft } from "#lib/item/import/rules/stage.ts";
import { storeFile, type Upload } from "#lib/item/import/mutations/store-file.ts";
import { enqueue } from "#lib/queue.ts";
import { readImportFile } from "#lib/item/import/queries.ts";
import { draftItem, type ImportState, mappingOf } from "#lib/item/import/rules/draft.ts";
import type { ColumnChange, NoteChoice, StartImportInput } from "#lib/item/import/schema.ts";

const BATCH_ROWS = 500;
const BATCH_BYTES = 4 * 1024 * 1024;

/** Stores an uploaded file as an import that waits for its mapping. Returns the import's number. */
export async function createImport(access: RequesterAccess, upload: Upload): Promise<number> {
  const file = await storeFile(upload);
  const { rows } = await pool.query<{ no: number }>(
    `WITH numbered AS (
       UPDATE project SET last_import_no = last_import_no + 1 WHERE id = $1 RETURNING last_import_no)
     INSERT INTO import (project_id, no, file_name, sha256, bytes, format, survey, created_by_id)
     SELECT $1, last_import_no, $2, $3, $4, $5, $6, $7 FROM numbered RETURNING no`,
    [
      access.projectId,
      upload.fileName,
      file.sha256,
      file.bytes,
      file.format,
      file.survey && JSON.stringify(file.survey),
      access.userId,
    ],
  );
  if (!rows[0]) throw new AppError("not_found", "There is no such project.");
  if (file.survey === null) await enqueueSurvey(access, rows[0].no);
  return rows[0].no;
}

/** Hands an uploaded file to the worker. One that was refused or failed may be started again. */
export async function startImport(
  access: RequesterAccess,
  importNo: number,
  input: StartImportInput,
): Promise<void> {
  await decideImport(access, importNo, input);
  await enqueue("import-items", { projectId: access.projectId, importNo }, `${access.projectId}/${importNo}`);
}

/**
 * Writes down the mapping and the policy of an uploaded file, which is now to be read. Refused while somebody
 * should decide first: how the bytes are read, or what becomes of columns that earlier items show otherwise.
 */
export async function decideImport(
  access: RequesterAccess,
  importNo: number,
  { fieldRoles, policy, notes = "ask", changedColumns = "ask" }: StartImportInput,
): Promise<void> {
  const file = await readImportFile(access, importNo);
  if (file?.survey === null) throw new AppError("conflict", "The columns of this file are still being read.");
  if (needsEncoding(file?.survey ?? null, file?.reading.encoding)) {
    throw new AppError("invalid", "This file is not UTF-8. Choose its encoding first.");
  }
  const renamed = await namesOfOwn(access, importNo, fieldRoles, changedColumns);
  const { rowCount } = await pool.query(
    `UPDATE import SET state = 'running', policy = $3, field_roles = $4, notes = $5, changed_columns = $6, renamed = $7,
            bytes_read = 0, rows_read = 0, rows_accepted = 0, rows_rejected = 0, rows_blank = 0, error = NULL,
            finished_at = NULL
     WHERE project_id = $1 AND no = $2 AND state IN ('uploaded', 'refused', 'failed') AND survey IS NOT NULL`,
    [
      access.projectId,
      importNo,
      policy,
      JSON.stringify(renameRoles(fieldRoles, renamed)),
      notes,
      changedColumns,
      JSON.stringify(renamed),
    ],
  );
  if (rowCount === 0) throw new AppError("conflict", "This import was started already.");
}

async function namesOfOwn(
  access: RequesterAccess,
  importNo: number,
  fieldRoles: FieldRoles,
  choice: ColumnChange,
): Promise<Record<string, string>> {
  const known = (await hasItems(access)) ? await readFieldRoles(access) : [];
  const changed = changedColumnsOf(known, fieldRoles);
  if (changed.length === 0 || choice === "all-files") return {};
  if (choice === "ask") {
    const names = changed.map((name) => `“${name}”`).join(", ");
    throw new AppError(
      "invalid",
      `Items in the project show ${names} in another way. Choose whether they change too.`,
    );
  }
  const taken = [...known, ...fieldRoles].map(({ name }) => name);
  return ownNames(changed, taken, importNo);
}

/** Forgets an import of which no item was taken. */
export async function discardImport(access: RequesterAccess, importNo: number): Promise<void> {
  const { rowCount } = await pool.query(
    "DELETE FROM import WHERE project_id = $1 AND no = $2 AND state IN ('uploaded', 'refused', 'failed')",
    [access.projectId, importNo],
  );
  if (rowCount === 0) throw new AppError("conflict", "This import cannot be discarded.");
}

/** Gives up an import that went wrong on our side again and again. */
export async function abandonImport(access: RequesterAccess, importNo: number): Promise<void> {
  await pool.query(
    `UPDATE import SET state = 'failed', error = 'unexpected', finished_at = now()
     WHERE project_id = $1 AND no = $2 AND state = 'running'`,
    [access.projectId, importNo],
  );
}

type Run = {
  readonly client: PoolClient;
  readonly access: RequesterAccess;
  readonly importNo: number;
  readonly sha256: string;
  readonly isAllOrNothing: boolean;
  readonly fieldRoles: FieldRoles;
  readonly renamed: Readonly<Record<string, string>>;
  readonly reading: Reading;
  readonly notes: NoteChoice;
  readonly changedColumns: ColumnChange;
  readonly scaleSize: number;
  readonly userId: string | null;
};

/**
 * Reads the file of a started import into the project. Until the last row is read its items are staged, where
 * nobody sees them; then all of them are opened at once or none. A run that was cut off leaves nothing
 * that counts: the next one starts from the beginning of the file.
 */
export async function runImport(
  access: RequesterAccess,
  importNo: number,
  signal?: AbortSignal,
): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("SELECT pg_advisory_lock(hashtextextended('import/' || $1, 0))", [access.projectId]);
    const run = await readRun(client, access, importNo);
    if (run !== null) await readAndOpen(run, signal);
  } finally {
    // The lock and the temporary table live and die with the connection.
    client.release(true);
  }
}

async function readRun(client: PoolClient, access: RequesterAccess, importNo: number): Promise<Run | null> {
  const { rows } = await client.query<Omit<Run, "client" | "access" | "importNo">>(
    `SELECT sha256, policy = 'all-or-nothing' AS "isAllOrNothing", field_roles AS "fieldRoles", renamed, reading, notes,
            changed_columns AS "changedColumns",
            (SELECT count(*)::int FROM level WHERE project_id = $1) AS "scaleSize", created_by_id AS "userId"
     FROM import WHERE project_id = $1 AND no = $2 AND state = 'running'`,
    [access.projectId, importNo],
  );
  return rows[0] ? { client, access, importNo, ...rows[0] } : null;
}

async function readAndOpen(run: Run, signal: AbortSignal | undefined): Promise<void> {
  const staging = new Staging(run.client, run.access, run);
  await staging.begin();
  const read = await stageRows(run, staging, signal).catch(faultOfFile);
  await inTransaction(run.client, async () => {
    const outcome =
      typeof read === "string" ? { state: "failed" as const, error: read } : outcomeOf(run, staging);
    if (outcome.state === "done") {
      const fieldRoles = typeof read === "string" ? run.fieldRoles : withLate(run.fieldRoles, read);
      const changed = await openStaged({ ...run, fieldRoles }, staging.lastNumbers);
      if (changed.length === 0) return finish(run, "done", null);
      outcome.state = "failed";
      outcome.error = `columns-changed ${changed.join(", ")}`;
    }
    await staging.removeStaged();
    return finish(run, outcome.state, outcome.error);
  });
  // The first claims come now, and their plans are kept: they should know of the new items.
  await run.client.query("ANALYZE item, query");
}

function outcomeOf(
  run: Run,
  staging: Staging,
): { state: "done" | "refused" | "failed"; error: string | null } {
  if (staging.rowsRead === staging.rowsBlank) return { state: "failed", error: "header-only" };
  // Whatever the policy: a note is not left out before somebody chose which.
  const isRefused = staging.notesDiffering > 0 || (run.isAllOrNothing && staging.rowsRejected > 0);
  return { state: isRefused ? "refused" : "done", error: null };
}

/** Stages the rows of the file; the names of the columns in which any of them says something. */
async function stageRows(run: Run, staging: Staging, signal: AbortSignal | undefined): Promise<Set<string>> {
  const { fieldRoles: roles, scaleSize, sha256 } = run;
  const plan = { roles, mapping: mappingOf(roles), scaleSize };
  const stage = (batch: Batch) => inTransaction(run.client, () => staging.stage(batch));
  // No more than a file may have columns: the readers see to that.
  const columns = new Set<string>();
  let batch: Batch = { drafts: [], rejects: [], blank: 0, bytesRead: 0 };
  let start = 0;
  for await (const row of readUpload(sha256, await findDialect(sha256, run.reading))) {
    sortRow(row, batch, (fields) => {
      const stored = renameFields(fields, run.renamed);
      for (const [name, cell] of stored) if (cell !== "") columns.add(name);
      return draftItem(row.line, stored, plan);
    });
    batch.bytesRead = row.end;
    const size = batch.drafts.length + batch.rejects.length + batch.blank;
    if (size < BATCH_ROWS && row.end - start < BATCH_BYTES) continue;
    signal?.throwIfAborted();
    await stage(batch);
    batch = { drafts: [], rejects: [], blank: 0, bytesRead: row.end };
    start = row.end;
  }
  await stage(batch);
  return columns;
}

// What the mapping does not name is kept all the same, and stands in the exports; nobody sees it.
function withLate(roles: FieldRoles, columns: ReadonlySet<string>): FieldRoles {
  const named = new Set(roles.map(({ name }) => name));
  const late = [...columns].filter((name) => !named.has(name));
  return [...roles, ...late.map((name) => ({ name, role: "hidden" as const }))];
}

type Draft = (fields: ReadonlyMap<string, string>) => ReturnType<typeof draftItem>;

function sortRow(row: SourceRow, batch: Batch, draft: Draft): void {
  if ("reject" in row) {
    const { code, column, detail } = row.reject;
    batch.rejects.push({ line: row.line, column, reason: code, detail, excerpt: row.excerpt });
    return;
  }
  if (isBlankRow(row.fields)) {
    batch.blank++;
    return;
  }
  const drafted = draft(row.fields);
  if ("code" in drafted) {
    batch.rejects.push(rejectedDraft(row, drafted.code, drafted.detail, drafted.column));
  } else {
    batch.drafts.push(drafted);
  }
}

// Where the file as a whole is at fault, people can mend it; anything else is ours, and is tried again.
function faultOfFile(error: unknown): string {
  if (error instanceof UnreadableFile) return `${error.reason} ${error.detail}`.trim();
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return "missing-file";
  throw error;
}

async function finish(run: Run, state: ImportState, error: string | null): Promise<void> {
  await run.client.query(
    "UPDATE import SET state = $3, error = $4, finished_at = now() WHERE project_id = $1 AND no = $2",
    [run.access.projectId, run.importNo, state, error],
  );
}

async function inTransaction(client: PoolClient, body: () => Promise<void>): Promise<void> {
  await client.query("BEGIN");
  try {
    await body();
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}
