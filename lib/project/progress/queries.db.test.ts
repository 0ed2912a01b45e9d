import { describe, expect, test } from "vitest";
import { listAnnotators } from "#lib/annotator/queries.ts";
import type { UserAccess } from "#lib/auth/access.ts";
import { actForProject } from "#lib/auth/acting.ts";
import { pool } from "#lib/database/pool.ts";
import { submitJudgment } from "#lib/judgment/mutations.ts";
import { listProjects } from "#lib/project/queries.ts";
import { replayJudgments } from "#prisma/demo/replay.ts";
import { answerTo, lend, makeProject, PROJECT, person } from "#prisma/testing/queue-fixture.ts";
import { readProgress } from "./queries.ts";

const access = actForProject(PROJECT);
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);

function judgment(itemNo: number, annotatorNo: number, at: Date) {
  return { itemNo, annotatorNo, level: 4, unratable: null, comment: null, durationMs: 5000, at };
}

// 60 ordinary items wanted twice; one judgment on each, one every five minutes of the last five hours, beside
// ten answers on gold that are no part of it: 60 / 5 = 12 an hour, 60 left, so five hours more.
test("pace and estimate come from the counted judgments of ordinary items", async () => {
  await makeProject({ items: 64, perQuery: 8, people: 3, judgmentsPerItem: 2, golds: 4 });
  await replayJudgments(access, [
    ...Array.from({ length: 60 }, (_, at) => judgment(at + 1, 1 + (at % 3), hoursAgo(5 - at / 12))),
    ...[61, 62, 63, 64].map((no) => judgment(no, 1, hoursAgo(1))),
  ]);
  const progress = await readProgress(access);
  expect(progress).toMatchObject({ items: 60, done: 0, begun: 60, counted: 60, wanted: 120 });
  expect(progress.pace?.perHour).toBeCloseTo(12, 1);
  expect(progress.pace?.hours).toBeCloseTo(5, 1);
  expect(progress.completion).toMatchObject({ reason: null, hours: expect.closeTo(5, 1) });
  // What is left out afterwards was worked all the same.
  await pool.query("SELECT suspend_annotator($1, 3, '', NULL)", [PROJECT]);
  const after = await readProgress(access);
  expect(after.counted).toBe(40);
  expect(after.pace?.perHour).toBeCloseTo(12, 1);
});

test("work that ended more than two days ago gives no pace", async () => {
  await makeProject({ items: 40, perQuery: 8, people: 2, judgmentsPerItem: 2 });
  await replayJudgments(
    access,
    Array.from({ length: 40 }, (_, at) => judgment(at + 1, 1, hoursAgo(72 - at / 10))),
  );
  expect(await readProgress(access)).toMatchObject({ pace: null, completion: { reason: "no-recent-work" } });
});

/** These people judge these items, one after the other. */
async function judge(people: readonly number[], items: readonly number[], unratable: "rater" | null = null) {
  for (const no of people) {
    for (const itemNo of items) {
      const change = unratable === null ? {} : { level: null, unratable };
      await submitJudgment(person(no), answerTo(await lend(no, itemNo), change));
    }
  }
}

const SIX = [1, 2, 3, 4, 5, 6];
const six = (people: number, judgmentsPerItem = 3) =>
  makeProject({ items: 6, perQuery: 3, people, judgmentsPerItem });
const sql = (statement: string) => pool.query(statement, [PROJECT]);
const short = (items: number, active: number, change: object = {}) => ({
  shortage: { items, fewest: 1, most: 1, active, others: 0, ...change },
});

