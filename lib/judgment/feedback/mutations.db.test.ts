import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { actForProject } from "#lib/auth/acting.ts";
import { pool } from "#lib/database/pool.ts";
import { listGoldCases } from "#lib/gold/review/queries.ts";
import { readHalts } from "#lib/project/queries.ts";
import { judge as judgeItem } from "#prisma/testing/gold-fixture.ts";
import { drift, type Held, makeProject, one, PROJECT, person } from "#prisma/testing/queue-fixture.ts";
import { undoJudgment } from "../mutations.ts";
import { contestGold, takeFeedback } from "./mutations.ts";
import { listMyMisses, listUnseenMisses } from "./queries.ts";

const GOLD = 6;
const REASON = "The query names the brand, and this is the brand's own page.";

beforeEach(async () => {
  await makeProject({ items: 6, perQuery: 3, people: 4, judgmentsPerItem: 2 });
  await pool.query(
    `UPDATE project SET field_roles = '[{"name":"name","role":"title"},{"name":"key","role":"gold-levels"}]'`,
  );
  await pool.query(`UPDATE item SET fields = jsonb_build_object('name', 'Result ' || no, 'key', 'secret')`);
  await setGold([4, 5]);
});

const setGold = (levels: number[], reason = REASON) =>
  pool.query("SELECT set_gold($1, $2, $3, $4, 'u')", [PROJECT, GOLD, levels, reason]);

async function judge(no: number, itemNo: number, level: number): Promise<Held> {
  const item = await judgeItem(no, itemNo, level);
  if (item === null) throw new Error("the item has no room");
  return item;
}

/** What the desk does: it sends which answers were stored and which feedback was dismissed, and reads what to show. */
async function poll(no: number, answered?: string[], seen: string[] = []) {
  await takeFeedback(person(no), answered ? { answered, seen } : { seen });
  return listUnseenMisses(person(no));
}

const undo = (no: number, item: Held) =>
  undoJudgment(person(no), { assignmentId: item.id, requestKey: randomUUID() });

const contest = (no: number, item: Held, comment = "It is a shop of somebody else.") =>
  contestGold(person(no), { assignmentId: item.id, comment });

describe("after a miss", () => {
  test("a person is told what was right and why, and no more of the item than at the desk", async () => {
    const item = await judge(1, GOLD, 2);
    expect(await poll(1, [item.id])).toEqual([
      {
        id: item.id,
        query: "q2",
        content: { title: "Result 6", text: "", url: "", image: "", other: [] },
        level: 2,
        right: [
          { value: 4, name: "Level 4" },
          { value: 5, name: "Level 5" },
        ],
        reason: REASON,
        shownAt: expect.any(String),
        state: "missed",
        contest: null,
      },
    ]);
  });

  test("nothing is told of ordinary items, of right answers and of other people's", async () => {
    const ordinary = await judge(1, 1, 2);
    const right = await judge(1, GOLD, 4);
    const foreign = await judge(2, GOLD, 1);
    expect(await poll(1, [ordinary.id, right.id, foreign.id])).toEqual([]);
    expect(await poll(1)).toEqual([]);
  });

  test("it comes again until it is put aside, and then only in the history", async () => {
    const item = await judge(1, GOLD, 2);
    expect(await poll(1, [item.id])).toHaveLength(1);
    expect(await poll(1, [])).toHaveLength(1);
    expect(await poll(1, [], [item.id])).toEqual([]);
    expect(await poll(1)).toEqual([]);
    expect((await listMyMisses(person(1), 1)).rows).toMatchObject([{ id: item.id, state: "missed" }]);
  });

  test("another person cannot put it aside", async () => {
    const item = await judge(1, GOLD, 2);
    await poll(1, [item.id]);
    await poll(2, [], [item.id]);
    expect(await listUnseenMisses(person(1))).toHaveLength(1);
  });

  test("what was missed before the page was left is told when the desk opens again", async () => {
    await judge(1, GOLD, 2);
    expect(await poll(1)).toHaveLength(1);
  });

  test("nothing is told where the project gives no feedback", async () => {
    await pool.query("UPDATE project SET gives_feedback = false");
    const item = await judge(1, GOLD, 2);
    expect(await poll(1, [item.id])).toEqual([]);
    expect(await undo(1, item)).toMatchObject({ outcome: "saved" });
  });
});

describe("taking back", () => {
  test("is possible until the person was told", async () => {
    const item = await judge(1, GOLD, 2);
    expect(await undo(1, item)).toMatchObject({ outcome: "saved" });
    expect(await poll(1, [item.id])).toEqual([]);
  });

  test("is refused from then on, whether they put it aside or not", async () => {
    const item = await judge(1, GOLD, 2);
    await poll(1, [item.id]);
    expect(await undo(1, item)).toEqual({ outcome: "closed" });
    await poll(1, [], [item.id]);
    expect(await undo(1, item)).toEqual({ outcome: "closed" });
    expect(await one("SELECT level FROM current_judgment WHERE project_id = $1")).toEqual({ level: 2 });
  });

  test("and being told at the same instant end in one of the two, never in both", async () => {
    await pool.query("SELECT set_gold($1, no, '{5}', '', NULL) FROM item", [PROJECT]);
    for (let itemNo = 1; itemNo <= 6; itemNo++) {
      const item = await judge(1, itemNo, 2);
      const [outcome] = await Promise.all([undo(1, item), poll(1, [item.id])]);
      const told = await one<{ n: number }>(
        "SELECT count(*)::int AS n FROM gold_feedback WHERE project_id = $1 AND item_no = $2",
        [PROJECT, itemNo],
      );
      expect(told.n).toBe(outcome.outcome === "closed" ? 1 : 0);
    }
    expect(await drift()).toEqual({ wrong: 0 });
  });
});

