import { beforeEach, expect, test } from "vitest";
import { actForProject } from "#lib/auth/acting.ts";
import { pool } from "#lib/database/pool.ts";
import { judge } from "#prisma/testing/gold-fixture.ts";
import { makeProject, PROJECT } from "#prisma/testing/queue-fixture.ts";
import { listCandidates } from "./queries.ts";

const requester = actForProject(PROJECT);
const found = async () => (await listCandidates(requester)).map(({ itemNo }) => itemNo);

beforeEach(async () => {
  await makeProject({ items: 8, perQuery: 4, people: 6, judgmentsPerItem: 4, golds: 1 });
  await pool.query("UPDATE annotator SET state = 'trusted' WHERE no <= 4");
});

test("an item on which three trusted people and everybody else agree could be gold", async () => {
  for (const no of [1, 2, 3, 5]) await judge(no, 1, 4);
  expect(await listCandidates(requester)).toEqual([
    { itemNo: 1, externalId: "i1", query: "q1", title: "i1", level: 4, judgments: 4, trusted: 3 },
  ]);
  expect(await listCandidates(actForProject("elsewhere"))).toEqual([]);
});

test.each([
  ["somebody disagrees, trusted or not", [4, 4, 4, null, 3]],
  ["only two of them are trusted", [4, 4, null, null, 4, 4]],
  ["it is not done", [4, 4, 4]],
])("it cannot be where %s", async (_, levels) => {
  for (const [at, level] of levels.entries()) if (level !== null) await judge(at + 1, 1, level);
  expect(await found()).toEqual([]);
});

test("it cannot be where somebody could not judge it", async () => {
  for (const no of [1, 2, 3, 5]) await judge(no, 1, 4);
  await pool.query("UPDATE item SET target = 5, state = 'open' WHERE no = 1");
  await judge(6, 1, null);
  await pool.query("UPDATE item SET target = 4, state = 'done' WHERE no = 1");
  expect(await found()).toEqual([]);
});

test("gold and what was gold once is not offered", async () => {
  for (const no of [1, 2, 3, 4]) for (const itemNo of [1, 8]) await judge(no, itemNo, 4);
  await pool.query("SELECT set_gold($1, 1, '{5}', '', NULL), set_gold($1, 1, '{}', '', NULL)", [PROJECT]);
  expect(await found()).toEqual([]);
});
