import { beforeEach, describe, expect, test } from "vitest";
import { readAgreement } from "#lib/agreement/queries.ts";
import { actForProject } from "#lib/auth/acting.ts";
import { pool } from "#lib/database/pool.ts";
import { claimItems, submitJudgment } from "#lib/judgment/mutations.ts";
import { updateQuality } from "#lib/project/mutations.ts";
import { answerTo, drift, held, makeProject, one, PROJECT, person } from "#prisma/testing/queue-fixture.ts";
import { settleItems } from "./mutations.ts";
import { STOP_RULE } from "./rules.ts";

const requester = actForProject(PROJECT);

const QUALITY = {
  judgmentsPerItem: 5,
  isAdaptive: true,
  leastJudgments: 2,
  mostJudgments: 5,
  stopConfidence: 0.8,
  stopError: 0.1,
  auditShare: 0.05,
  goldRate: 0,
  assignmentSeconds: 900,
};

type Answer = (annotatorNo: number, itemNo: number) => number;

/** Everybody judges a page; returns whether anybody had anything to do. */
async function judgeRound(people: number, answer: Answer): Promise<boolean> {
  let hasWorked = false;
  for (let no = 1; no <= people; no++) {
    await claimItems(person(no), 10);
    for (const item of await held(no)) {
      await submitJudgment(person(no), answerTo(item, { level: answer(no, item.itemNo) }));
      hasWorked = true;
    }
  }
  return hasWorked;
}

const targets = () =>
  one<{ items: number; least: number; most: number; done: number; counted: number }>(
    `SELECT count(*)::int AS items, min(target) AS least, max(target) AS most, sum(counted)::int AS counted,
            (count(*) FILTER (WHERE state = 'done'))::int AS done FROM item WHERE project_id = $1 AND NOT is_gold`,
  );

const undecided = () =>
  one<{ items: number }>(
    "SELECT count(*)::int AS items FROM item WHERE project_id = $1 AND state = 'done' AND decided_rev < rev",
  );

describe("switching to an adaptive number", () => {
  beforeEach(() => makeProject({ items: 200, perQuery: 10, people: 3, judgmentsPerItem: 3, golds: 4 }));

  test("lets every ordinary item begin with the least, but for an audited share, the same each time", async () => {
    await updateQuality(requester, QUALITY);
    const audited = () =>
      pool.query<{ no: number }>("SELECT no FROM item WHERE target = 5 AND NOT is_gold ORDER BY no");
    const before = (await audited()).rows;
    expect(await targets()).toMatchObject({ items: 196, least: 2, most: 5 });
    // 196 items at 5 %: 9.8 expected, 3.1 standard deviation.
    expect(before.length).toBeGreaterThan(1);
    expect(before.length).toBeLessThan(22);
    await updateQuality(requester, { ...QUALITY, stopConfidence: 0.9 });
    expect((await audited()).rows).toEqual(before);
    await updateQuality(requester, { ...QUALITY, isAdaptive: false, judgmentsPerItem: 3 });
    expect(await targets()).toMatchObject({ least: 3, most: 3 });
    expect(await drift()).toEqual({ wrong: 0 });
  });

  test("leaves to the agreement the judgments that were asked for of every item", async () => {
    for (const no of [1, 2, 3]) await judgeRound(no, () => 1 + no);
    expect((await readAgreement(requester)).headline.firstRatings).toBe(3);
    await updateQuality(requester, QUALITY);
    expect((await readAgreement(requester)).headline.firstRatings).toBe(2);
    // The third judgments that the stop rule has asked for stay a choice of hard items.
    await updateQuality(requester, { ...QUALITY, isAdaptive: false });
    const { headline } = await readAgreement(requester);
    expect(headline.firstRatings).toBe(2);
    expect(headline.ratingsPerItem).toBeLessThanOrEqual(2);
  });

  test("writes down each set of parameters once, for ever", async () => {
    await updateQuality(requester, QUALITY);
    await updateQuality(requester, { ...QUALITY, goldRate: 0.1 });
    await updateQuality(requester, { ...QUALITY, stopConfidence: 0.9 });
    const { rows } = await pool.query(
      "SELECT version, parameters ->> 'confidence' AS c FROM stopping_version ORDER BY 1",
    );
    expect(rows).toEqual([
      { version: 1, c: "0.8" },
      { version: 2, c: "0.9" },
    ]);
    await expect(pool.query("UPDATE stopping_version SET version = 9")).rejects.toThrow(/append-only/);
  });

  test("does nothing to a project with a fixed number", async () => {
    await judgeRound(3, () => 4);
    expect(await settleItems(requester)).toEqual({ settled: 0, raised: 0 });
    expect(await undecided()).toEqual({ items: 0 });
  });
});

