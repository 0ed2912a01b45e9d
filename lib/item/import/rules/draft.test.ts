import { describe, expect, test } from "vitest";
import type { FieldRoles } from "#lib/item/schema.ts";
import { draftItem, MAX_ID_BYTES, mappingOf, parseGoldLevels } from "./draft.ts";
import { chooseRoles, guessRoles, unionRoles } from "./roles.ts";

describe("a gold cell", () => {
  test.each([
    ["4", [4]],
    ["4|5", [4, 5]],
    ["5; 4", [4, 5]],
    ["4,5,4", [4, 5]],
    ["3-5", [3, 4, 5]],
    [" 1 – 2 ", [1, 2]],
    ["", []],
    ["  ", []],
    ["4.0", [4]],
    ["4.00|5.0", [4, 5]],
    ["[4,5]", [4, 5]],
    ['["4", "5"]', [4, 5]],
    [" [3.0] ", [3]],
  ])("%j names its levels", (text, levels) => {
    expect(parseGoldLevels(text, 5 + 1)).toEqual({ levels });
  });

  test.each(["0", "6", "good", "4.5", "5-4", "4|", "-1", "4 5", "[4", "[[4]]", "[]"])(
    "%j names no levels of 1 to 5",
    (text) => {
      expect(parseGoldLevels(text, 5)).toEqual({ code: "bad-gold-levels", detail: `${text}/5` });
    },
  );

  test("must leave a level out", () => {
    expect(parseGoldLevels("1-5", 5)).toEqual({ code: "gold-accepts-all", detail: "1-5" });
  });
});

describe("a row under a mapping", () => {
  const roles: FieldRoles = [
    { name: "q", role: "query" },
    { name: "qid", role: "query-id" },
    { name: "id", role: "id" },
    { name: "t", role: "title" },
    { name: "gold", role: "gold-levels" },
  ];
  const plan = { roles, mapping: mappingOf(roles), scaleSize: 5 };
  const draft = (cells: Record<string, string>) =>
    draftItem(7, new Map(Object.entries({ t: "T", ...cells })), plan);

  test("becomes an item with its query", () => {
    expect(draft({ q: "lamp", qid: "q1", id: "a" })).toMatchObject({
      line: 7,
      externalId: "a",
      query: { externalId: "q1", text: "lamp", note: "" },
    });
  });

  test("is refused where an id or a query says nothing, or an id is too long for an index", () => {
    expect(draft({ q: "lamp", qid: "q1", id: " " })).toEqual({
      code: "missing-value",
      column: "id",
      detail: "id",
    });
    expect(draft({ q: "lamp", qid: "", id: "a" })).toMatchObject({ code: "missing-value", column: "qid" });
    const long = "é".repeat(MAX_ID_BYTES / 2 + 1);
    expect(draft({ q: "lamp", qid: "q1", id: long })).toMatchObject({ code: "id-too-long", detail: "1002" });
  });

  test("may have a query of any length when the query has an id", () => {
    expect(draft({ q: "x".repeat(5000), qid: "q1", id: "a" })).toHaveProperty("externalId", "a");
  });

  test("names the column of a gold cell that cannot be read", () => {
    expect(draft({ q: "lamp", qid: "q1", id: "a", gold: "9" })).toMatchObject({
      code: "bad-gold-levels",
      column: "gold",
    });
  });
});

describe("the guess of a mapping", () => {
  const guessed = (names: string[], known: FieldRoles = []) =>
    guessRoles(names, known).map(({ role }) => role);

  test("reads common names, each role once but for other and hidden", () => {
    expect(guessed(["Query", "query_id", "Doc ID", "Title", "name", "Image URL", "url", "rank"])).toEqual([
      "query",
      "query-id",
      "id",
      "title",
      "other",
      "image",
      "url",
      "hidden",
    ]);
    expect(guessed(["gold", "gold_reason", "final_rating", "brand"])).toEqual([
      "gold-levels",
      "gold-reason",
      "hidden",
      "other",
    ]);
  });

  test("takes a reason beside gold levels for the gold's, which nobody sees before they answered", () => {
    expect(guessed(["title", "gold", "Reason"])).toEqual(["title", "gold-levels", "gold-reason"]);
    expect(guessed(["title", "reason"])).toEqual(["title", "other"]);
  });

  test("keeps what the project knows, and gives such a role to no other column", () => {
    expect(guessed(["headline", "title"], [{ name: "headline", role: "title" }])).toEqual(["title", "other"]);
  });
});

test("a column that is called like something every object has keeps its role until another is chosen", () => {
  const columns = ["constructor", "__proto__", "title"].map((name) => ({ name, role: "other" as const }));
  expect(chooseRoles(columns, {})).toEqual(columns);
  const chosen = JSON.parse('{"constructor":"text","__proto__":"id"}');
  expect(chooseRoles(columns, chosen).map(({ role }) => role)).toEqual(["text", "id", "other"]);
});

test("Roles of a further file join those before; the newest mapping of a column wins", () => {
  const before: FieldRoles = [
    { name: "a", role: "title" },
    { name: "b", role: "other" },
  ];
  expect(
    unionRoles(before, [
      { name: "b", role: "hidden" },
      { name: "c", role: "text" },
    ]),
  ).toEqual([
    { name: "a", role: "title" },
    { name: "b", role: "hidden" },
    { name: "c", role: "text" },
  ]);
});