describe("a contest", () => {
  test("is for what the person was told, and once per version of the gold", async () => {
    const item = await judge(1, GOLD, 2);
    await expect(contest(1, item)).rejects.toMatchObject({ code: "not_found" });
    await poll(1, [item.id]);
    await expect(contest(2, item)).rejects.toMatchObject({ code: "not_found" });
    await contest(1, item);
    await expect(contest(1, item)).rejects.toMatchObject({ code: "conflict" });
    expect((await listMyMisses(person(1), 1)).rows[0]?.contest).toMatchObject({
      comment: "It is a shop of somebody else.",
      isOfThisKey: true,
      decision: null,
    });
  });

  test("in eight tabs at once is one", async () => {
    const item = await judge(1, GOLD, 2);
    await poll(1, [item.id]);
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => contest(1, item)));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("of two people takes the gold out of scoring, of one alone does not", async () => {
    const scored = () => one("SELECT count(*)::int AS n FROM scored_gold WHERE project_id = $1");
    const items = [await judge(1, GOLD, 2), await judge(2, GOLD, 1)] as const;
    await poll(1);
    await poll(2);
    await contest(1, items[0]);
    expect(await scored()).toEqual({ n: 1 });
    await contest(2, items[1]);
    expect(await scored()).toEqual({ n: 0 });
    expect((await listMyMisses(person(1), 1)).rows[0]?.state).toBe("in-review");
    const late = await judge(3, GOLD, 3);
    expect(await poll(3, [late.id])).toEqual([]);
  });

  test("is answered when the gold is kept: it scores again and the person reads why", async () => {
    const items = [await judge(1, GOLD, 2), await judge(2, GOLD, 1)] as const;
    await Promise.all([poll(1), poll(2)]);
    await contest(1, items[0]);
    await contest(2, items[1]);
    await pool.query("SELECT close_gold_review($1, $2, 'kept', 'Look at the address.', 'u')", [
      PROJECT,
      GOLD,
    ]);
    expect(await one("SELECT count(*)::int AS n FROM scored_gold WHERE project_id = $1")).toEqual({ n: 1 });
    expect((await listMyMisses(person(2), 1)).rows[0]).toMatchObject({
      state: "missed",
      contest: { decision: "kept", answer: "Look at the address." },
    });
    await expect(contest(2, items[1])).rejects.toMatchObject({ code: "conflict" });
  });

  test("needs the requester from the first person on, also in review, until it is answered", async () => {
    const requester = actForProject(PROJECT);
    const toDecide = async () => [
      (await readHalts(requester)).goldToDecide,
      (await listGoldCases(requester)).length,
    ];
    const items = [await judge(1, GOLD, 2), await judge(2, GOLD, 1)] as const;
    await Promise.all([poll(1), poll(2)]);
    expect(await toDecide()).toEqual([0, 0]);
    await contest(1, items[0]);
    expect(await toDecide()).toEqual([1, 1]);
    await contest(2, items[1]);
    expect(await toDecide()).toEqual([1, 1]);
    await pool.query("SELECT close_gold_review($1, $2, 'kept', 'No.', 'u')", [PROJECT, GOLD]);
    expect(await toDecide()).toEqual([0, 0]);
  });

  test("that was answered does not count towards the next review", async () => {
    const items = [await judge(1, GOLD, 2), await judge(2, GOLD, 1)] as const;
    await Promise.all([poll(1), poll(2)]);
    await contest(1, items[0]);
    await pool.query("SELECT close_gold_review($1, $2, 'kept', 'No.', 'u')", [PROJECT, GOLD]);
    await contest(2, items[1]);
    expect(await one("SELECT count(*)::int AS n FROM scored_gold WHERE project_id = $1")).toEqual({ n: 1 });
  });

  test.each([
    ["changed to accept their level", [2], "accepted", "changed"],
    ["changed to another that they miss", [3], "missed", "changed"],
    ["given another reason only", [4, 5], "missed", "kept"],
    ["withdrawn", [], "withdrawn", "withdrawn"],
  ])("is settled when the gold is %s", async (_, levels, state, decision) => {
    const item = await judge(1, GOLD, 2);
    await poll(1);
    await contest(1, item);
    await setGold(levels, "Seen again.");
    const [row] = (await listMyMisses(person(1), 1)).rows;
    expect(row).toMatchObject({ state, contest: { decision, isOfThisKey: false } });
    const again = contest(1, item);
    if (state === "missed") await again;
    else await expect(again).rejects.toMatchObject({ code: "conflict" });
  });

  test("can never be changed or deleted, and a decided review neither", async () => {
    const item = await judge(1, GOLD, 2);
    await poll(1);
    await contest(1, item);
    await pool.query("SELECT close_gold_review($1, $2, 'kept', 'No.', 'u')", [PROJECT, GOLD]);
    await expect(pool.query("DELETE FROM gold_contest")).rejects.toThrow(/append-only/);
    await expect(pool.query("UPDATE gold_review SET decision = 'changed'")).rejects.toThrow(/append-only/);
  });
});
