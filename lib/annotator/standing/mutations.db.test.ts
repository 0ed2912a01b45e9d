import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { actForProject } from "#lib/auth/acting.ts";
import { pool } from "#lib/database/pool.ts";
import { claimItems, returnAssignments, submitJudgment, undoJudgment } from "#lib/judgment/mutations.ts";
import {
  answerTo,
  claimOne,
  drift,
  held,
  itemState,
  makeProject,
  one,
  PROJECT,
  person,
  settingTarget,
} from "#prisma/testing/queue-fixture.ts";
import { reinstateAnnotator, suspendAnnotator } from "./mutations.ts";

const requester = actForProject(PROJECT);
const about = (annotatorNo: number, reason = "Answers without looking") => ({ annotatorNo, reason });

const countingOf = (no: number) =>
  one<{ counted: number; live: number }>(
    `SELECT count(*) FILTER (WHERE counted)::int AS counted, count(*) FILTER (WHERE state = 'live')::int AS live
     FROM assignment WHERE project_id = $1 AND annotator_no = $2`,
    [PROJECT, no],
  );

const recordOf = async (no: number) => {
  const { rows } = await pool.query<{ kind: string; reason: string }>(
    "SELECT kind, reason FROM annotator_event WHERE annotator_no = $1 ORDER BY no",
    [no],
  );
  return rows;
};

describe("suspending a person", () => {
  beforeEach(() => makeProject({ items: 6, perQuery: 3, people: 4, judgmentsPerItem: 1 }));

  async function answerThree(): Promise<number[]> {
    const items: number[] = [];
    for (let i = 0; i < 3; i++) {
      const item = await claimOne(1);
      await submitJudgment(person(1), answerTo(item));
      items.push(item.itemNo);
    }
    await claimItems(person(1), 2);
    return items;
  }

  test("keeps their judgments, counts none of them, opens the slots and gives back what they hold", async () => {
    const items = await answerThree();
    const before = await itemState(items[0] as number);
    expect(before).toMatchObject({ counted: 1, state: "done" });
    expect(await suspendAnnotator(requester, about(1))).toEqual({ judgments: 3, reopened: 3, returned: 2 });
    expect(await countingOf(1)).toEqual({ counted: 0, live: 0 });
    expect(await one("SELECT count(*)::int AS n FROM judgment WHERE project_id = $1")).toEqual({ n: 3 });
    expect(await itemState(items[0] as number)).toEqual({
      counted: 0,
      live: 0,
      state: "open",
      rev: before.rev + 1,
    });
    expect(await drift()).toEqual({ wrong: 0 });
    expect(await claimItems(person(1), 3)).toBe("suspended");
  });

  test("opens their slots for others at once", async () => {
    await answerThree();
    await suspendAnnotator(requester, about(1));
    await claimItems(person(2), 6);
    expect((await held(2)).length).toBe(6);
  });

  test("is written down with its reason, twice is a conflict, and nobody else is found by their number", async () => {
    await suspendAnnotator(requester, about(1));
    expect(await recordOf(1)).toEqual([{ kind: "suspended", reason: "Answers without looking" }]);
    await expect(suspendAnnotator(requester, about(1))).rejects.toMatchObject({ code: "conflict" });
    await expect(suspendAnnotator(requester, about(9))).rejects.toMatchObject({ code: "not_found" });
    await expect(suspendAnnotator(actForProject("elsewhere"), about(2))).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(pool.query("UPDATE annotator_event SET reason = ''")).rejects.toThrow(/append-only/);
  });

  test("leaves an answer that comes late stored and uncounted, and reinstating counts it", async () => {
    const item = await claimOne(1);
    await suspendAnnotator(requester, about(1));
    expect(await submitJudgment(person(1), answerTo(item))).toEqual({ outcome: "saved", counted: false });
    expect(await itemState(item.itemNo)).toMatchObject({ counted: 0, live: 0, state: "open" });
    expect(await reinstateAnnotator(requester, about(1, "A mix-up"))).toEqual({ judgments: 1, surplus: 0 });
    expect(await itemState(item.itemNo)).toMatchObject({ counted: 1, state: "done" });
    expect(await drift()).toEqual({ wrong: 0 });
  });
});

describe("reinstating a person", () => {
  test("counts what still fits and says how many do not; those stay as surplus", async () => {
    await makeProject({ items: 4, perQuery: 4, people: 2, judgmentsPerItem: 1 });
    await claimItems(person(1), 4);
    for (const item of await held(1)) await submitJudgment(person(1), answerTo(item));
    await suspendAnnotator(requester, about(1));
    await claimItems(person(2), 1);
    for (const item of await held(2)) await submitJudgment(person(2), answerTo(item));
    expect(await reinstateAnnotator(requester, about(1))).toEqual({ judgments: 3, surplus: 1 });
    expect(
      await one("SELECT count(*)::int AS n FROM assignment WHERE project_id = $1 AND state = 'surplus'"),
    ).toEqual({ n: 1 });
    expect(await drift()).toEqual({ wrong: 0 });
    expect((await recordOf(1)).map(({ kind }) => kind)).toEqual(["suspended", "reinstated"]);
    await expect(reinstateAnnotator(requester, about(1))).rejects.toMatchObject({ code: "conflict" });
  });

  test("from review gives them new items again", async () => {
    await makeProject({ items: 4, perQuery: 4, people: 1, judgmentsPerItem: 1 });
    const item = await claimOne(1);
    await pool.query("UPDATE annotator SET state = 'review'");
    expect(await claimItems(person(1), 3)).toBeNull();
    expect(await held(1)).toHaveLength(1);
    expect(await submitJudgment(person(1), answerTo(item))).toEqual({ outcome: "saved", counted: true });
    expect(await claimItems(person(1), 3)).toBe("review");
    await reinstateAnnotator(requester, about(1, "We talked"));
    expect(await claimItems(person(1), 3)).toBeNull();
    expect(await held(1)).toHaveLength(3);
  });
});

