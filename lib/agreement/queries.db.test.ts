import { beforeEach, describe, expect, test } from "vitest";
import { actForProject } from "#lib/auth/acting.ts";
import { pool } from "#lib/database/pool.ts";
import { publishGuideline } from "#lib/guideline/mutations.ts";
import { moveItems } from "#lib/item/mutations.ts";
import { reopenItems } from "#lib/item/reopening/mutations.ts";
import { submitJudgment } from "#lib/judgment/mutations.ts";
import { answerTo, lend, makeProject, PROJECT, person } from "#prisma/testing/queue-fixture.ts";
import { readAgreement } from "./queries.ts";

const requester = actForProject(PROJECT);

// Ten items, two people: they agree on 1 to 6 and are one to four levels apart on 7 to 10.
const GIVEN = [
  [1, 1],
  [2, 2],
  [3, 3],
  [4, 4],
  [5, 5],
  [1, 1],
  [1, 2],
  [2, 4],
  [3, 5],
  [1, 5],
];

async function judge(no: number, itemNo: number, level: number, guidelineVersion: number): Promise<void> {
  await submitJudgment(person(no), answerTo(await lend(no, itemNo), { level, guidelineVersion }));
}

beforeEach(async () => {
  await makeProject({ items: 10, perQuery: 5, people: 3, judgmentsPerItem: 2 });
  await publishGuideline(requester, { markdown: "one", basedOn: 0 });
  for (const [at, levels] of GIVEN.entries())
    for (const [who, level] of levels.entries()) await judge(who + 1, at + 1, level, 1);
});

const BY_ANSWERS = { upTo: 1, which: { by: "disagreement", atLeast: 1 } } as const;

describe("agreement", () => {
  test("stays that of all items when those with disagreement are reopened, and what is left is not shown", async () => {
    const before = (await readAgreement(requester)).headline;
    await publishGuideline(requester, { markdown: "two", basedOn: 1 });
    await reopenItems(requester, BY_ANSWERS);
    const during = await readAgreement(requester);
    expect(during.headline.alpha).toEqual(before.alpha);
    expect(during.selection).toMatchObject({ judged: 10, reopened: 4, reopenedByAnswers: 4 });
    expect(during.remaining).toBeNull();
    for (const itemNo of [7, 8, 9, 10]) for (const no of [1, 2]) await judge(no, itemNo, 3, 2);
    expect((await readAgreement(requester)).headline.alpha).toEqual(before.alpha);
  });

  test("is that of the new guideline once all items are reopened", async () => {
    await publishGuideline(requester, { markdown: "two", basedOn: 1 });
    await reopenItems(requester, BY_ANSWERS);
    for (const itemNo of [7, 8, 9, 10]) for (const no of [1, 2]) await judge(no, itemNo, 3, 2);
    await publishGuideline(requester, { markdown: "three", basedOn: 2 });
    await reopenItems(requester, { upTo: 2, which: { by: "all" } });
    for (const itemNo of [1, 2, 3]) for (const no of [1, 2]) await judge(no, itemNo, itemNo, 3);
    const { headline, selection } = await readAgreement(requester);
    expect(selection.reopened).toBe(0);
    expect(headline).toMatchObject({ pairableItems: 3, alpha: { value: 1 } });
  });

  test("includes the items that were removed, and says beside it what it is without them", async () => {
    const before = (await readAgreement(requester)).headline;
    await moveItems(requester, { nos: [9, 10], move: "remove" });
    const { headline, remaining, selection } = await readAgreement(requester);
    expect(headline.alpha).toEqual(before.alpha);
    expect(selection).toMatchObject({ judged: 10, removed: 2 });
    expect(remaining?.pairableItems).toBe(8);
    await moveItems(requester, { nos: [9, 10], move: "restore" });
    expect(await readAgreement(requester)).toMatchObject({
      remaining: null,
      headline: { alpha: before.alpha },
    });
  });

  test("leaves suspended people out, of the first answers to reopened items too", async () => {
    await publishGuideline(requester, { markdown: "two", basedOn: 1 });
    await reopenItems(requester, BY_ANSWERS);
    await pool.query("SELECT suspend_annotator($1, 2, '', NULL)", [PROJECT]);
    expect((await readAgreement(requester)).headline.annotators).toBe(0);
  });

  test("says how many of its items are paused", async () => {
    await pool.query("SELECT move_query($1, 1, 'pause', NULL)", [PROJECT]);
    await pool.query("UPDATE item SET state = 'paused' WHERE project_id = $1 AND no < 3", [PROJECT]);
    expect((await readAgreement(requester)).selection).toMatchObject({ paused: 2, removed: 0 });
  });
});
