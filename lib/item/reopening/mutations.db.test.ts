import { beforeEach, describe, expect, test } from "vitest";
import { actForProject } from "#lib/auth/acting.ts";
import { pool } from "#lib/database/pool.ts";
import { publishGuideline } from "#lib/guideline/mutations.ts";
import { claimItems, submitJudgment } from "#lib/judgment/mutations.ts";
import { judge } from "#prisma/testing/gold-fixture.ts";
import {
  answerTo,
  drift,
  held,
  itemState,
  makeProject,
  one,
  PROJECT,
  person,
} from "#prisma/testing/queue-fixture.ts";
import { reopenItems } from "./mutations.ts";
import { listReopenable, planReopening, readReopeningFacts } from "./queries.ts";
import type { Reopening } from "./schema.ts";

const requester = actForProject(PROJECT);
const all: Reopening = { upTo: 1, which: { by: "all" } };
const which = (choice: Reopening["which"]) => listReopenable(requester, { upTo: 1, which: choice });

const totals = () =>
  one<{ counted: number; judgments: number }>(
    `SELECT (SELECT sum(counted)::int FROM item WHERE project_id = $1) AS counted,
            (SELECT count(*)::int FROM judgment WHERE project_id = $1) AS judgments`,
  );

// Items 1-3 of query 1 and 4-6 of query 2, 7 is gold. Judgments: 4 4 | 2 5 | 3 | 1 1 | 4 5 | none | 4.
beforeEach(async () => {
  await makeProject({ items: 7, perQuery: 3, people: 4, judgmentsPerItem: 2, golds: 1 });
  await publishGuideline(requester, { markdown: "one", basedOn: 0 });
  const given = [[4, 4], [2, 5], [3], [1, 1], [4, 5], [], [4]];
  for (const [at, levels] of given.entries())
    for (const [who, level] of levels.entries()) await judge(who + 1, at + 1, level);
});

describe("what can be asked again", () => {
  test("is nothing while no earlier version was judged under, and is refused", async () => {
    expect(await readReopeningFacts(requester)).toEqual({ newest: 1, earlier: [] });
    await expect(reopenItems(requester, all)).rejects.toMatchObject({ code: "invalid" });
  });

  test("is counted version by version, without gold and without removed items", async () => {
    await publishGuideline(requester, { markdown: "two", basedOn: 1 });
    await pool.query("SELECT move_items($1, '{5}', 'remove', NULL)", [PROJECT]);
    expect(await readReopeningFacts(requester)).toEqual({
      newest: 2,
      earlier: [{ version: 1, judgments: 7 }],
    });
    expect(await planReopening(requester, all)).toEqual({ items: 4, judgments: 7, people: 2 });
    expect(await planReopening(actForProject("elsewhere"), all)).toEqual({
      items: 0,
      judgments: 0,
      people: 0,
    });
  });

  test("is chosen by disagreement, by level or by query", async () => {
    expect(await which({ by: "all" })).toEqual([1, 2, 3, 4, 5]);
    expect(await which({ by: "disagreement", atLeast: 1 })).toEqual([2, 5]);
    expect(await which({ by: "disagreement", atLeast: 2 })).toEqual([2]);
    expect(await which({ by: "level", levels: [4, 1] })).toEqual([1, 4, 5]);
    expect(await which({ by: "query", text: "Q2" })).toEqual([4, 5]);
    expect(await which({ by: "query", text: "%" })).toEqual([]);
  });
});

describe("asking again", () => {
  beforeEach(() => publishGuideline(requester, { markdown: "two", basedOn: 1 }));

  test("keeps every judgment, counts none of them, opens the slots and writes down whose they were", async () => {
    const before = await totals();
    const plan = await planReopening(requester, { upTo: 1, which: { by: "disagreement", atLeast: 1 } });
    const done = await reopenItems(requester, { upTo: 1, which: { by: "disagreement", atLeast: 1 } });
    expect({ ...done, people: 2 }).toEqual(plan);
    expect(done).toEqual({ items: 2, judgments: 4 });
    expect(await totals()).toEqual({ counted: before.counted - 4, judgments: before.judgments });
    expect(await itemState(2)).toMatchObject({ counted: 0, live: 0, state: "open" });
    expect(await itemState(1)).toMatchObject({ counted: 2, state: "done" });
    const event = await one<{ kind: string; version: number; named: number }>(
      `SELECT kind, (evidence ->> 'guidelineVersion')::int AS version, jsonb_array_length(evidence -> 'judgments') AS named
       FROM item_event WHERE project_id = $1 AND item_no = 2`,
    );
    expect(event).toEqual({ kind: "reopened", version: 2, named: 2 });
    expect(await drift()).toEqual({ wrong: 0 });
  });

  test("asks the same people, whose new judgment supersedes their old one", async () => {
    await reopenItems(requester, { upTo: 1, which: { by: "query", text: "q2" } });
    await claimItems(person(1), 9);
    const item = (await held(1)).find(({ itemNo }) => itemNo === 4);
    if (item === undefined) throw new Error("item 4 was not lent again");
    await submitJudgment(person(1), answerTo(item, { level: 2, guidelineVersion: 2 }));
    expect(await itemState(4)).toMatchObject({ counted: 1, state: "open" });
    expect(
      await one(
        `SELECT count(*)::int AS given, (max(level) FILTER (WHERE supersedes IS NOT NULL))::int AS stands
         FROM judgment WHERE project_id = $1 AND item_no = 4 AND annotator_no = 1`,
      ),
    ).toEqual({ given: 2, stands: 2 });
    // What was judged under the new version is no part of a second round.
    expect(await planReopening(requester, { upTo: 1, which: { by: "query", text: "q2" } })).toEqual({
      items: 0,
      judgments: 0,
      people: 0,
    });
    expect(await drift()).toEqual({ wrong: 0 });
  });

  test("twice is a conflict, and the answer to it is that nothing is left", async () => {
    await reopenItems(requester, all);
    await expect(reopenItems(requester, all)).rejects.toMatchObject({ code: "conflict" });
  });
});
