import { describe, expect, test } from "vitest";
import type { SourceRow } from "#lib/formats/source.ts";
import { guessType, isBlankRow, namesColumns, needsEncoding, SurveyTally } from "./rules.ts";

test("A column is numbers or links only when every cell is", () => {
  expect(guessType(["1", "", "-2.5"])).toBe("number");
  expect(guessType(["https://a.example", "http://b.example/c"])).toBe("address");
  expect(guessType(["1", "x"])).toBe("text");
  expect(guessType(["", " "])).toBe("empty");
});

test("A row is blank when its cells hold blanks alone, and not when they hold what only looks so", () => {
  expect(isBlankRow(new Map())).toBe(true);
  expect(isBlankRow(new Map([["a", " \t"]]))).toBe(true);
  expect(isBlankRow(new Map([["a", "\u00a0"]]))).toBe(false);
});

describe("the first row", () => {
  const isUsual = (name: string) => name === "title";
  const names = (...rows: string[][]) => namesColumns(rows, isUsual);

  test("is data where it holds a number or an address like the rows below", () => {
    expect(names(["1", "pan"], ["2", "pot"])).toBe(false);
    expect(names(["pan", "https://a.example"], ["pot", "https://b.example"])).toBe(false);
    expect(names(["1", "pan"])).toBe(false);
  });

  test("names the columns where it is words, years, a usual name, or unlike the rows below", () => {
    expect(names(["sku", "name"], ["1", "pan"])).toBe(true);
    expect(names(["country", "2019", "2020"], ["Chile", "3", "4"])).toBe(true);
    expect(names(["title", "1"], ["pan", "2"])).toBe(true);
    expect(names(["7", "sku"], ["pan", "1"])).toBe(true);
    expect(names([])).toBe(true);
  });
});

describe("a survey", () => {
  const row = (line: number, cells: Record<string, string>, more = {}): SourceRow => ({
    line,
    end: 0,
    fields: new Map(Object.entries(cells)),
    ...more,
  });

  test("holds every column with its type and its first cell, and counts every row once", () => {
    const tally = new SurveyTally(["a", "never"], "utf-8");
    tally.add(row(2, { a: "1", never: "" }));
    tally.add(row(3, {}));
    tally.add(row(4, { a: "x" }, { fit: "short" }));
    tally.add(row(5, { a: "", late: `${"y".repeat(119)}😀` }, { fit: "long" }));
    const reject = { code: "invalid-utf8", column: null, detail: "" } as const;
    tally.add({ line: 6, end: 0, reject, excerpt: "" });
    expect(tally.result()).toEqual({
      encoding: "utf-8",
      columns: [
        { name: "a", type: "text", sample: "1", line: 2 },
        { name: "never", type: "empty", sample: "", line: 0 },
        { name: "late", type: "text", sample: `${"y".repeat(119)}\ufffd`, line: 5 },
      ],
      rows: 5,
      rejected: 1,
      blank: 1,
      unreadable: 1,
      short: 1,
      long: 1,
    });
  });

  test("asks for the encoding where bytes are not UTF-8 and nobody said what they are", () => {
    const survey = new SurveyTally([], "utf-8").result();
    expect(needsEncoding(survey, undefined)).toBe(false);
    expect(needsEncoding({ ...survey, unreadable: 1 }, undefined)).toBe(true);
    expect(needsEncoding({ ...survey, encoding: "windows-1252" }, undefined)).toBe(true);
    expect(needsEncoding({ ...survey, unreadable: 1 }, "utf-8")).toBe(false);
    expect(needsEncoding(null, undefined)).toBe(false);
  });
});
