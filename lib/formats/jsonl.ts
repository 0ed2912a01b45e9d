import { badBytes, toUtf8 } from "./encoding.ts";
import { jsonEntries } from "./json-entries.ts";
import {
  type ByteSource,
  type Encoding,
  excerptOf,
  type FormatFault,
  type LineEnd,
  MAX_CELL_BYTES,
  MAX_COLUMNS,
  MAX_NAME_LENGTH,
  MAX_ROW_BYTES,
  type SourceRow,
} from "./source.ts";

type Line = {
  readonly line: number;
  readonly end: number;
  readonly bytes: Uint8Array;
  readonly isTooLong: boolean;
};

type JsonlDialect = {
  /** The byte after the byte order mark, where there is one */
  readonly start?: number | undefined;
  readonly encoding?: Encoding | undefined;
  readonly lineEnd?: LineEnd | undefined;
};

/**
 * Reads JSON Lines as a stream of rows, one object per line, each good or rejected with its line. A line with
 * nothing on it is a row without cells. The columns of all rows together are at most as many as a row may have:
 * a row that would bring one more is rejected.
 */
export async function* readJsonl(source: ByteSource, dialect: JsonlDialect = {}): AsyncGenerator<SourceRow> {
  const names = new Set<string>();
  for await (const line of readLines(source, dialect)) {
    if (line.isTooLong) yield rejected(line, "row-too-long");
    else if (isEmpty(line)) yield { line: line.line, end: line.end, fields: new Map() };
    else yield withinColumns(line, rowOf(line, dialect.encoding), names);
  }
}

function isEmpty({ bytes }: Line): boolean {
  return bytes.every((byte) => byte <= 0x20 && byte !== 0);
}

function withinColumns(line: Line, row: SourceRow, names: Set<string>): SourceRow {
  if (!("fields" in row)) return row;
  const fresh = [...row.fields.keys()].filter((name) => !names.has(name));
  const total = names.size + fresh.length;
  if (total > MAX_COLUMNS) return rejected(line, "too-many-columns", fresh[0], String(total));
  for (const name of fresh) names.add(name);
  return row;
}

function rowOf(line: Line, encoding: Encoding | undefined): SourceRow {
  const fault = badBytes(line.bytes, encoding);
  if (fault !== null) return rejected(line, fault);
  const entries = jsonEntries(toUtf8(line.bytes, encoding).toString("utf8"));
  if ("code" in entries) return rejected(line, entries.code, entries.column, entries.detail);
  for (const [name, value] of entries) {
    if (name.length > MAX_NAME_LENGTH) return rejected(line, "cell-too-long", name.slice(0, 100));
    if (Buffer.byteLength(value) > MAX_CELL_BYTES) return rejected(line, "cell-too-long", name);
  }
  return { line: line.line, end: line.end, fields: entries };
}

function rejected(line: Line, code: FormatFault, column: string | null = null, detail = ""): SourceRow {
  return { line: line.line, end: line.end, reject: { code, column, detail }, excerpt: excerptOf(line.bytes) };
}

// Of a line over the limit only the head is kept.
async function* readLines(
  source: ByteSource,
  { start = 0, lineEnd = "\n" }: JsonlDialect,
): AsyncGenerator<Line> {
  const endByte = lineEnd.charCodeAt(0);
  let pieces: Uint8Array[] = [];
  let length = 0;
  let line = 1;
  let end = start;
  const take = (piece: Uint8Array) => {
    if (length <= MAX_ROW_BYTES) pieces.push(piece);
    length += piece.length;
    end += piece.length;
  };
  const finish = (): Line => {
    const done = { line, end, bytes: Buffer.concat(pieces), isTooLong: length > MAX_ROW_BYTES };
    pieces = [];
    length = 0;
    return done;
  };
  for await (const chunk of source(start)) {
    let from = 0;
    for (let at = chunk.indexOf(endByte); at >= 0; at = chunk.indexOf(endByte, from)) {
      take(chunk.subarray(from, at));
      end++;
      yield finish();
      line++;
      from = at + 1;
    }
    take(chunk.subarray(from));
  }
  if (length > 0) yield finish();
}
