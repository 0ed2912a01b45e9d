import { expect, test } from "vitest";
import { actForProject } from "#lib/auth/acting.ts";
import { PROJECT, plant } from "#prisma/queue-stage.ts";
import { replayJudgments } from "#prisma/replay.ts";
import { readProgress } from "./queries.ts";

const access = actForProject(PROJECT);
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);

function judgment(itemNo: number, annotatorNo: number, at: Date) {
  return { itemNo, annotatorNo, level: 4, unratable: null, comment: null, durationMs: 5000, at };
}

// 60 ordinary items wanted twice; one judgment on each, one every five minutes of the last five hours, beside
// ten answers on gold that are no part of it: 60 / 5 = 12 an hour, 60 left, so five hours more.
test("pace and estimate come from the counted judgments of ordinary items", async () => {
  await plant({ items: 64, perQuery: 8, people: 3, judgmentsPerItem: 2, golds: 4 });
  await replayJudgments(access, [
    ...Array.from({ length: 60 }, (_, at) => judgment(at + 1, 1 + (at % 3), hoursAgo(5 - at / 12))),
    ...[61, 62, 63, 64].map((no) => judgment(no, 1, hoursAgo(1))),
  ]);
  const progress = await readProgress(access);
  expect(progress).toMatchObject({ items: 60, done: 0, inWork: 60, counted: 60, wanted: 120 });
  expect(progress.pace?.perHour).toBeCloseTo(12, 1);
  expect(progress.pace?.hours).toBeCloseTo(5, 1);
  expect(progress.completion).toMatchObject({ reason: null, hours: expect.closeTo(5, 1) });
});

test("work that ended more than two days ago gives no pace", async () => {
  await plant({ items: 40, perQuery: 8, people: 2, judgmentsPerItem: 2 });
  await replayJudgments(
    access,
    Array.from({ length: 40 }, (_, at) => judgment(at + 1, 1, hoursAgo(72 - at / 10))),
  );
  expect(await readProgress(access)).toMatchObject({ pace: null, completion: { reason: "no-recent-work" } });
});
