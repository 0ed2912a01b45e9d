import { randomInt, randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, type MockInstance, test, vi } from "vitest";
import { pool } from "#lib/database/pool.ts";
import {
  answerTo,
  claimOne,
  drift,
  expire,
  held,
  itemState,
  makeProject,
  one,
  PROJECT,
  person,
} from "#prisma/testing/queue-fixture.ts";
import {
  claimItems,
  renewAssignments,
  returnAssignments,
  submitJudgment,
  undoJudgment,
} from "./mutations.ts";
import type { Outcome } from "./rules.ts";

type Calls = MockInstance<typeof pool.query>;

describe("32 people at once", () => {
  let calls: Calls;
  beforeEach(() => {
    calls = vi.spyOn(pool, "query");
  });
  afterEach(() => calls.mockRestore());

  // The numbers of the specification: 300 items × 3, 20% of the answers sent twice at the same time.
  test("give 300 items exactly three counted judgments each, none twice, none over", async () => {
    await makeProject({ items: 300, perQuery: 12, people: 32, judgmentsPerItem: 3 });
    const outcomes = (await Promise.all(Array.from({ length: 32 }, (_, i) => work(i + 1)))).flat();

    expect(outcomes.every((outcome) => outcome.outcome === "saved" && outcome.counted)).toBe(true);
    expect(
      await one(
        `SELECT count(*)::int AS judgments, count(DISTINCT (item_no, annotator_no))::int AS pairs,
                count(DISTINCT item_no)::int AS items FROM current_judgment WHERE project_id = $1 AND counts`,
      ),
    ).toEqual({ judgments: 900, pairs: 900, items: 300 });
    expect(await one("SELECT count(*)::int AS stored FROM judgment WHERE project_id = $1")).toEqual({
      stored: 900,
    });
    expect(
      await one(
        "SELECT min(counted) AS least, max(counted) AS most, sum(live)::int AS live FROM item WHERE project_id = $1",
      ),
    ).toEqual({ least: 3, most: 3, live: 0 });
    expect(await drift()).toEqual({ wrong: 0 });
    expect(await deadlocks(calls)).toBe(0);
  });

  test("who claim, answer, undo, give back and run out of time leave the counters true", async () => {
    await makeProject({ items: 60, perQuery: 6, people: 32, judgmentsPerItem: 3, golds: 6 });
    await Promise.all(Array.from({ length: 32 }, (_, i) => muddle(i + 1)));
    expect(await drift()).toEqual({ wrong: 0 });
    expect(await deadlocks(calls)).toBe(0);
  });
});

/** Claims and answers until there is nothing more; every fifth answer is sent twice at once. */
async function work(no: number): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (;;) {
    const empty = await claimItems(person(no), 8);
    if (empty === "all-done" || empty === "judged-all") return outcomes;
    for (const item of await held(no)) {
      const input = answerTo(item, { level: randomInt(1, 6) });
      const copies = randomInt(5) === 0 ? [input, input] : [input];
      const [first, second] = await Promise.all(copies.map((copy) => submitJudgment(person(no), copy)));
      if (second) expect(second).toEqual(first);
      if (first) outcomes.push(first);
    }
  }
}

async function muddle(no: number): Promise<void> {
  for (let round = 0; round < 25; round++) {
    await claimItems(person(no), 1 + randomInt(8));
    const items = await held(no);
    for (const item of items.slice(0, 3)) {
      const reason = (["query", "result", "rater"] as const)[randomInt(40)];
      const input = answerTo(item, reason ? { level: null, unratable: reason } : {});
      await submitJudgment(person(no), input);
      if (randomInt(4) === 0)
        await undoJudgment(person(no), { assignmentId: item.id, requestKey: randomUUID() });
    }
    const rest = items.map((item) => item.id);
    if (randomInt(5) === 0) await returnAssignments(person(no), rest, randomInt(2) ? "now" : "soon");
    if (randomInt(5) === 0) await renewAssignments(person(no));
    if (randomInt(8) === 0) await expireOf(randomInt(1, 33));
  }
}

const expireOf = (no: number) =>
  pool.query(
    `UPDATE assignment SET expires_at = now() - interval '1 s' WHERE (project_id, item_no, annotator_no) IN (
       SELECT project_id, item_no, annotator_no FROM assignment
       WHERE project_id = $1 AND annotator_no = $2 AND state = 'live' FOR UPDATE SKIP LOCKED)`,
    [PROJECT, no],
  );

