import { expect, test } from "vitest";
import { failureInWords, formatInWords, rejectInWords } from "./import-words.ts";

const words = (reason: string, detail: string, column: string | null = null) =>
  rejectInWords({ reason, detail, column });

test("A reject is one sentence with its figures", () => {
  expect(words("wrong-column-count", "2/3")).toBe("2 cells where the header has 3.");
  expect(words("wrong-column-count", "9/3 lines 4-7")).toBe(
    "9 cells where the header has 3. It spans lines 4 to 7: a quote may be left open.",
  );
  expect(words("duplicate-id", "12 sku 7")).toBe("The item “sku 7” stands in line 12 already.");
  expect(words("duplicate-id", "project a")).toBe("The item “a” is in the project already.");
  expect(words("invalid-utf8", "", "name")).toBe("The cell under “name” is not valid UTF-8.");
  expect(words("bad-gold-levels", "9/5")).toBe("“9” is no list of levels from 1 to 5. Write 4, 4|5 or 3-5.");
});

test("A failure says what to do, also when it is ours", () => {
  expect(failureInWords("empty")).toBe("There are no rows in this file.");
  expect(failureInWords("duplicate-column two words")).toContain("“two words”");
  expect(failureInWords("unexpected")).toContain("on our side");
});

test("The kind of a file is told with what cuts its cells", () => {
  expect(formatInWords("csv", ",")).toBe("CSV");
  expect(formatInWords("csv", ";")).toBe("CSV, cells cut by semicolons");
  expect(formatInWords("tsv", "\t")).toBe("TSV, cells cut by tabs");
  expect(formatInWords("jsonl", null)).toBe("JSON Lines");
});
