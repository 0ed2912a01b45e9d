import { expect, test } from "vitest";
import { MAX_CELL_BYTES, MAX_ROW_BYTES } from "#lib/formats/source.ts";
import { failureInWords, formatInWords, rejectInWords, shortName, surveyInWords } from "./words.ts";

const words = (reason: string, detail: string, column: string | null = null) =>
  rejectInWords({ reason, detail, column });

test("A reject is one sentence with its figures", () => {
  expect(words("wrong-column-count", "2/3")).toBe("The row has 2 cells, but the header has 3.");
  expect(words("wrong-column-count", "9/3 lines 4-7")).toBe(
    "The row has 9 cells, but the header has 3. It spans lines 4 to 7. A closing quote may be missing.",
  );
  expect(words("duplicate-id", "12 sku 7")).toBe("The item “sku 7” is already in line 12.");
  expect(words("duplicate-id", "project a")).toBe("The item “a” is already in the project.");
  expect(words("invalid-utf8", "", "name")).toBe("The cell under “name” is not valid UTF-8.");
  expect(words("bad-gold-levels", "9/5")).toBe(
    "“9” is not a list of levels from 1 to 5. Write 4, 4|5 or 3-5.",
  );
});

test("A cell or row that is too long is told the limit that the reader has", () => {
  const megabytes = (size: number) => `${size / 1024 / 1024} MB.`;
  expect(words("cell-too-long", "")).toBe(`A cell is longer than ${megabytes(MAX_CELL_BYTES)}`);
  expect(words("row-too-long", "")).toBe(`The row is longer than ${megabytes(MAX_ROW_BYTES)}`);
});

test("A failure says what to do, also when it is ours", () => {
  expect(failureInWords("empty")).toBe("The file is empty. Choose a file with at least one row.");
  expect(failureInWords("duplicate-column two words")).toContain("“two words”");
  expect(failureInWords("unexpected")).toContain("on the server");
});

test("Rejects of look-alike ids, notes and empty items say what is wrong and where", () => {
  expect(words("id-not-plain", "U+200B", "sku")).toBe(
    "The cell under “sku” has an invisible character (U+200B). Ids that look the same must be the same.",
  );
  expect(words("id-not-plain", "blank", "sku")).toContain("starts or ends with a space");
  expect(words("note-differs", "pan\nfor baking\n")).toBe(
    "The query “pan” has the note “for baking” here and no note in an earlier row.",
  );
  expect(words("nothing-to-show", "")).toBe("All columns that annotators see are empty in this row.");
  expect(words("not-a-number", "NaN", "price")).toContain("NaN");
});

test("The kind of a file is told with what separates its cells and with its encoding", () => {
  const dialect = {
    hasQuotes: true,
    hasHeader: true,
    lineEnd: "\n",
    start: 0,
    line: 1,
    encoding: "utf-8",
  } as const;
  expect(formatInWords({ ...dialect, format: "csv", delimiter: "," })).toBe("CSV");
  expect(formatInWords({ ...dialect, format: "csv", delimiter: ";", encoding: "windows-1252" })).toBe(
    "CSV, separated by semicolon, Windows-1252",
  );
  expect(formatInWords({ ...dialect, format: "csv", delimiter: "" })).toBe("CSV, one column");
  expect(formatInWords({ ...dialect, format: "tsv", delimiter: "\t" })).toBe("TSV");
  expect(formatInWords({ ...dialect, format: "jsonl", delimiter: "" })).toBe("JSON Lines");
});

test("What all rows are is told in one sentence each, and nothing where there is nothing to tell", () => {
  const survey = { encoding: "utf-8", columns: [], rows: 9, unreadable: 0 } as const;
  expect(surveyInWords({ ...survey, rejected: 0, blank: 0, short: 0, long: 0 })).toEqual([]);
  expect(surveyInWords({ ...survey, rejected: 1, blank: 1, short: 2, long: 1 })).toEqual([
    "1 row cannot be read and will be rejected.",
    "1 row is blank and will be skipped.",
    "2 rows have fewer cells than the header. Missing cells count as empty.",
    "1 row has extra empty cells at the end. These cells are ignored.",
  ]);
});

test("A long file name is shown by its start and its end", () => {
  const name = `${"a".repeat(205)}.csv`;
  expect(shortName(name)).toBe(`${"a".repeat(36)}…${"a".repeat(19)}.csv`);
  expect([...shortName(name)]).toHaveLength(60);
  expect(shortName("items.csv")).toBe("items.csv");
});
