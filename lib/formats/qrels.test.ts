import { describe, expect, test } from "vitest";
import { isQrelsId, qrelsLine } from "./qrels.ts";

describe("a qrels line", () => {
  // The format of the TREC relevance files: "topic iteration document grade".
  test("has four columns parted by single blanks", () => {
    expect(qrelsLine({ topic: "q12", document: "1993197", grade: 3 })).toBe("q12 0 1993197 3\n");
  });

  test("refuses ids with blanks, which would shift the columns", () => {
    expect(isQrelsId("bluetooth speaker")).toBe(false);
    expect(isQrelsId("no\u00a0break")).toBe(false);
    expect(() => qrelsLine({ topic: "bluetooth speaker", document: "1", grade: 1 })).toThrow(RangeError);
    expect(() => qrelsLine({ topic: "", document: "1", grade: 1 })).toThrow(RangeError);
  });

  test("refuses what other readers take for a blank or the end of a line", () => {
    // Python's str.split and str.splitlines cut at the first six, C's isspace at VT and FF.
    const cuts = [
      "\u001c",
      "\u001d",
      "\u001e",
      "\u001f",
      "\u0085",
      "\u2028",
      "\u2029",
      "\v",
      "\f",
      "\u3000",
      "\u0000",
    ];
    expect(cuts.filter((cut) => isQrelsId(`A${cut}1`))).toEqual([]);
    expect(["B-1", "größe", "\u{1f600}", "-x"].filter((id) => !isQrelsId(id))).toEqual([]);
  });

  test("refuses grades that are not whole numbers from zero", () => {
    for (const grade of [-1, 0.5, Number.NaN]) {
      expect(() => qrelsLine({ topic: "q1", document: "1", grade })).toThrow(RangeError);
    }
  });
});
