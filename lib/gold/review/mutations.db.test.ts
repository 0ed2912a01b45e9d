import { beforeEach, expect, test } from "vitest";
import { readGoldStanding } from "#lib/agreement/queries.ts";
import { actForProject } from "#lib/auth/acting.ts";
import { pool } from "#lib/database/pool.ts";
import { judge } from "#prisma/testing/gold-fixture.ts";
import { makeProject, one, PROJECT } from "#prisma/testing/queue-fixture.ts";
import { openSuspectedReviews } from "./mutations.ts";
import { listGoldCases } from "./queries.ts";

const requester = actForProject(PROJECT);
const PEOPLE = [1, 2, 3, 4, 5];
/** Of the golds 7 to 12, that accept {4,5}, everybody says 4; only on the last they all say 2. */
const WRONG = 12;

beforeEach(async () => {
  await makeProject({ items: 12, perQuery: 4, people: 6, judgmentsPerItem: 3, golds: 6 });
  await pool.query(`UPDATE project SET field_roles = '[{"name":"name","role":"title"}]'`);
  await pool.query(`UPDATE item SET fields = jsonb_build_object('name', 'Result ' || no)`);
  for (let itemNo = 7; itemNo <= 12; itemNo++) {
    for (const no of PEOPLE) await judge(no, itemNo, itemNo === WRONG ? 2 : 4);
  }
});

const scored = () => one<{ n: number }>("SELECT count(*)::int AS n FROM scored_gold WHERE project_id = $1");

const decide = (decision: string) =>
  pool.query("SELECT close_gold_review($1, $2, $3, '', 'u')", [PROJECT, WRONG, decision]);

test("gold that everybody good contradicts is taken out of scoring, once", async () => {
  expect(await openSuspectedReviews(requester)).toBe(1);
  expect(await scored()).toEqual({ n: 5 });
  expect(await openSuspectedReviews(requester)).toBe(0);
});

test("gold in review measures nobody", async () => {
  const answers = async () => {
    const { all } = await readGoldStanding(requester);
    return all.reason === null ? [all.n, all.exact.count] : [];
  };
  expect(await answers()).toEqual([30, 25]);
  await openSuspectedReviews(requester);
  expect(await answers()).toEqual([25, 25]);
});

test("eight looks at once open one review", async () => {
  const opened = await Promise.all(Array.from({ length: 8 }, () => openSuspectedReviews(requester)));
  expect(opened.reduce((sum, count) => sum + count, 0)).toBe(1);
});

test("the requester sees the item, the gold, how everybody answered and how probable the gold is", async () => {
  await openSuspectedReviews(requester);
  const [found, ...more] = await listGoldCases(requester);
  expect(more).toEqual([]);
  expect(found).toMatchObject({
    itemNo: WRONG,
    version: 1,
    content: { title: "Result 12" },
    levels: [4, 5],
    review: { reason: "suspected", probability: expect.any(Number) },
    contests: [],
  });
  expect(found?.review?.probability).toBeLessThan(0.05);
  expect(found?.answers.map(({ level }) => level)).toEqual([2, 2, 2, 2, 2]);
  expect(await listGoldCases(actForProject("elsewhere"))).toEqual([]);
});

test("gold that the requester keeps scores again and is not suspected any more, with a new reason neither", async () => {
  await openSuspectedReviews(requester);
  await decide("kept");
  expect(await scored()).toEqual({ n: 6 });
  expect(await openSuspectedReviews(requester)).toBe(0);
  await pool.query("SELECT set_gold($1, $2, '{4,5}', 'Because.', 'u')", [PROJECT, WRONG]);
  expect(await openSuspectedReviews(requester)).toBe(0);
});

test("gold that was changed is looked at again", async () => {
  await openSuspectedReviews(requester);
  await pool.query("SELECT set_gold($1, $2, '{5}', '', 'u')", [PROJECT, WRONG]);
  expect(await listGoldCases(requester)).toEqual([]);
  expect(await openSuspectedReviews(requester)).toBe(1);
  await pool.query("SELECT set_gold($1, $2, '{2}', '', 'u')", [PROJECT, WRONG]);
  expect(await openSuspectedReviews(requester)).toBe(0);
  expect(await scored()).toEqual({ n: 6 });
});

test("another project is left alone", async () => {
  expect(await openSuspectedReviews(actForProject("elsewhere"))).toBe(0);
  expect(await scored()).toEqual({ n: 6 });
});