type Step = {
  who: number;
  act: "judge" | "problem" | "undo" | "return" | "claim" | "reap" | "target";
  pick: number;
};

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    who: fc.integer({ min: 1, max: 3 }),
    act: fc.constantFrom("judge", "judge", "judge", "problem", "undo", "return", "claim", "reap", "target"),
    pick: fc.nat(20),
  }),
  { minLength: 5, maxLength: 25 },
);

async function take({ who, act, pick }: Step): Promise<void> {
  if (act === "target") {
    await pool.query(settingTarget(1 + (pick % 3)), [PROJECT]);
    return;
  }
  await claimItems(person(who), 1 + (pick % 3));
  const items = await held(who);
  const item = items[pick % Math.max(1, items.length)];
  if (item === undefined) return;
  if (act === "return") await returnAssignments(person(who), [item.id], "now");
  if (act === "reap") {
    await pool.query("UPDATE assignment SET expires_at = now() - interval '1 s' WHERE id = $1", [item.id]);
    await pool.query("SELECT reap_assignments($1, 50)", [PROJECT]);
    await submitJudgment(person(who), answerTo(item));
  }
  if (act === "judge" || act === "undo") await submitJudgment(person(who), answerTo(item));
  if (act === "undo") await undoJudgment(person(who), { assignmentId: item.id, requestKey: randomUUID() });
  if (act === "problem") {
    const unratable = (["query", "result", "rater"] as const)[pick % 3] ?? "rater";
    await submitJudgment(person(who), answerTo(item, { level: null, unratable }));
  }
}

async function tables(): Promise<unknown> {
  const [items, assignments, people] = await Promise.all([
    pool.query("SELECT no, target, counted, live, state, is_gold FROM item ORDER BY no"),
    pool.query("SELECT * FROM assignment ORDER BY item_no, annotator_no"),
    pool.query("SELECT * FROM annotator ORDER BY no"),
  ]);
  return { items: items.rows, assignments: assignments.rows, people: people.rows };
}

test("suspending and reinstating with nothing between restores every table, whatever happened before", async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.integer({ min: 1, max: 3 }), async (history, no) => {
      await makeProject({ items: 8, perQuery: 4, people: 3, judgmentsPerItem: 2, golds: 1 });
      for (const step of history) await take(step);
      const before = await tables();
      const revs = await one<{ revs: number }>(
        "SELECT sum(rev)::int AS revs FROM item WHERE project_id = $1",
      );
      const gone = await suspendAnnotator(requester, about(no));
      expect(await drift()).toEqual({ wrong: 0 });
      expect(await countingOf(no)).toEqual({ counted: 0, live: 0 });
      expect(await reinstateAnnotator(requester, about(no))).toEqual({
        judgments: gone.judgments,
        surplus: 0,
      });
      expect(await tables()).toEqual(before);
      // Every item that was touched went on by one each way, and no other.
      expect(await one("SELECT sum(rev)::int AS revs FROM item WHERE project_id = $1")).toEqual({
        revs: revs.revs + 2 * (gone.judgments + gone.returned),
      });
    }),
    { numRuns: 15 },
  );
});

test("people who are suspended and reinstated while twelve submit leave the counters true and deadlock nobody", async () => {
  await makeProject({ items: 60, perQuery: 6, people: 12, judgmentsPerItem: 3, golds: 6 });
  const before = await deadlocks();
  const work = async (no: number) => {
    for (let round = 0; round < 12; round++) {
      await claimItems(person(no), 4);
      for (const item of await held(no)) {
        const isProblem = (no + round) % 9 === 0;
        const change = isProblem ? { level: null, unratable: "query" as const } : {};
        await submitJudgment(person(no), answerTo(item, change));
      }
    }
  };
  const steer = async (no: number) => {
    for (let round = 0; round < 8; round++) {
      await suspendAnnotator(requester, about(no));
      if (round < 7 || no > 2) await reinstateAnnotator(requester, about(no));
    }
  };
  await Promise.all([...Array.from({ length: 12 }, (_, i) => work(i + 1)), steer(1), steer(2), steer(3)]);
  expect(await drift()).toEqual({ wrong: 0 });
  expect(await countingOf(1)).toEqual({ counted: 0, live: 0 });
  expect(await deadlocks()).toEqual(before);
  // No line of anybody's record is missing.
  expect(
    await one(
      "SELECT count(*)::int AS n FROM annotator_event WHERE project_id = $1 HAVING count(*) = 16 + 15 + 15",
    ),
  ).toEqual({ n: 46 });
});

const deadlocks = () =>
  one<{ deadlocks: string }>("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()", []);