/** How many calls the database ended because of a deadlock. The mutations would only try again. */
async function deadlocks(calls: Calls): Promise<number> {
  const results = await Promise.allSettled(calls.mock.results.map(({ value }) => value as Promise<unknown>));
  return results.filter((result) => result.status === "rejected" && result.reason.code === "40P01").length;
}

describe("an answer", () => {
  beforeEach(() => makeProject({ items: 6, perQuery: 3, people: 5, judgmentsPerItem: 2 }));

  test("sent n times is one row and n equal receipts", async () => {
    const input = answerTo(await claimOne(1));
    const receipts = await Promise.all(Array.from({ length: 5 }, () => submitJudgment(person(1), input)));
    expect(receipts).toEqual(receipts.map(() => ({ outcome: "saved", counted: true })));
    expect(await one("SELECT count(*)::int AS n FROM judgment WHERE project_id = $1")).toEqual({ n: 1 });
  });

  test("under a request key that was used for another answer is a conflict and leaves the stored row", async () => {
    const input = answerTo(await claimOne(1));
    await submitJudgment(person(1), input);
    expect(await submitJudgment(person(1), { ...input, level: 1 })).toEqual({ outcome: "conflict" });
    expect(await one("SELECT level, comment FROM judgment WHERE project_id = $1")).toEqual({
      level: 4,
      comment: null,
    });
  });

  test("to an item that was answered already is told so", async () => {
    const item = await claimOne(1);
    await submitJudgment(person(1), answerTo(item));
    expect(await submitJudgment(person(1), answerTo(item))).toEqual({ outcome: "already-judged" });
  });

  test("after the deadline counts while there is room", async () => {
    const item = await claimOne(1);
    await expire();
    await pool.query("SELECT reap_assignments($1, 50)", [PROJECT]);
    expect(await itemState(item.itemNo)).toMatchObject({ counted: 0, live: 0 });
    expect(await submitJudgment(person(1), answerTo(item))).toEqual({ outcome: "saved", counted: true });
    expect(await itemState(item.itemNo)).toMatchObject({ counted: 1, live: 0 });
  });

  test("after the deadline without room is stored and not counted", async () => {
    const item = await claimOne(1);
    await expire();
    await pool.query("SELECT reap_assignments($1, 50)", [PROJECT]);
    for (const no of [2, 3]) {
      await pool.query("SELECT lend_items($1, ARRAY[$2]::int[], $3, 1, 900)", [PROJECT, item.itemNo, no]);
      for (const other of await held(no)) await submitJudgment(person(no), answerTo(other));
    }
    expect(await submitJudgment(person(1), answerTo(item))).toEqual({ outcome: "saved", counted: false });
    expect(await itemState(item.itemNo)).toMatchObject({ counted: 2, live: 0, state: "done" });
    expect(await drift()).toEqual({ wrong: 0 });
  });

  test("to another person's assignment, or to none, is not known", async () => {
    const item = await claimOne(1);
    const strange = [
      submitJudgment(person(2), answerTo(item)),
      submitJudgment(person(1), answerTo({ ...item, id: randomUUID() })),
    ];
    expect(await Promise.all(strange)).toEqual([{ outcome: "unknown" }, { outcome: "unknown" }]);
    expect(await undoJudgment(person(2), { assignmentId: item.id, requestKey: randomUUID() })).toEqual({
      outcome: "unknown",
    });
  });

  test("outside the scale is refused and stores nothing", async () => {
    expect(await submitJudgment(person(1), answerTo(await claimOne(1), { level: 6 }))).toEqual({
      outcome: "no-such-level",
    });
    expect(await one("SELECT count(*)::int AS n FROM judgment WHERE project_id = $1")).toEqual({ n: 0 });
  });

  test("can never be changed or deleted", async () => {
    await submitJudgment(person(1), answerTo(await claimOne(1)));
    await expect(pool.query("UPDATE judgment SET level = 1")).rejects.toThrow(/append-only/);
    await expect(pool.query("DELETE FROM judgment")).rejects.toThrow(/append-only/);
  });
});
