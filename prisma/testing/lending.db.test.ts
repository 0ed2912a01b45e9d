import { beforeEach, describe, expect, test } from "vitest";
import { pool } from "#lib/database/pool.ts";
import { claimItems, renewAssignments, returnAssignments, submitJudgment } from "#lib/judgment/mutations.ts";
import { listHeld } from "#lib/judgment/queries.ts";
import { answerTo, drift, held, makeProject, one, PROJECT, person } from "./queue-fixture.ts";

const PER_QUERY = 6;
const ITEMS = 120;

/** Every fifth item is gold: in most queries one, in some two. */
async function makeGolds(items: number, rate: number): Promise<void> {
  await pool.query(
    "SELECT set_gold($1, no, '{4}', '', NULL) FROM item WHERE project_id = $1 AND no % 5 = 0",
    [PROJECT],
  );
  await pool.query("UPDATE project SET gold_rate = $2 WHERE id = $1", [PROJECT, rate]);
  // Positions anywhere, as the import draws them.
  await pool.query(
    "UPDATE item SET ord = hashint8extended(no, 7) & 4611686018427387903 WHERE project_id = $1 AND no <= $2",
    [PROJECT, items],
  );
}

const isGold = (itemNo: number) => itemNo % 5 === 0;
const queryOf = (itemNo: number) => Math.ceil(itemNo / PER_QUERY);

/** Claims so many at a time and answers all of it, until nothing is left or so many claims were made. */
async function workThrough(no: number, count: number, claims: number): Promise<number[][]> {
  const pages: number[][] = [];
  for (let claim = 0; claim < claims; claim++) {
    if ((await claimItems(person(no), count)) !== null) break;
    const items = await held(no);
    for (const item of items) await submitJudgment(person(no), answerTo(item));
    pages.push(items.map(({ itemNo }) => itemNo));
  }
  return pages;
}

describe("a claim of n", () => {
  beforeEach(async () => {
    await makeProject({ items: 600, perQuery: PER_QUERY, people: 20, judgmentsPerItem: 3 });
    await makeGolds(600, 0.5);
  });

  test("lends n, gold or not, for every n from 1 to 20, with and without items in hand", async () => {
    for (let n = 1; n <= 20; n++) {
      for (let claim = 0; claim < 3; claim++) {
        await claimItems(person(n), n);
        const items = await held(n);
        expect({ n, held: items.length }).toEqual({ n, held: n });
        // Some are answered and some stay in hand; in turns all.
        const answered = claim % 2 === 0 ? items : items.slice(0, Math.ceil(n / 2));
        for (const item of answered) await submitJudgment(person(n), answerTo(item));
      }
    }
    expect(await drift()).toEqual({ wrong: 0 });
  });

  test("of one lends a gold alone as it lends anything else", async () => {
    let golds = 0;
    for (let no = 1; no <= 12; no++) {
      for (const page of await workThrough(no, 1, 10)) {
        expect(page).toHaveLength(1);
        golds += page.filter(isGold).length;
      }
    }
    // A fifth of 120.
    expect(golds).toBeGreaterThan(10);
  });

  test("lets everything in hand run out at one moment, what was held before and what is new", async () => {
    const moments = async (no: number) => (await listHeld(person(no))).map(({ expiresAt }) => expiresAt);
    for (let no = 1; no <= 12; no++) {
      await claimItems(person(no), 12);
      await claimItems(person(no), 20);
      const claimed = await moments(no);
      expect(claimed).toHaveLength(20);
      expect(new Set(claimed).size).toBe(1);
      await renewAssignments(person(no));
      expect(new Set(await moments(no)).size).toBe(1);
    }
  });

  test("lends the same again after all of it was given back, golds and others alike", async () => {
    let golds = 0;
    for (let no = 1; no <= 12; no++) {
      // No more than one query holds, so that the walk still stands there.
      await claimItems(person(no), 3);
      const before = await held(no);
      const ids = before.map(({ id }) => id);
      await returnAssignments(person(no), ids, "now");
      await claimItems(person(no), 3);
      const again = (await held(no)).map(({ itemNo }) => itemNo);
      const queries = new Set(before.map(({ itemNo }) => queryOf(itemNo)));
      if (queries.size > 1) continue;
      expect(again).toEqual(before.map(({ itemNo }) => itemNo));
      golds += again.filter(isGold).length;
    }
    expect(golds).toBeGreaterThan(2);
  });
});

