import { createHash } from "node:crypto";
import { parquetMetadata } from "hyparquet";
import { expect, test } from "vitest";
import { parquetTable, type TableColumn } from "./parquet.ts";

const COLUMNS: TableColumn[] = [
  { name: "seq", kind: "long" },
  { name: "item_no", kind: "integer" },
  { name: "trust", kind: "real" },
  { name: "comment", kind: "text" },
  { name: "tied", kind: "flag" },
  { name: "created_at", kind: "time" },
];

function write(rows: number, comment: (no: number) => string | null): Uint8Array<ArrayBuffer> {
  const table = parquetTable(COLUMNS);
  const pieces: Uint8Array[] = [];
  for (let no = 1; no <= rows; no++) {
    const cells = [
      no * 3,
      no,
      no % 7 === 0 ? null : no / 8,
      comment(no),
      no % 2 === 0,
      "2026-11-02T03:04:05.678Z",
    ];
    const piece = table.add(cells);
    // What comes next is written to the same place.
    if (piece) pieces.push(piece.slice());
  }
  return new Uint8Array(Buffer.concat([...pieces, table.end()]));
}

const groupsOf = (file: Uint8Array<ArrayBuffer>) =>
  parquetMetadata(file.buffer).row_groups.map(({ num_rows }) => Number(num_rows));

test("a table without rows has its columns", () => {
  const { schema, num_rows } = parquetMetadata(write(0, () => null).buffer);
  expect(num_rows).toBe(0n);
  expect(schema.slice(1).map(({ name, type }) => [name, type])).toEqual([
    ["seq", "INT64"],
    ["item_no", "INT32"],
    ["trust", "DOUBLE"],
    ["comment", "BYTE_ARRAY"],
    ["tied", "BOOLEAN"],
    ["created_at", "INT64"],
  ]);
});

test("a row group ends after 10,000 rows, or sooner where their text is long", () => {
  expect(groupsOf(write(20_001, () => "short"))).toEqual([10_000, 10_000, 1]);
  expect(groupsOf(write(5, () => "x".repeat(1_000_000)))).toEqual([4, 1]);
});

test("the bytes of these rows are the same on every machine and with every release", () => {
  const file = write(12_345, (no) => (no % 3 === 0 ? null : `Straße ${no}, 😀`));
  // Versions are known by their bytes: another library that writes others makes every version of before another one.
  expect(createHash("sha256").update(file).digest("hex")).toBe(
    "30a4628c821e38c996581c3073a415a272e954b017d54b2f06b0ecacc7531ef0",
  );
});

test("a cell of another kind than its column's is refused", () => {
  const table = parquetTable([{ name: "level", kind: "integer" }]);
  table.add([1.5]);
  expect(() => table.end()).toThrow("integer");
});
