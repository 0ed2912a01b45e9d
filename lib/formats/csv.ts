import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import { type CsvRecord, type RecordDialect, RecordScanner } from "./csv-records.ts";
import { badBytes, toUtf8 } from "./encoding.ts";
import {
  type ByteSource,
  type Encoding,
  excerptOf,
  type FormatFault,
  MAX_COLUMNS,
  MAX_NAME_LENGTH,
  type SourceRow,
  UnreadableFile,
} from "./source.ts";

type WholeRecord = Extract<CsvRecord, { bytes: Uint8Array }>;

export type CsvDialect = RecordDialect & {
  /** The byte and the line that the table begins with: after a byte order mark and a "sep=" line */
  readonly start: number;
  readonly line?: number | undefined;
  readonly encoding?: Encoding | undefined;
  /** Where the first row is data, columns are called "column 1", "column 2" and so on. */
  readonly hasHeader?: boolean | undefined;
};

/** As many records as csv-parse takes at a time: its set-up costs more than a record. */
const BATCH_RECORDS = 200;
const BATCH_BYTES = 256 * 1024;

/**
 * Reads CSV or TSV as a stream of rows, each good or rejected with its line. Strict: the encoding that was
 * declared, no U+0000, as many cells as the header has. Only empty cells at the end may be too many or
 * missing, because sheets write them so. Throws UnreadableFile where the header itself cannot be used.
 *
 * Example: 'id,name\n1,"a, b"\n2,c,d\n' gives {id: "1", name: "a, b"} at line 2 and a reject at line 3,
 * "wrong-column-count" with the detail "3/2".
 */
export async function* readCsv(source: ByteSource, dialect: CsvDialect): AsyncGenerator<SourceRow> {
  let header: readonly string[] | undefined;
  let batch: CsvRecord[] = [];
  let bytes = 0;
  for await (const record of readRecords(source, dialect)) {
    if (header === undefined) {
      if (isEmpty(record)) continue;
      header = headerOf(record, dialect);
      if (dialect.hasHeader !== false) continue;
    }
    batch.push(record);
    bytes += "bytes" in record ? record.bytes.length : 0;
    if (batch.length < BATCH_RECORDS && bytes < BATCH_BYTES) continue;
    yield* rowsOf(batch, header, dialect);
    batch = [];
    bytes = 0;
  }
  if (header === undefined) throw new UnreadableFile("empty");
  yield* rowsOf(batch, header, dialect);
}

/** The names of a file's columns. Throws UnreadableFile where they cannot be used. */
export async function readCsvHeader(source: ByteSource, dialect: CsvDialect): Promise<readonly string[]> {
  for await (const record of readRecords(source, dialect)) {
    if (!isEmpty(record)) return headerOf(record, dialect);
  }
  throw new UnreadableFile("empty");
}

/** One line of CSV (RFC 4180, LF): the exact bytes of the cells, quoted only where they must be. */
export function csvLine(cells: readonly string[]): string {
  // By itself csv-stringify leaves a lone CR unquoted, which a reader takes for part of the line's end.
  return stringify([cells as string[]], { record_delimiter: "\n", quoted_match: /\r/ });
}

/**
 * The records of a file in order. A broken record costs only its first line. Where possible, reading goes back within
 * the current chunk, so that a file full of open quotes is not opened again for each of them.
 */
async function* readRecords(source: ByteSource, dialect: CsvDialect): AsyncGenerator<CsvRecord> {
  const scanner = new RecordScanner(dialect, { at: dialect.start, line: dialect.line ?? 1 });
  let from: number | null = dialect.start;
  while (from !== null) {
    let chunkAt: number = from;
    let back: number | null = null;
    for await (const chunk of source(from)) {
      let rest = chunk;
      do {
        yield* scanner.push(rest);
        back = scanner.takeRewind();
        if (back !== null && back >= chunkAt) rest = chunk.subarray(back - chunkAt);
      } while (back !== null && back >= chunkAt);
      if (back !== null) break;
      chunkAt += chunk.length;
    }
    if (back === null) {
      yield* scanner.end();
      back = scanner.takeRewind();
    }
    from = back;
  }
}

function isEmpty(record: CsvRecord): boolean {
  return "bytes" in record && record.bytes.length === 0;
}

function headerOf(record: CsvRecord, dialect: CsvDialect): string[] {
  if (dialect.hasHeader === false) return columnNames(widthOf(record, dialect));
  if (!("bytes" in record) || badBytes(record.bytes, dialect.encoding) !== null) {
    throw new UnreadableFile("bad-header", "bytes" in record ? "" : record.fault);
  }
  const cells = splitRecords([record], dialect)?.[0];
  if (cells === undefined || cells.length > MAX_COLUMNS || cells.some(isTooLongName)) {
    throw new UnreadableFile("bad-header");
  }
  // Tools write an index column without a name.
  const names = cells.map((name, at) => name.trim() || `column ${at + 1}`);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new UnreadableFile("duplicate-column", twice);
  return names;
}

