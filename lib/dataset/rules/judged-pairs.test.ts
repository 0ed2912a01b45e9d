import { expect, test } from "vitest";
import type { FieldRoles } from "#lib/item/schema.ts";
import { countedAnswers, judgedPairs } from "./judged-pairs.ts";

async function* lines(rows: readonly (object | string)[]): AsyncGenerator<Buffer> {
  for (const row of rows) yield Buffer.from(typeof row === "string" ? row : JSON.stringify(row));
}

async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of source) found.push(one);
  return found;
}

const label = (no: number, change: object = {}) => ({
  ...{ item_id: `d ${no}`, query_id: "own", query: "chair", label: 4 },
  ...{ source_name: `Chair ${no}`, source_about: `About ${no}`, source_price: "3", source_secret: "x" },
  ...change,
});
const ROLES: FieldRoles = [
  { name: "name", role: "title" },
  { name: "about", role: "text" },
  { name: "price", role: "other" },
  { name: "secret", role: "hidden" },
];

test("rows with a label and a query take their line of qrels, the others have none", async () => {
  const rows = [label(1), label(2, { label: null }), label(3, { query_id: null, query: null }), label(4)];
  const pairs = await all(judgedPairs(lines(rows), lines(["q7 0 i1 3", "q7 0 i4 0"]), ROLES));
  const common = { query: "q7", queryText: "chair" };
  expect(pairs).toEqual([
    { ...common, document: "i1", grade: 3, itemId: "d 1", title: "Chair 1", text: "About 1" },
    { ...common, document: "i4", grade: 0, itemId: "d 4", title: "Chair 4", text: "About 4" },
  ]);
});

test("where no column is the text, the others that judges see are, and hidden ones are not", async () => {
  const roles = ROLES.map(({ name, role }) => ({ name, role: role === "text" ? ("other" as const) : role }));
  const [pair] = await all(judgedPairs(lines([label(1)]), lines(["q7 0 i1 3"]), roles));
  expect(pair).toMatchObject({ title: "Chair 1", text: "About 1\n3" });
});

test("files that do not fit are no pairs", async () => {
  const rows = [label(1), label(2)];
  for (const qrels of [["q7 0 i1 3"], ["q7 0 i1 3", "q7 0 i2"], ["q7 0 i1 3", "q7 0 i2 3", "q7 0 i3 3"]])
    await expect(all(judgedPairs(lines(rows), lines(qrels), ROLES))).rejects.toThrow("qrels of the version");
});

test("answers that count are handed on, and nothing else", async () => {
  const judgment = { item_no: 5, annotator: "calm-otter-1", level: 2, counted: true };
  const rows = [judgment, { ...judgment, counted: false }, { ...judgment, level: null }];
  expect(await all(countedAnswers(lines(rows)))).toEqual([{ task: "5", worker: "calm-otter-1", label: 2 }]);
});
