import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson, canonicalNumber } from "./canonical.ts";
import { type Cell, csvLines } from "./delimited.ts";
import { toSpreadsheetCell } from "./spreadsheet.ts";
import { tableLines } from "./table-writer.ts";

const text = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: fc.constantFrom("=", "+", "-", "@", "'", "\t", "\r", "\n", ",", '"', "＝", "1", " ") }),
);
const number = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0.1 + 0.2, 1 / 3, 1e12, 999_999_999_999, 1e12 + 0.5, -0, 1e-7),
);
const cell: fc.Arbitrary<Cell> = fc.oneof(text, number, fc.boolean(), fc.constant(null));
const name = fc.oneof(
  text.map((end) => `source_${end}`),
  fc.constant("__proto__"),
);
const table = fc
  .uniqueArray(name, { minLength: 2, maxLength: 6 })
  .chain((columns) =>
    fc.tuple(
      fc.constant(columns),
      fc.array(fc.array(cell, { minLength: columns.length, maxLength: columns.length }), { maxLength: 4 }),
    ),
  );

/** As csv-stringify writes it. */
function csvCell(value: Cell): Cell {
  if (typeof value === "string") return toSpreadsheetCell(value);
  return typeof value === "number" ? canonicalNumber(value) : value;
}

test("lines are those of the slow writers, byte for byte, whatever the cells hold", () => {
  fc.assert(
    fc.property(table, ([columns, rows]) => {
      const write = tableLines(columns);
      for (const cells of rows) {
        // Entries from a list, because an assignment to "__proto__" would not be a column.
        const record = Object.fromEntries(columns.map((name, at) => [name, cells[at]]));
        expect(write(cells)).toEqual({
          csv: csvLines([cells.map(csvCell)]),
          jsonl: `${canonicalJson(record)}\n`,
          cells: cells.map((value) => (typeof value === "number" ? canonicalNumber(value) : value)),
        });
      }
    }),
  );
});

test("a fraction that was written before is written the same after ten thousand others", () => {
  const write = tableLines(["a", "b"]);
  const first = write([1 / 3, 0.25]);
  for (let n = 1; n <= 10_001; n++) write([1 / n, n / 7]);
  expect(write([1 / 3, 0.25])).toEqual(first);
  expect(first.jsonl).toBe('{"a":0.333333333333,"b":0.25}\n');
});
