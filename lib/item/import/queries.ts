import "server-only";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import path from "node:path";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { env } from "#lib/env.ts";
import { readCsv } from "#lib/formats/csv.ts";
import { readJsonl } from "#lib/formats/jsonl.ts";
import { SNIFF_BYTES, type SniffedFormat, sniffFormat } from "#lib/formats/sniff.ts";
import type { SourceRow } from "#lib/formats/source.ts";
import { readFieldRoles } from "#lib/item/queries.ts";
import type { FieldRoles } from "#lib/item/schema.ts";
import { guessRoles, guessType, type ImportView, type Preview, type RejectRow, unionRoles } from "./rules.ts";

const PREVIEW_ROWS = 20;
const REJECTS_AT_ONCE = 1000;

const VIEW = `no, file_name AS "fileName", sha256, bytes::float8 AS bytes, format, state, policy,
  bytes_read::float8 AS "bytesRead", rows_read AS "rowsRead", rows_accepted AS "rowsAccepted",
  rows_rejected AS "rowsRejected", error, created_at AS "createdAt"`;

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

/** What an import starts with: the preview of its file, with the mapping of an earlier start; null when it is gone. */
export async function previewImport(access: RequesterAccess, importNo: number): Promise<Preview | null> {
  const { rows } = await pool.query<{ sha256: string; fieldRoles: FieldRoles }>(
    `SELECT sha256, field_roles AS "fieldRoles" FROM import WHERE project_id = $1 AND no = $2`,
    [access.projectId, importNo],
  );
  if (!rows[0]) return null;
  try {
    return await previewFile(access, rows[0].sha256, rows[0].fieldRoles);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

/**
 * The first rows of a file among the uploads, its columns and a first guess of what they are.
 * Throws UnreadableFile where the file as a whole cannot be read.
 */
export async function previewFile(
  access: RequesterAccess,
  sha256: string,
  earlier: FieldRoles = [],
): Promise<Preview> {
  const format = await sniffUpload(sha256);
  const rows: SourceRow[] = [];
  for await (const row of readUpload(sha256, format)) {
    if (rows.push(row) >= PREVIEW_ROWS) break;
  }
  const good = rows.filter((row) => "fields" in row);
  const names = [...new Set(good.flatMap((row) => [...row.fields.keys()]))];
  const roles = guessRoles(names, unionRoles(await readFieldRoles(access), earlier));
  return {
    format: format.format,
    delimiter: format.delimiter,
    columns: roles.map(({ name, role }) => ({
      name,
      role,
      type: guessType(good.map((row) => row.fields.get(name) ?? "")),
    })),
    rows: rows.map((row) =>
      "fields" in row
        ? { line: row.line, cells: names.map((name) => (row.fields.get(name) ?? "").slice(0, 300)) }
        : { line: row.line, reject: row.reject },
    ),
  };
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

/** Where uploads lie, by the digest of their bytes. */
export function uploadPath(name: string): string {
  return path.join(env.ASSAY_DATA, "uploads", name);
}

/** What an uploaded file is, told from its first bytes. Throws UnreadableFile for what is no table. */
export async function sniffUpload(sha256: string): Promise<SniffedFormat> {
  const file = await open(uploadPath(sha256));
  try {
    const sample = Buffer.alloc(SNIFF_BYTES);
    const { bytesRead } = await file.read(sample, 0, SNIFF_BYTES, 0);
    return sniffFormat(sample.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

/** The rows of an uploaded file as a stream. */
export function readUpload(sha256: string, sniffed: SniffedFormat): AsyncGenerator<SourceRow> {
  const source = (from: number) => createReadStream(uploadPath(sha256), { start: from });
  if (sniffed.format === "jsonl") return readJsonl(source, sniffed.start);
  return readCsv(source, sniffed);
}
