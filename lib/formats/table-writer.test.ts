import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { parquetRead } from "hyparquet";
import { expect, test } from "vitest";
import type { Cell } from "./delimited.ts";
import type { CellKind, TableColumn } from "./parquet.ts";
import { fromSpreadsheetCell } from "./spreadsheet.ts";
import { tableWriter } from "./table-writer.ts";

// A grapheme may hold half of a pair; PostgreSQL stores no such text, nor NUL.
const storable = (text: string) => text.toWellFormed().replaceAll("\0", " ");
const text = fc
  .oneof(
    fc.string({ unit: "grapheme" }),
    fc.string({ unit: "binary" }),
    fc.string({
      unit: fc.constantFrom("=", "+", "-", "@", "'", "\t", "\r", "\n", ",", '"', "＝", "1", " ", "\u2028"),
    }),
    fc.constantFrom("null", "true", "NaN", "__proto__", "PAR1", "\ufeff", "😀".repeat(40), "=1+1", "'=x"),
  )
  .map(storable);
const cells: Record<CellKind, fc.Arbitrary<Cell>> = {
  integer: fc.integer(),
  // More digits are rounded in every file; numbers of judgments stay far below.
  long: fc.integer({ min: -999_999_999_999, max: 999_999_999_999 }),
  real: fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.constantFrom(1 / 3, 0.1 + 0.2, 1e-7),
  ),
  text,
  flag: fc.boolean(),
  time: fc
    .date({
      min: new Date("1970-01-01T00:00:00Z"),
      max: new Date("9999-12-31T23:59:59.999Z"),
      noInvalidDate: true,
    })
    .map((date) => date.toISOString()),
};
const column = fc.record({
  name: fc.oneof(
    text.map((end) => `source_${end}`),
    fc.constant("__proto__"),
  ),
  kind: fc.constantFrom<CellKind>("integer", "long", "real", "text", "flag", "time"),
});
const table = fc
  .uniqueArray(column, { minLength: 2, maxLength: 8, selector: ({ name }) => name })
  .chain((columns) =>
    fc.tuple(
      fc.constant<readonly TableColumn[]>(columns),
      fc.array(fc.tuple(...columns.map(({ kind }) => fc.option(cells[kind], { freq: 4 }))), {
        maxLength: 30,
      }),
      fc.integer({ min: 1, max: 9 }),
    ),
  );

/** The three files, from rows that are taken so many at a time, with row groups as small as that. */
function write(columns: readonly TableColumn[], rows: readonly (readonly Cell[])[], atOnce: number) {
  const writer = tableWriter(columns, atOnce);
  const taken = rows.map((row, at) => {
    writer.add(row);
    return at % atOnce === 0 ? writer.take() : null;
  });
  const pieces = [...taken, writer.end()].filter((piece) => piece !== null);
  expect(pieces.reduce((sum, piece) => sum + piece.rows, 0)).toBe(rows.length);
  return {
    csv: pieces.map((piece) => piece.csv).join(""),
    jsonl: pieces.map((piece) => piece.jsonl).join(""),
    parquet: new Uint8Array(Buffer.concat(pieces.flatMap((piece) => piece.parquet))),
  };
}

/** Rows as lists, because an object has no column "__proto__". */
async function readParquet(file: Uint8Array<ArrayBuffer>): Promise<unknown[][]> {
  let read: unknown[][] = [];
  // By itself this reader drops the byte-order mark that a text may begin with.
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  await parquetRead({
    file: file.buffer,
    parsers: { stringFromBytes: (bytes: Uint8Array) => bytes && decoder.decode(bytes) },
    onComplete: (rows) => {
      read = rows;
    },
  });
  return read;
}

/** As its column says it, from what a reader of Parquet got. */
function ofParquet(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  return value instanceof Date ? value.toISOString() : (value ?? null);
}

/** As its column says it, from what a reader of CSV got. An empty cell says nothing. */
function ofCsv(cell: string, kind: CellKind): unknown {
  if (cell === "") return null;
  if (kind === "flag") return cell === "true";
  return kind === "text" || kind === "time" ? fromSpreadsheetCell(cell) : Number(cell);
}

test("CSV, JSON Lines and Parquet hold the same rows, whatever their cells hold", async () => {
  await fc.assert(
    fc.asyncProperty(table, async ([columns, rows, atOnce]) => {
      const { csv, jsonl, parquet } = write(columns, rows, atOnce);
      const records = jsonl
        .split("\n")
        .slice(0, -1)
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      const own = (record: Record<string, unknown>, name: string) =>
        Object.entries(record).find(([key]) => key === name)?.[1];
      const expected = records.map((record) => columns.map(({ name }) => own(record, name)));
      expect((await readParquet(parquet)).map((row) => row.map(ofParquet))).toEqual(expected);
      const [header, ...lines] = parse(csv, { record_delimiter: "\n" }) as string[][];
      expect(header).toEqual(columns.map(({ name }) => name));
      const empty = (value: unknown) => (value === "" ? null : value);
      expect(lines.map((line) => line.map((cell, at) => ofCsv(cell, columns[at]?.kind ?? "text")))).toEqual(
        expected.map((row) => row.map(empty)),
      );
    }),
  );
});
