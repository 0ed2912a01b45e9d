import { isUtf8 } from "node:buffer";
import { jsonEntries } from "./json-entries.ts";
import {
  type ByteSource,
  excerptOf,
  type FormatFault,
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

/**
 * Reads JSON Lines as a stream of rows, one object per line, each good or rejected with its line. Lines
 * with nothing on them are no rows. `start` is the byte after the byte order mark, where there is one.
 */
export async function* readJsonl(source: ByteSource, start = 0): AsyncGenerator<SourceRow> {
  for await (const line of readLines(source, start)) {
    if (line.isTooLong) yield rejected(line, "row-too-long");
    else if (line.bytes.some((byte) => byte > 0x20 || byte === 0)) yield rowOf(line);
  }
}

function rowOf(line: Line): SourceRow {
  if (line.bytes.includes(0)) return rejected(line, "nul-character");
  if (!isUtf8(line.bytes)) return rejected(line, "invalid-utf8");
  const entries = jsonEntries(Buffer.from(line.bytes).toString("utf8"));
  if ("code" in entries) return rejected(line, entries.code, entries.column, entries.detail);
  if (entries.size > MAX_COLUMNS) return rejected(line, "too-many-columns", null, String(entries.size));
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
async function* readLines(source: ByteSource, start: number): AsyncGenerator<Line> {
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
    for (let at = chunk.indexOf(0x0a); at >= 0; at = chunk.indexOf(0x0a, from)) {
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
