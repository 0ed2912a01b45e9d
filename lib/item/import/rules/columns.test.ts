import { expect, test } from "vitest";
import type { FieldRoles } from "#lib/item/schema.ts";
import { changedColumns, ownNames, renameFields, renameRoles } from "./columns.ts";

const KNOWN: FieldRoles = [
  { name: "title", role: "title" },
  { name: "code", role: "hidden" },
  { name: "rank", role: "hidden" },
];

test("A mapping changes columns that were shown or will be, and no others", () => {
  const added: FieldRoles = [
    { name: "title", role: "hidden" },
    { name: "code", role: "other" },
    { name: "rank", role: "gold-levels" },
    { name: "new", role: "text" },
  ];
  expect(changedColumns(KNOWN, added)).toEqual(["title", "code"]);
  expect(changedColumns(KNOWN, KNOWN)).toEqual([]);
});

test("A column that a file keeps for itself gets a name that nothing else has", () => {
  expect(ownNames(["title"], ["title", "title (file 2)"], 2)).toEqual({ title: "title (file 2)'" });
  const names = ownNames(["title"], ["title"], 2);
  expect(renameRoles(KNOWN, names)[0]).toEqual({ name: "title (file 2)", role: "title" });
  const fields = new Map([
    ["title", "x"],
    ["constructor", "y"],
  ]);
  expect([...renameFields(fields, names).keys()]).toEqual(["title (file 2)", "constructor"]);
});
