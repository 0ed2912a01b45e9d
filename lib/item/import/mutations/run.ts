import "server-only";
import type { PoolClient } from "pg";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { inTransaction } from "#lib/database/transaction.ts";
import { readAhead } from "#lib/formats/read-ahead.ts";
import { type SourceRow, UnreadableFile } from "#lib/formats/source.ts";
import { type OpenOptions, openStaged } from "#lib/item/import/mutations/open.ts";
import { type Batch, Staging } from "#lib/item/import/mutations/stage.ts";
import { renameFields } from "#lib/item/import/rules/columns.ts";
import { draftItem, mappingOf } from "#lib/item/import/rules/draft.ts";
import { rejectedDraft } from "#lib/item/import/rules/stage.ts";
import type { ImportState } from "#lib/item/import/rules/view.ts";
import type { ColumnChange, NoteChoice } from "#lib/item/import/schema.ts";
import { findDialect, readUpload } from "#lib/item/reading/queries.ts";
import { isBlankRow } from "#lib/item/reading/rules.ts";
import type { Reading } from "#lib/item/reading/schema.ts";
import type { FieldRoles } from "#lib/item/schema.ts";
import { MissingFile } from "#lib/store/contract.ts";

const BATCH_ROWS = 2000;
const BATCH_BYTES = 4 * 1024 * 1024;

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
 * that counts: the next one starts from the beginning of the file. The signal ends it at its next batch.
 */
export async function runImport(
  access: RequesterAccess,
  importNo: number,
  options: OpenOptions = {},
): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("SELECT pg_advisory_lock(hashtextextended('import/' || $1, 0))", [access.projectId]);
    const run = await readRun(client, access, importNo);
    if (run !== null) await readAndOpen(run, options);
  } finally {
    // The lock and the temporary tables live and die with the connection.
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

async function readAndOpen(run: Run, options: OpenOptions): Promise<void> {
  const staging = new Staging(run.client, run.access, run);
  options.told?.("reading");
  await staging.begin();
  const read = await stageRows(run, staging, options.signal).catch(faultOfFile);
  await inTransaction(run.client, async () => {
    const outcome =
      typeof read === "string" ? { state: "failed" as const, error: read } : outcomeOf(run, staging);
    if (outcome.state === "done") {
      const fieldRoles = typeof read === "string" ? run.fieldRoles : withLate(run.fieldRoles, read);
      const changed = await openStaged({ ...run, fieldRoles }, staging.lastNumbers, options);
      if (changed.length === 0) return finish(run, "done", null);
      outcome.state = "failed";
      outcome.error = `columns-changed ${changed.join(", ")}`;
    }
    await staging.removeQueries();
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
  // No more than a file may have columns: the readers see to that.
  const columns = new Set<string>();
  for await (const batch of readAhead(readBatches(run, columns))) {
    signal?.throwIfAborted();
    await inTransaction(run.client, () => staging.stage(batch));
  }
  await staging.end();
  return columns;
}

/** The rows of the file in batches, the last of which may be empty. Adds to the columns what rows say something in. */
async function* readBatches(run: Run, columns: Set<string>): AsyncGenerator<Batch> {
  const { fieldRoles: roles, scaleSize, sha256 } = run;
  const plan = { roles, mapping: mappingOf(roles), scaleSize };
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
    yield batch;
    batch = { drafts: [], rejects: [], blank: 0, bytesRead: row.end };
    start = row.end;
  }
  yield batch;
}

// Columns that the mapping does not name are kept and exported. Annotators do not see them.
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

// People can fix a file that is at fault as a whole. Any other error is ours, and the job is tried again.
function faultOfFile(error: unknown): string {
  if (error instanceof UnreadableFile) return `${error.reason} ${error.detail}`.trim();
  if (error instanceof MissingFile) return "missing-file";
  throw error;
}

async function finish(run: Run, state: ImportState, error: string | null): Promise<void> {
  await run.client.query(
    "UPDATE import SET state = $3, error = $4, finished_at = now() WHERE project_id = $1 AND no = $2",
    [run.access.projectId, run.importNo, state, error],
  );
}
