import { beforeEach, describe, expect, test } from "vitest";
import { actForProject } from "#lib/auth/acting.ts";
import { pool } from "#lib/database/pool.ts";
import { createRandom } from "#lib/statistics/numeric/random.ts";
import { difference, judge, look } from "#prisma/testing/gold-fixture.ts";
import { drift, makeProject, one, PROJECT } from "#prisma/testing/queue-fixture.ts";
import { recomputeStanding } from "../standing/mutations.ts";
import { changeGold, previewGoldChanges } from "./mutations.ts";
import type { GoldChangeConsequences } from "./rules.ts";
import type { GoldChange } from "./schema.ts";

const requester = actForProject(PROJECT);

const change = (itemNo: number, levels: number[], rest: Partial<GoldChange> = {}): GoldChange => ({
  itemNo,
  version: 1,
  levels,
  reason: "",
  answer: "",
  ...rest,
});

const suspend = (no: number) => pool.query("SELECT suspend_annotator($1, $2, 'bad', 'u')", [PROJECT, no]);

/** What was said before is what happened after. */
async function changeAndCompare(changes: GoldChange[]): Promise<GoldChangeConsequences> {
  const before = await look();
  const preview = await previewGoldChanges(requester, changes);
  expect(difference(before, await look())).toMatchObject({ answersRegraded: 0, judgmentsRestored: 0 });
  const told = await changeGold(requester, changes);
  const after = await look();
  expect(told).toEqual(preview);
  expect(difference(before, after)).toEqual(preview);
  // Nobody's work stops counting by a change of gold.
  expect([...before.counted].filter((pair) => !after.counted.has(pair))).toEqual([]);
  expect(await drift()).toEqual({ wrong: 0 });
  return preview;
}

describe("wrong gold", () => {
  // Golds 21 to 28 accept {4,5}; person 1 says 2 on all of them, which is what is right, and was suspended for it.
  beforeEach(async () => {
    await makeProject({ items: 28, perQuery: 4, people: 8, judgmentsPerItem: 2, golds: 8 });
    for (let itemNo = 21; itemNo <= 28; itemNo++) await judge(1, itemNo, 2);
    for (let itemNo = 1; itemNo <= 6; itemNo++) for (const no of [1, 2]) await judge(no, itemNo, 3);
    await suspend(1);
    for (const itemNo of [1, 2]) await judge(3, itemNo, 3);
  });
  const corrected = [21, 22, 23, 24, 25, 26, 27, 28].map((itemNo) => change(itemNo, [2]));

  test("that is corrected brings people back, with their work where its slots are free", async () => {
    // 8 on gold and 6 on ordinary items, of which two slots were taken by person 3.
    expect(await changeAndCompare(corrected)).toMatchObject({
      peopleReinstated: 1,
      judgmentsRestored: 12,
      answersRegraded: 8,
    });
    expect(
      await one(
        "SELECT kind, reason FROM annotator_event WHERE kind = 'reinstated' AND annotator_no = 1",
        [],
      ),
    ).toEqual({
      kind: "reinstated",
      reason: "The acceptable levels were corrected.",
    });
  });

  test("that is corrected for one gold of eight brings nobody back", async () => {
    expect(await changeAndCompare([change(21, [2])])).toMatchObject({
      peopleReinstated: 0,
      judgmentsRestored: 0,
      answersRegraded: 1,
    });
  });

  test("that is withdrawn does not score and does not speak against anybody", async () => {
    expect(await changeAndCompare(corrected.map((one) => ({ ...one, levels: [] })))).toMatchObject({
      peopleReinstated: 1,
      answersRegraded: 8,
    });
  });

  test("nothing is stored by looking at the consequences", async () => {
    await previewGoldChanges(requester, corrected);
    expect(await one("SELECT max(version) AS version FROM gold_version WHERE project_id = $1")).toEqual({
      version: 1,
    });
  });
});

// Whole projects thrown together: six people who say 4 or 5, four who say 1 to 3 and are told so, end in review or are
// suspended while others take their slots; then the levels turn over, back, and anyhow. Seeded: the same on every run.
describe("what is said before is what happens", () => {
  const sum: GoldChangeConsequences = {
    peopleReinstated: 0,
    peopleToReview: 0,
    peopleToSecondChance: 0,
    judgmentsRestored: 0,
    itemsReopened: 0,
    answersRegraded: 0,
  };

  test.each([1, 2, 3])("in project %i", async (seed) => {
    const chance = createRandom(seed);
    const levelSets = [
      [1, 2, 3],
      [4, 5],
    ];
    if (seed % 2 === 1) levelSets.reverse();
    await throwTogether(chance, levelSets[1] as number[]);
    for (const levels of [...levelSets, null]) {
      const consequences = await changeAndCompare(await someChanges(chance, levels));
      for (const [name, count] of Object.entries(consequences) as [keyof GoldChangeConsequences, number][]) {
        sum[name] += count;
      }
    }
  });

  test("and each consequence came about", () => {
    expect(Object.entries(sum).filter(([, count]) => count === 0)).toEqual([]);
  });
});