describe("a gold among ordinary results of its query", () => {
  beforeEach(async () => {
    await makeProject({ items: ITEMS, perQuery: PER_QUERY, people: 3, judgmentsPerItem: 3 });
    await makeGolds(ITEMS, 0.5);
  });

  test.each([1, 4, 8])("comes while its query is judged, never as a stray, %i at a time", async (count) => {
    const pages = await workThrough(1, count, ITEMS + 1);
    // Within a page the order is another one; from page to page a query goes on or is over.
    const lastPage = new Map<number, number>();
    for (const [at, page] of pages.entries()) {
      for (const query of new Set(page.map(queryOf))) {
        expect(lastPage.get(query) ?? at - 1).toBe(at - 1);
        lastPage.set(query, at);
      }
    }
    const seen = pages.flat();
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((itemNo) => !isGold(itemNo))).toHaveLength(0.8 * ITEMS);
    expect(seen.filter(isGold).length).toBeGreaterThan(0.15 * ITEMS);
  });

  test("is at any position among them, the first and the last too", async () => {
    const positions = new Array<number>(PER_QUERY).fill(0);
    for (let no = 1; no <= 3; no++) {
      const met = new Map<number, number>();
      for (const itemNo of (await workThrough(no, 1, ITEMS + 1)).flat()) {
        const position = met.get(queryOf(itemNo)) ?? 0;
        met.set(queryOf(itemNo), position + 1);
        if (isGold(itemNo)) positions[position] = (positions[position] ?? 0) + 1;
      }
    }
    // About 70 golds on six positions.
    for (const count of positions) expect(count).toBeGreaterThan(3);
  });
});

describe("where the bank has more golds than the rate asks for", () => {
  test("only as many come as it asks for", async () => {
    await makeProject({ items: 300, perQuery: PER_QUERY, people: 4, judgmentsPerItem: 4 });
    await makeGolds(300, 0.1);
    const seen: number[] = [];
    for (let no = 1; no <= 4; no++) seen.push(...(await workThrough(no, 8, 15)).flat());
    const share = seen.filter(isGold).length / seen.length;
    expect(share).toBeGreaterThan(0.05);
    expect(share).toBeLessThan(0.15);
  });
});

describe("a query of golds alone", () => {
  test("is gone through like any other, and as often as the rate says", async () => {
    await makeProject({ items: 360, perQuery: PER_QUERY, people: 4, judgmentsPerItem: 4 });
    // Every sixth query.
    await pool.query(
      "SELECT set_gold($1, no, '{4}', '', NULL) FROM item WHERE project_id = $1 AND ((no - 1) / $2::int) % 6 = 0",
      [PROJECT, PER_QUERY],
    );
    await pool.query("UPDATE project SET gold_rate = 0.15 WHERE id = $1", [PROJECT]);
    const isOfGold = (itemNo: number) => (queryOf(itemNo) - 1) % 6 === 0;
    let golds = 0;
    for (let no = 1; no <= 4; no++) {
      const seen = (await workThrough(no, 1, 150)).flat();
      golds += seen.filter(isOfGold).length;
      const runs = Map.groupBy(seen, queryOf);
      // The one that the work ends in may be cut off.
      const cut = [...runs.values()].filter((run) => run.length < PER_QUERY);
      expect(cut.length).toBeLessThanOrEqual(2);
      const jumps = seen.filter(
        (itemNo, at) => at > 0 && queryOf(itemNo) !== queryOf(seen[at - 1] as number),
      );
      expect(jumps.length).toBeLessThanOrEqual(runs.size);
    }
    // 90 of 600 are asked for, in whole queries by chance: fewer than three of 100 come once in 100,000 times.
    expect(golds).toBeGreaterThan(2 * PER_QUERY);
    expect(golds).toBeLessThan(240);
    const { most } = await one<{ most: number }>(
      "SELECT max(counted) AS most FROM item WHERE project_id = $1 AND is_gold",
    );
    expect(most).toBeLessThanOrEqual(8);
  });

  test("takes the place of an ordinary one of its length, which does not follow it", async () => {
    await makeProject({ items: 720, perQuery: 2, people: 4, judgmentsPerItem: 4 });
    // Queries of two and of four results by turns on the ring; of both every fourth is gold.
    await pool.query(
      `UPDATE item i SET query_no = o.query_no, group_ord = o.group_ord
       FROM item o WHERE i.project_id = $1 AND o.project_id = $1 AND o.no = i.no - 2 AND i.query_no % 3 = 0`,
      [PROJECT],
    );
    await pool.query(
      "SELECT set_gold($1, no, '{4}', '', NULL) FROM item WHERE project_id = $1 AND (no - 1) / 6 % 4 = 0",
      [PROJECT],
    );
    await pool.query("UPDATE project SET gold_rate = 0.2 WHERE id = $1", [PROJECT]);
    const isLong = (itemNo: number) => (itemNo - 1) % 6 >= 2;
    const query = (itemNo: number) => 2 * Math.floor((itemNo - 1) / 6) + Number(isLong(itemNo));
    const isOfGold = (itemNo: number) => Math.floor((itemNo - 1) / 6) % 4 === 0;
    let [met, followed] = [0, 0];
    for (let no = 1; no <= 4; no++) {
      const seen = (await workThrough(no, 1, 150)).flat();
      for (const [at, itemNo] of seen.entries()) {
        const next = seen[at + 1];
        if (!isOfGold(itemNo) || next === undefined || query(next) === query(itemNo)) continue;
        met++;
        if (isLong(next) === isLong(itemNo)) followed++;
      }
    }
    expect(met).toBeGreaterThan(8);
    // Another gold, or the first query of the next window.
    expect(followed / met).toBeLessThan(0.5);
  });
});
