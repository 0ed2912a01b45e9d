import { isUtf8 } from "node:buffer";
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import { type CsvRecord, RecordScanner } from "./csv-records.ts";
import {
  type ByteSource,
  excerptOf,
  type FormatFault,
  MAX_COLUMNS,
  MAX_NAME_LENGTH,
  type SourceRow,
  UnreadableFile,
} from "./source.ts";

type WholeRecord = Extract<CsvRecord, { bytes: Uint8Array }>;

/** `start` is the byte after the byte order mark, where there is one. */
export type CsvDialect = { readonly delimiter: string; readonly start: number };

/** As many records as csv-parse takes at a time: its set-up costs more than a record. */
const BATCH_RECORDS = 200;
const BATCH_BYTES = 256 * 1024;

/**
 * Reads CSV or TSV with a header row as a stream of rows, each good or rejected with its line. Strict:
 * UTF-8 only, no U+0000, as many cells as the header has; lines with nothing on them are no rows.
 * Throws UnreadableFile where the header itself cannot be used.
 *
 * Example: 'id,name\n1,"a, b"\n2\n' gives {id: "1", name: "a, b"} at line 2 and a reject at line 3,
 * "wrong-column-count" with the detail "1/2".
 */
export async function* readCsv(source: ByteSource, dialect: CsvDialect): AsyncGenerator<SourceRow> {
  let header: readonly string[] | undefined;
  let batch: CsvRecord[] = [];
  let bytes = 0;
  for await (const record of readRecords(source, dialect)) {
    if (header === undefined) {
      header = headerOf(record, dialect.delimiter);
      continue;
    }
    batch.push(record);
    bytes += "bytes" in record ? record.bytes.length : 0;
    if (batch.length < BATCH_RECORDS && bytes < BATCH_BYTES) continue;
    yield* rowsOf(batch, header, dialect.delimiter);
    batch = [];
    bytes = 0;
  }
  if (header === undefined) throw new UnreadableFile("empty");
  yield* rowsOf(batch, header, dialect.delimiter);
}

/** One line of CSV (RFC 4180, LF): the exact bytes of the cells, quoted only where they must be. */
export function csvLine(cells: readonly string[]): string {
  // By itself csv-stringify leaves a lone CR unquoted, which a reader takes for part of the line's end.
  return stringify([cells as string[]], { record_delimiter: "\n", quoted_match: /\r/ });
}

/** The records of a file in order; a broken one costs its first line only. */
async function* readRecords(source: ByteSource, dialect: CsvDialect): AsyncGenerator<CsvRecord> {
  let from: { at: number; line: number } | null = { at: dialect.start, line: 1 };
  while (from !== null) {
    const scanner: RecordScanner = new RecordScanner(dialect.delimiter, from);
    for await (const chunk of source(from.at)) {
      yield* scanner.push(chunk);
      if (scanner.rewind !== null) break;
    }
    if (scanner.rewind === null) yield* scanner.end();
    from = scanner.rewind;
  }
}

function headerOf(record: CsvRecord, delimiter: string): string[] {
  if (!("bytes" in record) || badBytes(record.bytes) !== null) {
    throw new UnreadableFile("bad-header", "bytes" in record ? "" : record.fault);
  }
  const cells = splitRecords([record], delimiter)?.[0];
  if (cells === undefined || cells.length > MAX_COLUMNS || cells.some(isTooLongName)) {
    throw new UnreadableFile("bad-header");
  }
  // Tools write an index column without a name.
  const names = cells.map((name, at) => name.trim() || `column ${at + 1}`);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new UnreadableFile("duplicate-column", twice);
  return names;
}

function isTooLongName(name: string): boolean {
  return name.length > MAX_NAME_LENGTH;
}

function* rowsOf(batch: readonly CsvRecord[], header: readonly string[], delimiter: string) {
  const good = batch.filter(
    (record): record is WholeRecord => "bytes" in record && badBytes(record.bytes) === null,
  );
  const cells = splitRecords(good, delimiter) ?? good.map((record) => splitRecords([record], delimiter)?.[0]);
  let next = 0;
  for (const record of batch) {
    if (!("bytes" in record)) yield rejected(record, record.fault, header[record.cell] ?? null);
    else if (record !== good[next]) yield rejectedBytes(record, header, delimiter);
    else yield rowOf(record, cells[next++], header);
  }
}

function rowOf(record: WholeRecord, cells: string[] | undefined, header: readonly string[]): SourceRow {
  if (cells === undefined) return rejected(record, "stray-quote", null);
  if (cells.length !== header.length) {
    // A left-open quote can swallow lines and still end well: the number of lines gives it away.
    const lines = record.lines > 1 ? ` lines ${record.line}-${record.line + record.lines - 1}` : "";
    return rejected(record, "wrong-column-count", null, `${cells.length}/${header.length}${lines}`);
  }
  const fields = new Map(header.map((name, at) => [name, cells[at] as string]));
  return { line: record.line, end: record.end, fields };
}

function badBytes(bytes: Uint8Array): "invalid-utf8" | "nul-character" | null {
  if (bytes.includes(0)) return "nul-character";
  return isUtf8(bytes) ? null : "invalid-utf8";
}

// Read as Latin-1 every byte is a character, so the cell at fault can be found and named.
function rejectedBytes(record: WholeRecord, header: readonly string[], delimiter: string): SourceRow {
  const cells = splitRecords([record], delimiter, "latin1")?.[0] ?? [];
  const at = cells.findIndex((cell) => badBytes(Buffer.from(cell, "latin1")) !== null);
  return rejected(record, badBytes(record.bytes) ?? "invalid-utf8", header[at] ?? null);
}

function rejected(record: CsvRecord, code: FormatFault, column: string | null, detail = ""): SourceRow {
  const head = "bytes" in record ? record.bytes : record.head;
  const reject = { code, column, detail };
  return { line: record.line, end: record.end, reject, excerpt: excerptOf(head) };
}

// The cells of each record, or null where csv-parse sees other records than the scanner.
function splitRecords(
  records: readonly WholeRecord[],
  delimiter: string,
  encoding: "utf8" | "latin1" = "utf8",
): string[][] | null {
  const lineEnd = Uint8Array.of(0x0a);
  const input = Buffer.concat(records.flatMap(({ bytes }) => [bytes, lineEnd]));
  try {
    const rows: string[][] = parse(input, {
      delimiter,
      encoding,
      record_delimiter: "\n",
      relax_quotes: true,
      relax_column_count: true,
      max_record_size: 0,
    });
    return rows.length === records.length ? rows : null;
  } catch {
    return null;
  }
}