async function throwTogether(chance: () => number, lateLevels: number[]): Promise<void> {
  const says = (no: number) => (no <= 6 && chance() < 0.9 ? 4 : 1) + Math.floor(2 * chance());
  await makeProject({ items: 32, perQuery: 4, people: 10, judgmentsPerItem: 5, golds: 14 });
  await pool.query("SELECT set_gold($1, no, $2, '', NULL) FROM item WHERE no > 25", [PROJECT, lateLevels]);
  const golds = async (from: number, to: number) => {
    for (let itemNo = from; itemNo <= to; itemNo++) {
      for (let no = 1; no <= 10; no++) if (chance() < 0.9) await judge(no, itemNo, says(no));
    }
    await recomputeStanding(requester);
  };
  const ordinary = async (from: number, to: number) => {
    for (let itemNo = from; itemNo <= to; itemNo++) {
      for (let no = 10; no >= 1; no--) if (chance() < 0.6) await judge(no, itemNo, says(no));
    }
  };
  await golds(19, 25);
  await ordinary(1, 12);
  await golds(26, 32);
  for (const no of [8, 9]) await suspend(no);
  await ordinary(6, 18);
}

/** Most gold, and some ordinary items, to these levels or to any; one in ten is withdrawn. */
async function someChanges(chance: () => number, levels: number[] | null): Promise<GoldChange[]> {
  const { rows } = await pool.query<{ itemNo: number; version: number }>(
    `SELECT i.no AS "itemNo", coalesce(g.version, 0) AS version FROM item i
     LEFT JOIN current_gold g ON g.project_id = i.project_id AND g.item_no = i.no
     WHERE i.project_id = $1 AND (i.is_gold OR i.no <= 3) ORDER BY i.no`,
    [PROJECT],
  );
  return rows
    .filter(({ version }) => chance() < (version > 0 ? 0.9 : 0.3))
    .map(({ itemNo, version }) => {
      const isWithdrawn = version > 0 && chance() < 0.1;
      const changed = levels ?? [1 + Math.floor(5 * chance())];
      return change(itemNo, isWithdrawn ? [] : changed, { version });
    });
}

describe("gold", () => {
  beforeEach(() => makeProject({ items: 12, perQuery: 3, people: 4, judgmentsPerItem: 2, golds: 2 }));

  test("must leave a level out, lie on the scale, and be one to be withdrawn", async () => {
    for (const bad of [change(11, [1, 2, 3, 4, 5]), change(11, [6]), change(1, [], { version: 0 })]) {
      await expect(changeGold(requester, [bad])).rejects.toMatchObject({ code: "invalid" });
      await expect(previewGoldChanges(requester, [bad])).rejects.toMatchObject({ code: "invalid" });
    }
  });

  test("that somebody else changed meanwhile is left alone, and the others with it", async () => {
    await changeGold(requester, [change(11, [3])]);
    await expect(changeGold(requester, [change(12, [3]), change(11, [1])])).rejects.toMatchObject({
      code: "conflict",
    });
    const { rows } = await pool.query("SELECT levels FROM current_gold ORDER BY item_no");
    expect(rows).toEqual([{ levels: [3] }, { levels: [4, 5] }]);
  });

  test("of another project or of no item is not found", async () => {
    await expect(changeGold(requester, [change(99, [3], { version: 0 })])).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(changeGold(actForProject("elsewhere"), [change(11, [3])])).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("that is kept in a review scores again and is no new version", async () => {
    for (const no of [1, 2, 3, 4]) await judge(no, 11, no === 1 ? 2 : 4);
    await pool.query("SELECT open_gold_review($1, 11, 1, 'suspected', 0.01)", [PROJECT]);
    expect(await changeAndCompare([change(11, [4, 5], { answer: "Right as it is." })])).toMatchObject({
      answersRegraded: 4,
    });
    expect(
      await one("SELECT decision, answer, gold_version AS version FROM gold_review WHERE project_id = $1"),
    ).toEqual({ decision: "kept", answer: "Right as it is.", version: 1 });
    expect(await one("SELECT count(*)::int AS n FROM gold_version WHERE item_no = 11", [])).toEqual({ n: 1 });
  });

  test("changed in a review answers the review with what was said to the people", async () => {
    await pool.query("SELECT open_gold_review($1, 11, 1, 'suspected', 0.01)", [PROJECT]);
    await changeGold(requester, [change(11, [2], { reason: "New.", answer: "You were right." })]);
    expect(await one("SELECT decision, answer FROM gold_review WHERE project_id = $1")).toEqual({
      decision: "changed",
      answer: "You were right.",
    });
    expect(await one("SELECT levels, reason FROM scored_gold WHERE item_no = 11", [])).toEqual({
      levels: [2],
      reason: "New.",
    });
  });

  test("given to a done item opens it for as many judgments as a gold may collect", async () => {
    for (const no of [1, 2]) await judge(no, 1, 4);
    expect(await changeAndCompare([change(1, [4], { version: 0 })])).toMatchObject({
      itemsReopened: 1,
      answersRegraded: 2,
    });
    expect(await one("SELECT target, state FROM item WHERE no = 1", [])).toEqual({
      target: 4,
      state: "open",
    });
  });
});