describe("settling", () => {
  beforeEach(async () => {
    await makeProject({ items: 60, perQuery: 6, people: 6, judgmentsPerItem: 3, golds: 6 });
    await updateQuality(requester, { ...QUALITY, auditShare: 0 });
  });

  test("opens an item by one slot where it is uncertain, writes the decision down, and leaves gold alone", async () => {
    await judgeRound(6, (no, item) => (item === 1 ? 1 + (no % 5) : 1 + (item % 5)));
    while (await judgeRound(2, (no, item) => (item === 1 ? 1 + (no % 5) : 1 + (item % 5))));
    const waiting = await undecided();
    expect(waiting.items).toBeGreaterThan(0);
    const done = await settleItems(requester);
    expect(done.settled).toBe(waiting.items);
    expect(await undecided()).toEqual({ items: 0 });
    expect(await drift()).toEqual({ wrong: 0 });
    const { rows } = await pool.query<{ wrong: number }>(
      `SELECT count(*)::int AS wrong FROM item_stop s JOIN item i ON i.project_id = s.project_id AND i.no = s.item_no
       WHERE i.is_gold OR s.rev <> i.rev OR s.version <> 2 OR s.ratings <> i.counted
          OR (s.is_done AND (i.state <> 'done' OR i.target <> s.ratings))
          OR (NOT s.is_done AND (i.state <> 'open' OR i.target <> s.ratings + 1))`,
    );
    expect(rows).toEqual([{ wrong: 0 }]);
    await expect(pool.query("DELETE FROM item_stop")).rejects.toThrow(/append-only/);
  });

  test("stands under parameters that name the rule, once, and leaves alone what an older rule decided", async () => {
    while (await judgeRound(6, () => 3));
    await Promise.all([1, 2, 3].map(() => settleItems(requester)));
    await settleItems(requester);
    const { rows } = await pool.query<{ version: number; rule: number | null; stops: number }>(
      `SELECT v.version, (v.parameters ->> 'rule')::int AS rule,
              (SELECT count(*)::int FROM item_stop s WHERE s.version = v.version) AS stops
       FROM stopping_version v WHERE v.project_id = $1 ORDER BY v.version`,
      [PROJECT],
    );
    expect(rows).toEqual([
      { version: 1, rule: null, stops: 0 },
      { version: 2, rule: STOP_RULE, stops: expect.any(Number) },
    ]);
    expect(rows[1]?.stops).toBeGreaterThan(0);
  });

  test("keeps its parameters where it is turned off and on again as it was", async () => {
    while (await judgeRound(6, () => 3));
    await settleItems(requester);
    await updateQuality(requester, { ...QUALITY, auditShare: 0, isAdaptive: false });
    await updateQuality(requester, { ...QUALITY, auditShare: 0 });
    const kept = "SELECT count(*)::int AS versions FROM stopping_version WHERE project_id = $1";
    expect(await one(kept)).toEqual({ versions: 2 });
  });

  test("is left to a newer rule that has decided already", async () => {
    await pool.query(
      `INSERT INTO stopping_version (project_id, version, parameters)
       SELECT project_id, 2, parameters || jsonb_build_object('rule', $2::int) FROM stopping_version WHERE project_id = $1`,
      [PROJECT, STOP_RULE + 1],
    );
    while (await judgeRound(2, () => 3));
    expect(await settleItems(requester)).toEqual({ settled: 0, raised: 0 });
    expect((await undecided()).items).toBeGreaterThan(0);
  });

  test("passes over an item that changed since, and decisions by parameters no longer in force", async () => {
    while (await judgeRound(2, () => 3));
    const { no, rev } = await one<{ no: number; rev: number }>(
      "SELECT no, rev FROM item WHERE project_id = $1 AND state = 'done' LIMIT 1",
    );
    const settle = (version: number, itemRev: number) =>
      one(
        "SELECT (answer ->> 'settled')::int AS settled, (answer ->> 'raised')::int AS raised FROM settle_items($1, $2, 0, $3) AS answer",
        [
          PROJECT,
          version,
          JSON.stringify([{ itemNo: no, rev: itemRev, ratings: 2, isDone: false, because: "uncertain" }]),
        ],
      );
    expect(await settle(1, rev - 1)).toEqual({ settled: 0, raised: 0 });
    expect(await settle(2, rev)).toEqual({ settled: 0, raised: 0 });
    expect(await settle(1, rev)).toEqual({ settled: 1, raised: 1 });
    expect(await settle(1, rev)).toEqual({ settled: 0, raised: 0 });
  });

  test("may run many times at once while people judge: counters stay exact and nothing goes beyond the most", async () => {
    let isWorking = true;
    const settlers = [1, 2, 3].map(async () => {
      while (isWorking) await settleItems(requester);
    });
    const judges = [1, 2, 3, 4, 5, 6].map(async (no) => {
      for (let round = 0; round < 12; round++) {
        await claimItems(person(no), 8);
        for (const item of await held(no)) {
          await submitJudgment(person(no), answerTo(item, { level: 1 + ((no * item.itemNo) % 5) }));
        }
      }
    });
    const settings = (async () => {
      for (const stopConfidence of [0.9, 0.7, 0.95]) {
        await updateQuality(requester, { ...QUALITY, auditShare: 0, stopConfidence });
      }
    })();
    await Promise.all([...judges, settings]);
    isWorking = false;
    await Promise.all(settlers);
    expect(await drift()).toEqual({ wrong: 0 });
    expect((await targets()).most).toBeLessThanOrEqual(5);
    const gaps = await one(
      `SELECT count(*)::int AS wrong FROM item_stop s WHERE s.project_id = $1 AND NOT EXISTS (
         SELECT 1 FROM item i WHERE i.project_id = $1 AND i.no = s.item_no AND i.rev >= s.rev)`,
    );
    expect(gaps).toEqual({ wrong: 0 });
  });
});
