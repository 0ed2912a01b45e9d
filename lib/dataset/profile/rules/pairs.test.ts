import { expect, test } from "vitest";
import type { FieldRoles } from "#lib/item/schema.ts";
import { answerOf, pairOf, rowInQrels } from "./pairs.ts";

const label = (change: object = {}) => {
  const row = rowInQrels({
    ...{ item_id: "d 1", query_id: "own", query: "chair", label: 4 },
    ...{ source_name: "Chair", source_about: "Wood", source_price: "3", source_secret: "x" },
    ...change,
  });
  if (row === null) throw new Error("The row has no line in qrels.");
  return row;
};
const ROLES: FieldRoles = [
  { name: "name", role: "title" },
  { name: "about", role: "text" },
  { name: "price", role: "other" },
  { name: "secret", role: "hidden" },
];

test("a row without a label or a query has no line in qrels", () => {
  expect(rowInQrels({ ...label(), label: null })).toBeNull();
  expect(rowInQrels({ ...label(), query_id: null, query: null })).toBeNull();
});

test("a pair has the ids and the grade of qrels, and the text and id of the row", () => {
  expect(pairOf(label(), "q7 0 i1 3", ROLES)).toEqual({
    ...{ query: "q7", document: "i1", grade: 3 },
    ...{ queryText: "chair", itemId: "d 1", title: "Chair", text: "Wood" },
  });
});

test("where no column is the text, the others that judges see are, and hidden ones are not", () => {
  const roles = ROLES.map(({ name, role }) => ({ name, role: role === "text" ? ("other" as const) : role }));
  expect(pairOf(label(), "q7 0 i1 3", roles)).toMatchObject({ title: "Chair", text: "Wood\n3" });
  expect(pairOf(label(), "q7 0 i1 3", null)).toMatchObject({ title: "", text: "Chair\nWood\n3\nx" });
});

test("a line that is missing or damaged makes no pair", () => {
  for (const line of [null, "", "q7 0 i1", "q7 0 i1 3 4"]) expect(pairOf(label(), line, ROLES)).toBeNull();
});

test("an answer that counts is handed on, and nothing else", () => {
  const judgment = { item_no: 5, annotator: "calm-otter-1", level: 2, counted: true };
  expect(answerOf(judgment)).toEqual({ task: "5", worker: "calm-otter-1", label: 2 });
  expect(answerOf({ ...judgment, counted: false })).toBeNull();
  expect(answerOf({ ...judgment, level: null })).toBeNull();
});