function widthOf(record: CsvRecord, dialect: CsvDialect): number {
  const head = "bytes" in record ? "" : Buffer.from(record.head).toString("latin1");
  const told = dialect.delimiter === "" ? 1 : head.split(dialect.delimiter).length;
  const width = "bytes" in record ? record.cells : told;
  if (width > MAX_COLUMNS) throw new UnreadableFile("bad-header");
  return width;
}

function columnNames(width: number): string[] {
  return Array.from({ length: width }, (_, at) => `column ${at + 1}`);
}

function isTooLongName(name: string): boolean {
  return name.length > MAX_NAME_LENGTH;
}

function* rowsOf(batch: readonly CsvRecord[], header: readonly string[], dialect: CsvDialect) {
  const good = batch.filter(
    (record): record is WholeRecord =>
      "bytes" in record && !isEmpty(record) && badBytes(record.bytes, dialect.encoding) === null,
  );
  const cells = splitRecords(good, dialect) ?? good.map((record) => splitRecords([record], dialect)?.[0]);
  let next = 0;
  for (const record of batch) {
    if (!("bytes" in record)) yield rejected(record, record.fault, header[record.cell] ?? null);
    else if (isEmpty(record)) yield { line: record.line, end: record.end, fields: new Map() };
    else if (record !== good[next]) yield rejectedBytes(record, header, dialect);
    else yield rowOf(record, cells[next++], header, dialect.delimiter);
  }
}

function rowOf(
  record: WholeRecord,
  cells: string[] | undefined,
  header: readonly string[],
  delimiter: string,
): SourceRow {
  if (cells === undefined) return rejected(record, "stray-quote", null);
  const isLong = cells.length > header.length;
  const isFitting = isLong ? cells.slice(header.length).every(isBlank) : !hasSwallowed(cells, delimiter);
  if (cells.length !== header.length && !isFitting) {
    // An unclosed quote can take in several lines and still end properly. The line numbers show that.
    const lines = record.lines > 1 ? ` lines ${record.line}-${record.line + record.lines - 1}` : "";
    return rejected(record, "wrong-column-count", null, `${cells.length}/${header.length}${lines}`);
  }
  const fields = new Map(header.map((name, at) => [name, cells[at] ?? ""]));
  const row = { line: record.line, end: record.end, fields };
  return cells.length === header.length ? row : { ...row, fit: isLong ? "long" : "short" };
}

function isBlank(cell: string): boolean {
  return cell.trim() === "";
}

// True when a row has too few cells and one of them contains a line with as many cells as the row: that line was a
// row of its own, behind an unclosed quote.
function hasSwallowed(cells: readonly string[], delimiter: string): boolean {
  return cells.some((cell) =>
    cell
      .split(/\r\n?|\n/)
      .slice(1)
      .some((line) => line.split(delimiter).length >= cells.length),
  );
}

// In Latin-1 every byte is a character. That makes it possible to find the cell with the invalid bytes.
function rejectedBytes(record: WholeRecord, header: readonly string[], dialect: CsvDialect): SourceRow {
  const bytes = Buffer.from(Buffer.from(record.bytes).toString("latin1"));
  const cells = splitRecords([{ ...record, bytes }], { ...dialect, encoding: "utf-8" })?.[0] ?? [];
  const at = cells.findIndex((cell) => badBytes(Buffer.from(cell, "latin1"), dialect.encoding) !== null);
  const fault = badBytes(record.bytes, dialect.encoding) ?? "invalid-utf8";
  return rejected(record, fault, header[at] ?? null);
}

function rejected(record: CsvRecord, code: FormatFault, column: string | null, detail = ""): SourceRow {
  const head = "bytes" in record ? record.bytes : record.head;
  const reject = { code, column, detail };
  return { line: record.line, end: record.end, reject, excerpt: excerptOf(head) };
}

// The cells of each record, or null when csv-parse finds another number of records than the scanner.
function splitRecords(records: readonly WholeRecord[], dialect: CsvDialect): string[][] | null {
  const lineEnd = Uint8Array.of(0x0a);
  const bytes = Buffer.concat(records.flatMap((record) => [record.bytes, lineEnd]));
  try {
    const rows: string[][] = parse(toUtf8(bytes, dialect.encoding), {
      // A record with U+0000 is only split to find the faulty cell. With a single cell there is nothing to find.
      delimiter: dialect.delimiter || "\u0000",
      quote: dialect.hasQuotes === false ? false : '"',
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