describe("a project that stands still says what it waits for", () => {
  test("six items of which three judgments are wanted and both people have judged all: a third annotator", async () => {
    await six(2);
    await judge([1, 2], SIX);
    expect(await readProgress(access)).toMatchObject({
      ...{ counted: 12, wanted: 18, done: 0, begun: 6, blocked: { begun: 6, waiting: 0 } },
      work: { kind: "needs-people", ...short(6, 2) },
      completion: { reason: "needs-people" },
    });
  });

  test("says so before it stands still, and is still at work", async () => {
    await six(2);
    await judge([1], SIX);
    await judge([2], [1, 2]);
    expect(await readProgress(access)).toMatchObject({
      blocked: { begun: 2, waiting: 0 },
      work: { kind: "going", ...short(6, 2) },
    });
  });

  test("an item that nobody could judge lacks as many people as it wants", async () => {
    await six(4, 1);
    await judge([1, 2, 3, 4], [1], "rater");
    await judge([1], [2, 3, 4, 5, 6]);
    expect(await readProgress(access)).toMatchObject({
      ...{ done: 5, blocked: { begun: 0, waiting: 1 } },
      work: { kind: "needs-people", ...short(1, 4) },
    });
  });

  test("what is in somebody's hands is at work", async () => {
    await six(2, 2);
    await judge([1, 2], [1, 2, 3, 4]);
    await judge([1], [5, 6]);
    await lend(2, 5);
    expect(await readProgress(access)).toMatchObject({ done: 4, work: { kind: "going", shortage: null } });
  });

  test("who is suspended does not judge any more, and their slots want others", async () => {
    await six(2);
    await judge([1, 2], SIX);
    await pool.query("SELECT suspend_annotator($1, 2, 'why', NULL)", [PROJECT]);
    expect(await readProgress(access)).toMatchObject({
      counted: 6,
      work: { kind: "needs-people", ...short(6, 1, { fewest: 2, most: 2, others: 1 }) },
    });
    await sql("UPDATE annotator SET state = 'review' WHERE project_id = $1 AND no = 1");
    expect((await readProgress(access)).work).toEqual({ kind: "nobody-active", inReview: 1, suspended: 1 });
  });

  test("who is in review keeps their slots and gets no other", async () => {
    await six(3);
    await judge([1, 3], SIX);
    await sql("UPDATE annotator SET state = 'review' WHERE project_id = $1 AND no = 3");
    expect((await readProgress(access)).work).toEqual({ kind: "going", shortage: null });
    await judge([2], [1, 2, 3]);
    await sql("UPDATE annotator SET state = 'review' WHERE project_id = $1 AND no = 2");
    expect((await readProgress(access)).work).toMatchObject({
      kind: "needs-people",
      ...short(3, 1, { others: 2 }),
    });
  });

  test("what was judged under a guideline that was replaced is asked of the same people again", async () => {
    await six(2, 2);
    await judge([1, 2], SIX);
    expect((await readProgress(access)).work).toEqual({ kind: "done" });
    await pool.query("SELECT reopen_items($1, $2, 2, 'all', NULL)", [PROJECT, SIX]);
    expect(await readProgress(access)).toMatchObject({
      counted: 0,
      work: { kind: "going", shortage: null },
    });
  });

  test("everything that is left is paused", async () => {
    await six(3);
    await pool.query("SELECT move_items($1, $2, 'pause', NULL)", [PROJECT, SIX]);
    expect(await readProgress(access)).toMatchObject({ work: { kind: "all-paused", items: 6 } });
  });

  test("for a day nobody judged, or nobody ever did, or nobody joined", async () => {
    await six(3);
    await sql("UPDATE project SET launched_at = now() - interval '30 hours' WHERE id = $1");
    expect((await readProgress(access)).work).toMatchObject({
      kind: "idle",
      hours: null,
      items: 6,
      people: 3,
    });
    await replayJudgments(access, [judgment(1, 1, hoursAgo(26))]);
    expect((await readProgress(access)).work).toMatchObject({ kind: "idle", hours: expect.closeTo(26, 1) });
    await sql("DELETE FROM annotator WHERE project_id = $1");
    expect((await readProgress(access)).work).toEqual({ kind: "nobody-joined" });
  });

  test("items that have what was asked of them wait for the stop rule", async () => {
    await six(2, 2);
    await sql("UPDATE project SET is_adaptive = true WHERE id = $1");
    await sql("UPDATE item SET decided_rev = -1 WHERE project_id = $1");
    await judge([1, 2], SIX);
    expect(await readProgress(access)).toMatchObject({
      work: { kind: "undecided", items: 6 },
      completion: { reason: "undecided" },
    });
  });

  test("there are only gold items", async () => {
    await makeProject({ items: 4, perQuery: 2, people: 2, judgmentsPerItem: 2, golds: 4 });
    expect((await readProgress(access)).work).toEqual({ kind: "no-items" });
  });
});

// 6 ordinary items and 4 golds, two people of whom one judged a gold, one item removed after it was judged.
test("overview, list of projects and annotators count the same judgments, items, golds and people", async () => {
  await makeProject({ items: 10, perQuery: 5, people: 2, judgmentsPerItem: 3, golds: 4 });
  await judge([1, 2], SIX);
  await judge([1], [7]);
  await pool.query("SELECT move_items($1, '{6,10}', 'remove', NULL)", [PROJECT]);
  const admin = { userId: "nobody", name: "Ada", role: "admin" } as UserAccess;
  const progress = await readProgress(access);
  const [listed] = await listProjects(admin);
  const people = await listAnnotators(access);
  expect(progress).toMatchObject({ items: 5, counted: 10, wanted: 15 });
  expect(listed).toMatchObject({ golds: 4, counts: { counted: 10, wanted: 15, begun: 5, joined: 2 } });
  expect(people.map(({ judgments }) => judgments)).toEqual([5, 5]);
});
