import { describe, expect, test } from "vitest";
import { estimateCompletion, progressOf, type Rhythm } from "./rules.ts";

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

test("progress adds up the items and gives the pace by the hour", () => {
  const counts = {
    done: 480,
    inWork: 60,
    waiting: 58,
    paused: 2,
    counted: 1500,
    wanted: 1800,
    remaining: 294,
  };
  const progress = progressOf(counts, true, { ...steady, hours: 24 });
  expect(progress.items).toBe(600);
  expect(progress.pace).toEqual({ perHour: 50, hours: 24 });
});
