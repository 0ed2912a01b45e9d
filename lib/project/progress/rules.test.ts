import { describe, expect, test } from "vitest";
import { type Counts, estimateCompletion, progressOf, type Rhythm, workOf } from "./rules.ts";

const steady: Rhythm = { blocks: new Array(12).fill(100), hours: 12 };

describe("the estimate of completion", () => {
  test("is exact when the pace never varied: 1,200 left at 100 an hour are done in 12 hours", () => {
    const estimate = estimateCompletion(1200, true, steady);
    if (estimate.reason !== null) throw new Error(estimate.reason);
    expect(estimate.hours).toBeCloseTo(12, 9);
    expect(estimate.earliest).toBeCloseTo(12, 9);
    expect(estimate.latest).toBeCloseTo(12, 9);
  });

  // Blocks alternate 80 and 120: mean 100, s = sqrt(12 × 400 / 11) = 20.889; 12 blocks needed, t(.975, 11) = 2.201:
  // half = 2.201 × 20.889 × sqrt(1/12 + 1/12) = 18.770; so 1200/118.770 = 10.104 h to 1200/81.230 = 14.773 h.
  test("is as wide as the pace varied", () => {
    const blocks = Array.from({ length: 12 }, (_, at) => (at % 2 ? 120 : 80));
    const estimate = estimateCompletion(1200, true, { ...steady, blocks });
    if (estimate.reason !== null) throw new Error(estimate.reason);
    expect(estimate.hours).toBeCloseTo(12, 9);
    expect(estimate.earliest).toBeCloseTo(10.104, 2);
    expect(estimate.latest).toBeCloseTo(14.773, 2);
  });

  test("names no latest time when the work may as well stand still", () => {
    const blocks = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 400];
    const estimate = estimateCompletion(1200, true, { ...steady, blocks });
    expect(estimate.reason === null && estimate.latest).toBeNull();
  });

  test("is not made, with the reason, where there is nothing to base it on", () => {
    const few = { ...steady, blocks: [29, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] };
    expect(estimateCompletion(0, true, steady)).toEqual({ reason: "nothing-left" });
    expect(estimateCompletion(10, false, steady)).toEqual({ reason: "not-live" });
    expect(estimateCompletion(10, true, { ...steady, blocks: new Array(12).fill(0) })).toEqual({
      reason: "no-recent-work",
    });
    expect(estimateCompletion(10, true, few)).toEqual({ reason: "too-few" });
    expect(estimateCompletion(10, true, { ...steady, hours: 0.4 })).toEqual({ reason: "too-few" });
  });
});

const COUNTS: Counts = {
  state: "live",
  done: 480,
  begun: 60,
  waiting: 58,
  paused: 2,
  undecided: 0,
  held: 0,
  counted: 1500,
  wanted: 1800,
  remaining: 294,
  joined: 3,
  active: 3,
  inReview: 0,
  suspended: 0,
  quietHours: 0.1,
  liveHours: 30,
  blocked: { begun: 0, waiting: 0 },
  short: { items: 0, fewest: 0, most: 0 },
};

test("progress adds up the items and gives the pace by the hour", () => {
  const progress = progressOf(COUNTS, { ...steady, hours: 24 });
  expect(progress.items).toBe(600);
  expect(progress.pace).toEqual({ judgments: 1200, perHour: 50, hours: 24 });
});

describe("the work", () => {
  const open = { begun: 6, waiting: 0, done: 0, paused: 0, active: 2, joined: 2 };
  const work = (change: Partial<Counts>) => workOf({ ...COUNTS, ...open, ...change });
  const short = { items: 6, fewest: 1, most: 1 };

  test("goes on while somebody judges or has an item in hand", () => {
    expect(work({})).toEqual({ kind: "going", shortage: null });
    expect(work({ quietHours: 50, held: 1 })).toEqual({ kind: "going", shortage: null });
  });

  test("needs people once nobody who can work is left for any open item, and says so ahead", () => {
    const shortage = { ...short, active: 2, others: 0 };
    expect(work({ short, blocked: { begun: 5, waiting: 0 } })).toEqual({ kind: "going", shortage });
    expect(work({ short, blocked: { begun: 6, waiting: 0 } })).toEqual({ kind: "needs-people", shortage });
  });

  test("stands still when people could judge and for a day nobody has", () => {
    expect(work({ quietHours: 23.9 }).kind).toBe("going");
    expect(work({ quietHours: 24, blocked: { begun: 2, waiting: 0 }, short })).toMatchObject({
      kind: "idle",
      hours: 24,
      items: 4,
      people: 2,
    });
    expect(work({ quietHours: null, liveHours: 25 })).toMatchObject({ kind: "idle", hours: null });
  });

  test("tells nobody joined from nobody who may go on", () => {
    expect(work({ joined: 0, active: 0 })).toEqual({ kind: "nobody-joined" });
    const halted = { joined: 3, active: 0, inReview: 2, suspended: 1 };
    expect(work(halted)).toEqual({ kind: "nobody-active", inReview: 2, suspended: 1 });
    // Who came into review finishes what they hold.
    expect(work({ ...halted, held: 1 }).kind).toBe("going");
  });

  test("that is left may all be paused, or wait for the stop rule, or there is none", () => {
    const none = { begun: 0, done: 4 };
    expect(work({ ...none, paused: 12 })).toEqual({ kind: "all-paused", items: 12 });
    expect(work({ ...none, paused: 12, undecided: 3 })).toEqual({ kind: "undecided", items: 3 });
    expect(work(none)).toEqual({ kind: "done" });
    expect(work({ ...none, done: 0 })).toEqual({ kind: "no-items" });
  });

  test.each(["draft", "paused", "ended"] as const)("of a project that is %s is no standstill", (state) => {
    expect(work({ state, short, blocked: { begun: 6, waiting: 0 } })).toEqual({ kind: "not-live" });
  });

  test("has no estimate of its end where the present people cannot finish it", () => {
    const estimate = (change: Partial<Counts>) => progressOf({ ...COUNTS, ...change }, steady).completion;
    expect(estimate({}).reason).toBeNull();
    expect(estimate({ short })).toEqual({ reason: "needs-people" });
    expect(estimate({ remaining: 0, undecided: 3 })).toEqual({ reason: "undecided" });
  });
});
