import { beforeAll, describe, expect, test } from "vitest";
import { readAgreement, readGoldStanding } from "#lib/agreement/queries.ts";
import { actForProject } from "#lib/auth/acting.ts";
import { pool } from "#lib/database/pool.ts";
import { CROWD } from "./demo/crowd.ts";
import { DEMO, seedDemo } from "./demo/seed.ts";

const access = actForProject(DEMO);

beforeAll(() => seedDemo(new Date("2026-11-20T10:00:00Z")));

const row = async (text: string) => (await pool.query(text)).rows[0];

// The numbers are those of the seed 20261123: whoever changes the story changes them knowingly.
describe("the demo", () => {
  test("has 603 items of 61 queries, 60 of them gold with a reason", async () => {
    const counts = await row(
      `SELECT count(*)::int AS items, count(DISTINCT query_no)::int AS queries,
              (count(*) FILTER (WHERE is_gold))::int AS gold,
              (SELECT count(*)::int FROM current_gold WHERE reason <> '' AND cardinality(levels) > 0) AS reasons
       FROM item`,
    );
    expect(counts).toEqual({ items: 603, queries: 61, gold: 60, reasons: 60 });
  });

  test("is four fifths done, so that a visitor can judge the rest", async () => {
    const progress = await row(
      `SELECT (count(*) FILTER (WHERE state = 'done'))::int AS done, count(*)::int AS items,
              sum(counted)::int AS counted
       FROM item WHERE NOT is_gold`,
    );
    expect(progress).toEqual({ done: 435, items: 543, counted: 1356 });
  });

  test("agrees with ordinal alpha .7333, 95% .6975 to .7655, on 454 items of 53 queries", async () => {
    const { headline } = await readAgreement(access);
    expect(headline).toMatchObject({ pairableItems: 454, clusters: 53 });
    expect(headline.alpha.value).toBeCloseTo(0.7333, 4);
    expect(headline.team.value?.lower).toBeCloseTo(0.6975, 4);
    expect(headline.team.value?.upper).toBeCloseTo(0.7655, 4);
    // Its crowd is simulated item by item, so items of a query are worth as much as any.
    expect(headline.designEffect.value).toBeCloseTo(1.0272, 4);
    expect(headline.exact.value).toBeCloseTo(0.4486, 4);
    expect(headline.withinOne.value).toBeCloseTo(0.8399, 4);
  });

  test("answers 111 of 152 golds right, the careful nearly all and the spammer a third", async () => {
    const { all, together, byAnnotator } = await readGoldStanding(access);
    expect(all).toMatchObject({ reason: null, n: 152, exact: { count: 111 } });
    expect(together).toMatchObject({ value: 111 / 152, answers: 152, golds: 55, people: 14 });
    expect(together).toMatchObject({ team: { reason: null }, peopleLikeThese: { reason: null } });
    const spammer = CROWD.findIndex((character) => character.spam > 0.5) + 1;
    expect(byAnnotator.get(1)).toMatchObject({ exact: { count: 13, n: 14 } });
    expect(byAnnotator.get(spammer)).toMatchObject({ exact: { count: 4, n: 12 } });
  });

  test("marks project and crowd as simulated, and the visitor as a real person", async () => {
    const marks = await row(
      `SELECT (SELECT is_simulated FROM project) AS project,
              (SELECT count(*)::int FROM annotator WHERE is_simulated) AS simulated,
              (SELECT count(*)::int FROM annotator WHERE NOT is_simulated AND user_id = 'demo-annotator') AS visitor`,
    );
    expect(marks).toEqual({ project: true, simulated: 14, visitor: 1 });
  });

  test("keeps the counters true and no gold above its cap", async () => {
    const { wrong } = await row(
      `SELECT count(*)::int AS wrong FROM item i
       WHERE i.counted > i.target OR i.live <> 0 OR i.counted <>
         (SELECT count(*) FROM current_judgment c WHERE c.project_id = i.project_id AND c.item_no = i.no AND c.counts)`,
    );
    expect(wrong).toBe(0);
  });

  test("shows nobody the same item twice", async () => {
    const { twice } = await row(
      `SELECT count(*)::int AS twice FROM (SELECT 1 FROM judgment GROUP BY item_no, annotator_no HAVING count(*) > 1) t`,
    );
    expect(twice).toBe(0);
  });
});
