import { beforeEach, expect, test } from "vitest";
import { actForProject } from "#lib/auth/acting.ts";
import { pool } from "#lib/database/pool.ts";
import { updateQuality } from "#lib/project/mutations.ts";
import { readProject } from "#lib/project/queries.ts";
import { judge } from "#prisma/testing/gold-fixture.ts";
import { makeProject, PROJECT } from "#prisma/testing/queue-fixture.ts";
import { setFeedback } from "./mutations.ts";
import { listGold, readGoldCoverage, readGoldPlan } from "./queries.ts";

const requester = actForProject(PROJECT);

// Ten ordinary items and a query of two golds, two judgments per item: a gold item may be shown to four people.
const PLAN = { items: 12, perQuery: 2, people: 5, judgmentsPerItem: 2, golds: 2 };
beforeEach(() => makeProject(PLAN));

test("the plan counts the judgments that open items and golds may still collect", async () => {
  expect(await readGoldPlan(requester)).toMatchObject({ items: 10, cap: 4, goldSlots: 8, itemSlots: 20 });
  for (const no of [1, 2]) await judge(no, 1, 4);
  for (const no of [1, 2, 3]) await judge(no, 11, 4);
  expect(await readGoldPlan(requester)).toMatchObject({ items: 10, goldSlots: 5, itemSlots: 18 });
});

test("a gold beside ordinary results is shown as often as they are, and no more when they have theirs", async () => {
  expect(await readGoldPlan(requester)).toMatchObject({ peoplePerGold: 2 });
  await makeProject({ ...PLAN, perQuery: 4 });
  expect(await readGoldPlan(requester)).toMatchObject({ items: 10, cap: 4, goldSlots: 4, itemSlots: 20 });
  for (const itemNo of [9, 10]) for (const no of [1, 2]) await judge(no, itemNo, 4);
  expect(await readGoldPlan(requester)).toMatchObject({ goldSlots: 0, itemSlots: 16 });
  await makeProject({ ...PLAN, perQuery: 1 });
  expect(await readGoldPlan(requester)).toMatchObject({ peoplePerGold: 4, goldSlots: 8 });
});

test("with an adaptive number a gold is shown as often as the least and the most make together", async () => {
  const settings = await readProject(requester);
  await updateQuality(requester, { ...settings, isAdaptive: true, judgmentsPerItem: 20, auditShare: 0 });
  const plan = await readGoldPlan(requester);
  expect(plan).toMatchObject({ cap: 7, mostPerItem: 5, goldSlots: 14, itemSlots: 20 });
});

test("a gold that was lent and came back unanswered is shown to one person less", async () => {
  await pool.query("SELECT lend_items($1, ARRAY[11]::int[], 1, 1, 900)", [PROJECT]);
  await pool.query(
    "SELECT return_assignments($1, 1, array_agg(id)) FROM assignment WHERE project_id = $1 AND annotator_no = 1",
    [PROJECT],
  );
  expect(await readGoldPlan(requester)).toMatchObject({ goldSlots: 7 });
});

test("a gold in review is marked in the list", async () => {
  await pool.query("SELECT open_gold_review($1, 11, 1, 'suspected', 0.01)", [PROJECT]);
  const { rows } = await listGold(requester, 1);
  expect(rows.map(({ itemNo, isInReview }) => [itemNo, isInReview])).toEqual([
    [11, true],
    [12, false],
  ]);
});

test("feedback is on from the start and can be switched off, in one's own project", async () => {
  expect((await readGoldPlan(requester)).givesFeedback).toBe(true);
  await setFeedback(requester, false);
  expect((await readGoldPlan(requester)).givesFeedback).toBe(false);
  await expect(setFeedback(actForProject("elsewhere"), true)).rejects.toThrow();
  await expect(readGoldPlan(actForProject("elsewhere"))).rejects.toMatchObject({ code: "not_found" });
});

test("A gold is counted at every level that it accepts, and not once it is withdrawn", async () => {
  expect(await readGoldCoverage(requester)).toEqual({ golds: 2, perLevel: [0, 0, 0, 2, 2] });
  await pool.query("SELECT set_gold($1, 11, '{1,5}', '', NULL), set_gold($1, 3, '{2}', '', NULL)", [PROJECT]);
  expect(await readGoldCoverage(requester)).toEqual({ golds: 3, perLevel: [1, 1, 0, 1, 2] });
  await pool.query("SELECT set_gold($1, 12, '{}', '', NULL)", [PROJECT]);
  expect(await readGoldCoverage(requester)).toEqual({ golds: 2, perLevel: [1, 1, 0, 0, 1] });
  expect(await readGoldCoverage(actForProject("elsewhere"))).toEqual({ golds: 0, perLevel: [] });
});
