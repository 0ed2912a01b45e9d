import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { type SourceRow, UnreadableFile } from "#lib/formats/source.ts";
import { renameRoles } from "#lib/item/import/rules/columns.ts";
import { hasItems, readFieldRoles } from "#lib/item/queries.ts";
import { findDialect, readColumns, readFirstRows } from "#lib/item/reading/queries.ts";
import {
  type Dialect,
  guessType,
  needsEncoding,
  type Survey,
  type SurveyColumn,
} from "#lib/item/reading/rules.ts";
import type { Reading } from "#lib/item/reading/schema.ts";
import type { FieldRoles } from "#lib/item/schema.ts";
import { MissingFile } from "#lib/store/contract.ts";
import type { Preview, PreviewRow } from "./rules/preview.ts";
import { guessRoles, unionRoles } from "./rules/roles.ts";
import type { DifferingNotes, ImportView, RejectRow, RunningImport } from "./rules/view.ts";

const PREVIEW_ROWS = 20;
const REJECTS_AT_ONCE = 1000;

const VIEW = `no, file_name AS "fileName", sha256, bytes::float8 AS bytes, format, state, policy,
  bytes_read::float8 AS "bytesRead", rows_read AS "rowsRead", rows_accepted AS "rowsAccepted",
  rows_rejected AS "rowsRejected", rows_blank AS "rowsBlank", notes, error, created_at AS "createdAt"`;

/** The project's imports, newest first. */
export async function listImports(access: RequesterAccess): Promise<ImportView[]> {
  const { rows } = await pool.query<ImportView>(
    `SELECT ${VIEW} FROM import WHERE project_id = $1 ORDER BY no DESC LIMIT 100`,
    [access.projectId],
  );
  return rows;
}

/** One import with its progress, or null when the project has no such import. */
export async function readImport(access: RequesterAccess, importNo: number): Promise<ImportView | null> {
  const { rows } = await pool.query<ImportView>(
    `SELECT ${VIEW} FROM import WHERE project_id = $1 AND no = $2`,
    [access.projectId, importNo],
  );
  return rows[0] ?? null;
}

/** The import whose items come next, or null when none is running. */
export async function readRunningImport(access: RequesterAccess): Promise<RunningImport | null> {
  const { rows } = await pool.query<RunningImport>(
    `SELECT no, file_name AS "fileName", rows_read AS "rowsRead", (survey ->> 'rows')::int AS rows FROM import
     WHERE project_id = $1 AND state = 'running' ORDER BY rows_read DESC, no LIMIT 1`,
    [access.projectId],
  );
  return rows[0] ?? null;
}

/** What an import knows of its file beside the rows. */
export type ImportFile = {
  readonly sha256: string;
  readonly state: ImportView["state"];
  readonly reading: Reading;
  readonly survey: Survey | null;
  readonly fieldRoles: FieldRoles;
  readonly renamed: Readonly<Record<string, string>>;
};

export async function readImportFile(access: RequesterAccess, importNo: number): Promise<ImportFile | null> {
  const { rows } = await pool.query<ImportFile>(
    `SELECT sha256, state, reading, survey, field_roles AS "fieldRoles", renamed FROM import
     WHERE project_id = $1 AND no = $2`,
    [access.projectId, importNo],
  );
  return rows[0] ?? null;
}

/**
 * What an import starts with: the first rows of its file, the columns of all of them, and the mapping of an
 * earlier start or a first guess. Null when the file is gone or no table.
 */
export async function previewImport(access: RequesterAccess, importNo: number): Promise<Preview | null> {
  const file = await readImportFile(access, importNo);
  if (file === null) return null;
  try {
    return await previewFile(access, file);
  } catch (error) {
    if (error instanceof MissingFile || error instanceof UnreadableFile) return null;
    throw error;
  }
}

