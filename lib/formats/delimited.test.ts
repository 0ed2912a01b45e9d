import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { csvLines, tsvLines } from "./delimited.ts";

test("what a CSV reader gets back is what was written, whatever the cells hold", () => {
  const cell = fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\r"));
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1 }), (rows) => {
      expect(parse(csvLines(rows), { skip_empty_lines: false, relax_column_count: true })).toEqual(rows);
    }),
  );
});

test("an absent value is an empty cell, and truth is spelled out", () => {
  expect(csvLines([["a,b", null, 0.5, true]])).toBe('"a,b",,0.5,true\n');
});

test("a topic table keeps one topic per line", () => {
  expect(tsvLines([["q1", "two\nlines\tand tabs"]])).toBe("q1\ttwo lines and tabs\n");
});
