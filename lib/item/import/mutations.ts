import "server-only";
import type { PoolClient } from "pg";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { AppError } from "#lib/errors.ts";
import { type SourceRow, UnreadableFile } from "#lib/formats/source.ts";
import { openStaged } from "#lib/item/opening/mutations.ts";
import type { FieldRoles } from "#lib/item/schema.ts";
import { type Batch, Staging } from "#lib/item/staging/mutations.ts";
import { rejectedDraft } from "#lib/item/staging/rules.ts";
import { storeFile, type Upload } from "#lib/item/upload/mutations.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import { readUpload, sniffUpload } from "./queries.ts";
import { draftItem, type ImportState, mappingOf } from "./rules.ts";
import type { StartImportInput } from "./schema.ts";

const BATCH_ROWS = 500;
const BATCH_BYTES = 4 * 1024 * 1024;

/** Stores an uploaded file as an import that waits for its mapping. Returns the import's number. */
export async function createImport(access: RequesterAccess, upload: Upload): Promise<number> {
  const file = await storeFile(access, upload);
  const { rows } = await pool.query<{ no: number }>(
    `WITH numbered AS (
       UPDATE project SET last_import_no = last_import_no + 1 WHERE id = $1 RETURNING last_import_no)
     INSERT INTO import (project_id, no, file_name, sha256, bytes, format, created_by_id)
     SELECT $1, last_import_no, $2, $3, $4, $5, $6 FROM numbered RETURNING no`,
    [access.projectId, upload.fileName, file.sha256, file.bytes, file.format, access.userId],
  );
  if (!rows[0]) throw new AppError("not_found", "There is no such project.");
  return rows[0].no;
}

/** Hands an uploaded file to the worker. One that was refused or failed may be started again. */
export async function startImport(
  access: RequesterAccess,
  importNo: number,
  input: StartImportInput,
): Promise<void> {
  await decideImport(access, importNo, input);
  await enqueueImport(access.projectId, importNo);
}

/** Writes down the mapping and the policy of an uploaded file, which is now to be read. */
export async function decideImport(
  access: RequesterAccess,
  importNo: number,
  input: StartImportInput,
): Promise<void> {
  const { rowCount } = await pool.query(
    `UPDATE import SET state = 'running', policy = $3, field_roles = $4, bytes_read = 0, rows_read = 0,
            rows_accepted = 0, rows_rejected = 0, error = NULL, finished_at = NULL
     WHERE project_id = $1 AND no = $2 AND state IN ('uploaded', 'refused', 'failed')`,
    [access.projectId, importNo, input.policy, JSON.stringify(input.fieldRoles)],
  );
  if (rowCount === 0) throw new AppError("conflict", "This import was started already.");
}

function enqueueImport(projectId: string, importNo: number): Promise<void> {
  return enqueue("import-items", { projectId, importNo }, `${projectId}/${importNo}`);
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
    `SELECT sha256, policy = 'all-or-nothing' AS "isAllOrNothing", field_roles AS "fieldRoles",
            (SELECT count(*)::int FROM level WHERE project_id = $1) AS "scaleSize", created_by_id AS "userId"
     FROM import WHERE project_id = $1 AND no = $2 AND state = 'running'`,
    [access.projectId, importNo],
  );
  return rows[0] ? { client, access, importNo, ...rows[0] } : null;
}

async function readAndOpen(run: Run, signal: AbortSignal | undefined): Promise<void> {
  const staging = new Staging(run.client, run.access, run.importNo, run.isAllOrNothing);
  await staging.begin();
  const fault = await stageRows(run, staging, signal).catch(faultOfFile);
  await inTransaction(run.client, async () => {
    if (fault === null && (staging.rowsRejected === 0 || !run.isAllOrNothing)) {
      await openStaged(run, staging.lastNumbers);
      return finish(run, "done", null);
    }
    await staging.removeStaged();
    return finish(run, fault === null ? "refused" : "failed", fault);
  });
  // The first claims come now, and their plans are kept: they should know of the new items.
  await run.client.query("ANALYZE item, query");
}

async function stageRows(
  run: Run,
  staging: Staging,
  signal: AbortSignal | undefined,
): Promise<string | null> {
  const mapping = mappingOf(run.fieldRoles);
  const stage = (batch: Batch) => inTransaction(run.client, () => staging.stage(batch));
  let batch: Batch = { drafts: [], rejects: [], bytesRead: 0 };
  let start = 0;
  for await (const row of readUpload(run.sha256, await sniffUpload(run.sha256))) {
    sortRow(row, batch, (fields) => draftItem(row.line, fields, mapping, run.scaleSize));
    batch.bytesRead = row.end;
    if (batch.drafts.length + batch.rejects.length < BATCH_ROWS && row.end - start < BATCH_BYTES) continue;
    signal?.throwIfAborted();
    await stage(batch);
    batch = { drafts: [], rejects: [], bytesRead: row.end };
    start = row.end;
  }
  await stage(batch);
  return staging.rowsRead === 0 ? "empty" : null;
}

type Draft = (fields: ReadonlyMap<string, string>) => ReturnType<typeof draftItem>;

function sortRow(row: SourceRow, batch: Batch, draft: Draft): void {
  if ("reject" in row) {
    const { code, column, detail } = row.reject;
    batch.rejects.push({ line: row.line, column, reason: code, detail, excerpt: row.excerpt });
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
