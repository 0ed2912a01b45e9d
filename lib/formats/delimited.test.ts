import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { csvLines, tsvLines } from "./delimited.ts";

test("what a CSV reader gets back is what was written, whatever the cells hold", () => {
  const cell = fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom("a\rb", "\r", "a\r\nb"));
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1 }), (rows) => {
      const reader = { record_delimiter: ["\r\n", "\n", "\r"], relax_column_count: true };
      expect(parse(csvLines(rows), reader)).toEqual(rows);
    }),
  );
});

test("an absent value is an empty cell, and truth is spelled out", () => {
  expect(csvLines([["a,b", null, 0.5, true]])).toBe('"a,b",,0.5,true\n');
});

test("a topic table keeps one topic per line", () => {
  expect(tsvLines([["q1", "two\nlines\tand tabs"]])).toBe("q1\ttwo lines and tabs\n");
});

test("nothing that any reader takes for the end of a line is left inside one", () => {
  expect(tsvLines([["q1", "a\u0085b\u2028c\u001ed\vf"]])).toBe("q1\ta b c d f\n");
});
