import { beforeEach, describe, expect, test } from "vitest";
import { pool } from "#lib/database/pool.ts";
import { claimItems, submitJudgment } from "#lib/judgment/mutations.ts";
import { answerTo, held, makeProject, PROJECT, person } from "./queue-fixture.ts";

const GOLDS = 70;

/** More golds than one search looks at, each the only result of its query, and a rate that they cannot keep up for long. */
beforeEach(async () => {
  await makeProject({ items: 1000, perQuery: 1, people: 3, judgmentsPerItem: 3 });
  await pool.query("UPDATE project SET gold_rate = 0.5 WHERE id = $1", [PROJECT]);
  // Positions anywhere, as the import draws them.
  await pool.query(
    "UPDATE item SET ord = hashint8extended(no, 7) & 4611686018427387903 WHERE project_id = $1",
    [PROJECT],
  );
  await pool.query(
    "SELECT set_gold($1, no, '{4}', '', NULL) FROM item WHERE project_id = $1 AND no % 14 = 0 AND no <= $2",
    [PROJECT, 14 * GOLDS],
  );
});

/** Whether each item of the pages that a person works through is gold, in the order lent. */
async function workPages(no: number, pages: number): Promise<{ itemNo: number; isGold: boolean }[][]> {
  const seen: { itemNo: number; isGold: boolean }[][] = [];
  for (let page = 0; page < pages; page++) {
    if ((await claimItems(person(no), 8)) !== null) break;
    const items = await held(no);
    for (const item of items) await submitJudgment(person(no), answerTo(item));
    seen.push(items.map(({ itemNo }) => ({ itemNo, isGold: itemNo % 14 === 0 && itemNo <= 14 * GOLDS })));
  }
  return seen;
}

describe("the ring of golds", () => {
  test("gives a person all golds once, and ordinary items from then on", async () => {
    const pages = await workPages(1, 80);
    const golds = pages.flat().filter(({ isGold }) => isGold);
    expect(golds).toHaveLength(GOLDS);
    expect(new Set(golds.map(({ itemNo }) => itemNo)).size).toBe(GOLDS);
    expect(pages.at(-1)?.every(({ isGold }) => !isGold)).toBe(true);
    expect(pages.every((page) => page.length === 8)).toBe(true);
  });

  test("is walked from a start of one's own, so that people do not meet the same golds first", async () => {
    const first = async (no: number) =>
      (await workPages(no, 4))
        .flat()
        .filter(({ isGold }) => isGold)
        .map(({ itemNo }) => itemNo);
    // With these seeds the first begins at the 24th of the 70 golds, the third at the 54th: five take neither so far.
    const [one, other] = [(await first(1)).slice(0, 5), (await first(3)).slice(0, 5)];
    expect([one.length, other.length]).toEqual([5, 5]);
    expect(one.filter((itemNo) => other.includes(itemNo))).toEqual([]);
  });
});
