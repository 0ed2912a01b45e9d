import { describe, expect, test } from "vitest";
import type { Scored } from "./answers.ts";
import type { Result } from "./regime.ts";
import type { Outcome } from "./tally.ts";
import { targetsByLevel, targetsWithGold, targetsWithoutGold } from "./targets.ts";

const ITEMS = 1000;

/** Right on the first this many of a thousand items. */
function outcome(right: number, off = 0, top = 0): Outcome {
  return {
    accuracy: right / ITEMS,
    credit: Float64Array.from({ length: ITEMS }, (_, item) => (item < right ? 1 : 0)),
    calibration: { error: 0.02 + off, chance: 0.02, loss: 0.4, top: { apart: 0.01 + top, chance: 0.01 } },
  };
}

function result(
  name: string,
  { pooled = 800, majority = 790, mace = 800, off = 0, top = 0, isCrowd = true },
): Result {
  const outcomes = new Map<Scored, Outcome>([
    ["majority", outcome(majority)],
    ["mace", outcome(mace)],
    ["pooled", outcome(pooled, off, top)],
  ]);
  return { variant: { name, set: { isCrowd }, labelings: [] }, gold: 100, outcomes } as unknown as Result;
}

const held = (targets: readonly { isHeld: boolean }[]) => targets.map(({ isHeld }) => isHeld);
const good = [result("a", {}), result("b", {}), result("c", {})];

describe("with gold", () => {
  test("all is held where the pool is as good as the best, and calibrated", () => {
    expect(held(targetsWithGold(good))).toEqual([true, true, true, true, true]);
  });

  test("three points behind the best on one set is too much, also where the median is fine", () => {
    const found = targetsWithGold([...good, result("d", { mace: 830 })]);
    expect(held(found)).toEqual([true, false, true, true, true]);
    expect(found[1]?.measured).toMatch(/^3\.0 ± .* on d$/);
  });

  test("one point behind the best on every set is too much in the median", () => {
    const behind = ["a", "b", "c"].map((name) => result(name, { mace: 810 }));
    expect(held(targetsWithGold(behind))).toEqual([false, true, true, true, true]);
  });

  test("behind the majority is too much, however little, if outside the interval", () => {
    expect(held(targetsWithGold([...good, result("d", { majority: 815, mace: 790 })]))[2]).toBe(false);
  });

  test("confidence may be off by .05 beyond luck on every set, its top bin on all but one", () => {
    expect(held(targetsWithGold([...good, result("d", { off: 0.06 })]))[3]).toBe(false);
    expect(held(targetsWithGold([...good, result("d", { top: 0.06 })]))[4]).toBe(true);
    const two = [result("d", { top: 0.06 }), result("e", { top: 0.07 })];
    expect(held(targetsWithGold([...good, ...two]))[4]).toBe(false);
  });
});

test("gold by level may cost three and a half points", () => {
  expect(held(targetsByLevel([...good, result("d", { mace: 834 })]))).toEqual([true]);
  expect(held(targetsByLevel([...good, result("d", { mace: 836 })]))).toEqual([false]);
});

test("without gold: programs are shown beside, the promise is of people", () => {
  const web = result("web-relevance-5level", { pooled: 890 });
  const programs = result("llmjudge", { off: 0.9, mace: 900, isCrowd: false });
  const found = targetsWithoutGold([...good, web, programs]);
  expect(held(found)).toEqual([true, true, true]);
  expect(found[2]?.measured).toBe(".000, at most .000 on a; .900 on llmjudge; .180 in the mean of all sets");
  const off = [result("a", { off: 0.2 }), result("web-relevance-5level", { pooled: 880 })];
  expect(held(targetsWithoutGold(off))).toEqual([true, false, false]);
});