async function previewFile(access: RequesterAccess, file: ImportFile): Promise<Preview> {
  const { sha256, reading, survey } = file;
  const dialect = await findDialect(sha256, reading);
  const rows = await readFirstRows(sha256, dialect, PREVIEW_ROWS);
  const columns = toldColumns(survey?.columns ?? (await columnsSoFar(sha256, dialect, rows)));
  const names = columns.map(({ name }) => name);
  const known = await readFieldRoles(access);
  const fileNames = Object.fromEntries(Object.entries(file.renamed).map(([name, own]) => [own, name]));
  const roles = guessRoles(names, unionRoles(known, renameRoles(file.fieldRoles, fileNames)));
  return {
    dialect,
    declared: reading,
    columns: columns.map((column, at) => ({ ...column, role: roles[at]?.role ?? "other" })),
    rows: rows.map((row) => previewRow(row, names)),
    survey,
    needsEncoding: needsEncoding(survey, reading.encoding),
    known: (await hasItems(access)) ? known : [],
  };
}

// The empty columns that sheets write beside the last one have no name and nothing to say.
function toldColumns(columns: readonly SurveyColumn[]): SurveyColumn[] {
  const told = columns.filter(({ name, type }) => type !== "empty" || !/^column \d+$/.test(name));
  return told.length > 0 ? told : [...columns];
}

// Until all rows are read, the columns are those of the header and of the first rows.
async function columnsSoFar(
  sha256: string,
  dialect: Dialect,
  rows: readonly SourceRow[],
): Promise<SurveyColumn[]> {
  const good = rows.filter((row) => "fields" in row);
  const names = new Set(await readColumns(sha256, dialect));
  for (const row of good) for (const name of row.fields.keys()) names.add(name);
  return [...names].map((name) => {
    const cells = good.map((row) => row.fields.get(name) ?? "");
    const first = good.find((row) => (row.fields.get(name) ?? "").trim() !== "");
    return {
      name,
      type: guessType(cells),
      sample: (first?.fields.get(name) ?? "").slice(0, 120),
      line: first?.line ?? 0,
    };
  });
}

function previewRow(row: SourceRow, names: readonly string[]): PreviewRow {
  if (!("fields" in row)) return { line: row.line, reject: row.reject };
  return { line: row.line, cells: names.map((name) => (row.fields.get(name) ?? "").slice(0, 300)) };
}

/** Some of an import's rejects in the order of the file, after the reject of the given number. */
export async function listRejects(
  access: RequesterAccess,
  importNo: number,
  page: { after: number; limit: number },
): Promise<RejectRow[]> {
  const { rows } = await pool.query<RejectRow>(
    `SELECT no, line, "column", reason, detail, excerpt FROM import_reject
     WHERE project_id = $1 AND import_no = $2 AND no > $3 ORDER BY no LIMIT $4`,
    [access.projectId, importNo, page.after, page.limit],
  );
  return rows;
}

/** All of an import's rejects in the order of the file, as a stream. */
export async function* streamRejects(access: RequesterAccess, importNo: number): AsyncGenerator<RejectRow> {
  for (let after = 0; ; ) {
    const rows = await listRejects(access, importNo, { after, limit: REJECTS_AT_ONCE });
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < REJECTS_AT_ONCE) return;
    after = last.no;
  }
}

/** The queries whose notes differ, as the last run of an import found them. */
export async function listDifferingNotes(
  access: RequesterAccess,
  importNo: number,
): Promise<DifferingNotes[]> {
  const { rows } = await pool.query<DifferingNotes>(
    `SELECT split_part(detail, E'\\n', 1) AS query,
            (count(DISTINCT split_part(detail, E'\\n', 2)) + 1)::int AS notes
     FROM import_reject WHERE project_id = $1 AND import_no = $2 AND reason = 'note-differs'
     GROUP BY 1 ORDER BY min(no) LIMIT 100`,
    [access.projectId, importNo],
  );
  return rows;
}
