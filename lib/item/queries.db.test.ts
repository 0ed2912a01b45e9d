import { beforeAll, describe, expect, test } from "vitest";
import { actForProject } from "#lib/auth/acting.ts";
import { pool } from "#lib/database/pool.ts";
import { submitJudgment, undoJudgment } from "#lib/judgment/mutations.ts";
import { access, makeEmptyProject, take } from "#prisma/testing/import-fixture.ts";
import { answerTo, claimOne, person } from "#prisma/testing/queue-fixture.ts";
import { listItems } from "./listing/queries/list.ts";
import type { ItemsFound } from "./listing/rules.ts";
import { hasItems, listItemJudgments, readItem } from "./queries.ts";
import { itemFilterSchema } from "./schema.ts";

const FILE = [
  "query,id,name,gold",
  "desk lamp,a,Bright lamp,",
  "desk lamp,b,100% cotton shade,5",
  "chair,c,Oak chair,",
].join("\n");

async function find(filter: Record<string, string>): Promise<ItemsFound> {
  const page = await listItems(access, itemFilterSchema.parse(filter));
  if (typeof page === "string") throw new Error(page);
  return page;
}

const list = async (filter: Record<string, string>) =>
  (await find(filter)).rows.map(({ externalId }) => externalId).join();

beforeAll(async () => {
  await makeEmptyProject();
  await take(FILE, "all-or-nothing", [
    { name: "query", role: "query" },
    { name: "id", role: "id" },
    { name: "name", role: "title" },
    { name: "gold", role: "gold-levels" },
  ]);
  await pool.query("UPDATE project SET state = 'live', gold_rate = 0");
  await pool.query(
    "INSERT INTO annotator (project_id, no, pseudonym, cursor, seed) VALUES ('p', 1, 'p1', 0, 1), ('p', 2, 'p2', 0, 2)",
  );
});

describe("the list of items", () => {
  test("finds items by whole words of query, title and id, and by the beginnings of words", async () => {
    expect(await list({})).toBe("a,b,c");
    expect(await list({ search: "LAMP" })).toBe("a,b");
    expect(await list({ search: "oak" })).toBe("c");
    expect(await list({ search: "desk c*" })).toBe("b");
    expect(await list({ search: "100%" })).toBe("b");
    expect(await list({ search: "0%" })).toBe("");
    expect(await list({ search: "c" })).toBe("c");
    expect(await list({ search: "_" })).toBe("");
  });

  test("filters by gold and state, sorts, and counts beyond the page", async () => {
    expect(await list({ gold: "yes" })).toBe("b");
    expect(await list({ gold: "no" })).toBe("a,c");
    expect(await list({ state: "done" })).toBe("");
    expect(await list({ sort: "query" })).toBe("c,a,b");
    expect(await find({ page: "2" })).toEqual({ rows: [], hasMore: false, total: 3 });
  });

  test("shows a project nothing of another", async () => {
    const other = actForProject("other");
    expect(await hasItems(access)).toBe(true);
    expect(await hasItems(other)).toBe(false);
    expect(await readItem(other, 1)).toBeNull();
    expect(await listItemJudgments(other, 1)).toEqual([]);
  });
});

test("An item tells the line it came from, and its neighbors", async () => {
  expect(await readItem(access, 2)).toMatchObject({
    externalId: "b",
    isGold: true,
    query: { text: "desk lamp" },
    origin: { importNo: 1, line: 3, fileName: "items.csv" },
    previousNo: 1,
    nextNo: 3,
  });
});

test("The answers on an item keep what was taken back, and say which one counts", async () => {
  const held = await claimOne(1);
  await submitJudgment(person(1), answerTo(held, { level: 2 }));
  await undoJudgment(person(1), { assignmentId: held.id, requestKey: crypto.randomUUID() });
  await submitJudgment(person(1), answerTo(held, { level: 4 }));
  const judgments = await listItemJudgments(access, held.itemNo);
  expect(judgments.map(({ action, level, isCurrent, counts }) => [action, level, isCurrent, counts])).toEqual(
    [
      ["judge", 4, true, true],
      ["undo", null, false, false],
      ["judge", 2, false, false],
    ],
  );
  expect((await find({ sort: "judgments" })).rows[0]).toMatchObject({
    no: held.itemNo,
    votes: [4],
  });
});
