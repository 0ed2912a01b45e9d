import { expect, test } from "vitest";
import type { FieldRole } from "#lib/item/schema.ts";
import { queryMoveInWords, searchedInWords } from "./words.ts";

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
