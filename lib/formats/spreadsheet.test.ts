import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromSpreadsheetCell, toSpreadsheetCell } from "./spreadsheet.ts";

describe("a cell for spreadsheets", () => {
  test("is never the start of a formula", () => {
    for (const start of ["=", "+", "-", "@", "\t", "\r", "＝", "＠"]) {
      expect(toSpreadsheetCell(`${start}cmd|' /C calc'!A0`)).toBe(`'${start}cmd|' /C calc'!A0`);
    }
  });

  test("leaves numbers and ordinary text alone", () => {
    for (const text of ["-3", "+4.5e-7", "-.5", "speaker", "a=b", ""])
      expect(toSpreadsheetCell(text)).toBe(text);
  });

  test("gives back exactly what was", () => {
    const nasty = fc.string({
      unit: fc.constantFrom("=", "'", "-", "1", "a", "\t", "＝", "."),
      maxLength: 6,
    });
    fc.assert(fc.property(nasty, (text) => fromSpreadsheetCell(toSpreadsheetCell(text)) === text));
  });
});
