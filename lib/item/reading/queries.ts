import "server-only";
import { readCsv, readCsvHeader } from "#lib/formats/csv.ts";
import { readJsonl } from "#lib/formats/jsonl.ts";
import { SNIFF_BYTES, type Sniffed, sniffFormat } from "#lib/formats/sniff.ts";
import { type ByteSource, type SourceRow, UnreadableFile } from "#lib/formats/source.ts";
import { isUsualName } from "#lib/item/import/rules/roles.ts";
import { store } from "#lib/store/store.ts";
import { type Dialect, isBlankRow, namesColumns, type Survey, SurveyTally } from "./rules.ts";
import type { Reading } from "./schema.ts";

const HEADER_ROWS = 20;
const PROGRESS_ROWS = 5000;

/** How an uploaded file is read. Throws UnreadableFile for what is no table. */
export async function findDialect(name: string, reading: Reading): Promise<Dialect> {
  const sniffed = await sniffUpload(name, reading);
  if (sniffed.format === "jsonl") return { ...sniffed, hasHeader: true };
  return { ...sniffed, hasHeader: reading.hasHeader ?? (await hasHeader(name, sniffed)) };
}

/** The rows of an uploaded file as a stream. */
export function readUpload(name: string, dialect: Dialect): AsyncGenerator<SourceRow> {
  return dialect.format === "jsonl" ? readJsonl(sourceOf(name), dialect) : readCsv(sourceOf(name), dialect);
}

/** The first rows of a file that say something, good ones and rejects. */
export async function readFirstRows(name: string, dialect: Dialect, count: number): Promise<SourceRow[]> {
  const rows: SourceRow[] = [];
  for await (const row of readUpload(name, dialect)) {
    if ("fields" in row && isBlankRow(row.fields)) continue;
    if (rows.push(row) >= count) break;
  }
  return rows;
}

/**
 * One pass over all rows of a file, in bounded memory: the columns of every row, wherever they begin, and how
 * many rows are of which kind. Throws UnreadableFile where there is no row, or no line that is JSON.
 */
export async function surveyUpload(
  name: string,
  dialect: Dialect,
  onProgress?: (bytesRead: number) => Promise<void>,
): Promise<Survey> {
  const tally = new SurveyTally(await readColumns(name, dialect), dialect.encoding);
  let first: SourceRow | undefined;
  let rows = 0;
  for await (const row of readUpload(name, dialect)) {
    first ??= row;
    tally.add(row);
    if (++rows % PROGRESS_ROWS === 0) await onProgress?.(row.end);
  }
  const survey = tally.result();
  if (survey.rows === survey.blank)
    throw new UnreadableFile(dialect.format === "jsonl" ? "empty" : "header-only");
  if (dialect.format === "jsonl" && survey.rows === survey.rejected + survey.blank) {
    throw new UnreadableFile("no-json", String(first?.line ?? 1));
  }
  return survey;
}

/** The names that a file gives to its columns before its rows; of JSON Lines there are none. */
export async function readColumns(name: string, dialect: Dialect): Promise<readonly string[]> {
  return dialect.format === "jsonl" ? [] : readCsvHeader(sourceOf(name), dialect);
}

function sourceOf(name: string): ByteSource {
  return (from) => store().read(name, { from });
}

async function sniffUpload(name: string, reading: Reading): Promise<Sniffed> {
  const sample: Uint8Array[] = [];
  for await (const part of store().read(name, { from: 0, to: SNIFF_BYTES - 1 })) sample.push(part);
  return sniffFormat(Buffer.concat(sample), reading);
}

async function hasHeader(name: string, sniffed: Sniffed): Promise<boolean> {
  const dialect = { ...sniffed, hasHeader: false };
  const rows = await readFirstRows(name, dialect, HEADER_ROWS);
  // A first row that cannot be read is reported as a bad header.
  if (!rows[0] || !("fields" in rows[0])) return true;
  const cells = rows.flatMap((row) => ("fields" in row ? [[...row.fields.values()]] : []));
  return namesColumns(cells, isUsualName);
}
