import { expect, test } from "vitest";
import type { FieldRole } from "#lib/item/schema.ts";
import { queryMoveInWords, runningImportInWords, searchedInWords } from "./words.ts";

test("a query can be paused while items of it are open, and resumed whenever it is paused", () => {
  const said = (isPaused: boolean, open: number, paused: number) =>
    queryMoveInWords({ isPaused, open, paused });
  expect(said(false, 2, 0)).toBe("Pause query (2 open items)");
  expect(said(false, 0, 1)).toBeNull();
  expect(said(true, 0, 1)).toBe("Resume query (1 paused item)");
  expect(said(true, 0, 0)).toBe("Resume query");
});

test("a search says which columns it looks at, the query first", () => {
  const said = (...roles: [string, FieldRole][]) =>
    searchedInWords(roles.map(([name, role]) => ({ name, role })));
  expect(said(["title_en", "title"], ["body", "text"], ["q", "query"], ["sku", "id"])).toBe(
    "Searches the columns “q”, “sku” and “title_en”.",
  );
  expect(said(["name", "title"])).toBe("Searches the column “name”.");
  expect(said(["body", "text"])).toBe(
    "Searches the ids of items only. No column is a query, an id or a title.",
  );
  const many = Array.from({ length: 6 }, (_, at): [string, FieldRole] => [`t${at}`, "title"]);
  expect(said(...many)).toBe("Searches the columns “t0”, “t1”, “t2”, “t3” and 2 more.");
});

test("a running import says how many rows of how many are read", () => {
  const said = (rowsRead: number, rows: number | null) =>
    runningImportInWords({ no: 1, fileName: "a.csv", rowsRead, rows });
  expect(said(0, 100)).toBe("The import of “a.csv” starts in a moment.");
  expect(said(2000, 10_000)).toContain("2,000 of 10,000");
  expect(said(2000, null)).toContain("so far: 2,000.");
  expect(said(10_000, 10_000)).toContain("All rows of “a.csv” are read (10,000).");
});
