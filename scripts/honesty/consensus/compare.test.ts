import { expect, test } from "vitest";
import type { Scored } from "./answers.ts";
import { difference, regretOf } from "./compare.ts";
import type { Result } from "./regime.ts";
import { addDraw, newTally, outcomeOf } from "./tally.ts";

/** A rule that was right on these items, measured once. */
function outcome(credit: readonly number[], confidence: readonly number[] | null = null) {
  const tally = newTally(credit.length);
  const answers = {
    credit: Float64Array.from(credit),
    confidence: confidence && Float64Array.from(confidence),
    loss: confidence && Float64Array.from(confidence, (value) => -Math.log(value)),
  };
  addDraw(tally, answers, [...credit.keys()], 1);
  return outcomeOf(tally);
}

test("a difference is paired: the same items right and wrong make no interval", () => {
  const rule = outcome([1, 0, 1, 0]);
  expect(difference(rule, rule)).toEqual({ points: 0, within: 0 });
});

test("a difference in points with 1.96 standard errors of the items", () => {
  const found = difference(outcome([1, 1, 1, 0]), outcome([1, 0, 1, 0]));
  expect(found.points).toBe(25);
  expect(found.within).toBeCloseTo((1.96 * 50) / 2, 10);
});

test("regret is against the best of the six, whatever the mixture does", () => {
  const outcomes = new Map<Scored, ReturnType<typeof outcome>>([
    ["majority", outcome([1, 0, 0, 0])],
    ["mace", outcome([1, 1, 0, 0])],
    ["spam-mixture", outcome([1, 1, 1, 1])],
    ["pooled", outcome([0, 0, 0, 1])],
  ]);
  expect(regretOf({ outcomes } as unknown as Result)).toMatchObject({ best: "mace", points: 25 });
});

test("an item that was gold in one draw counts by the other draws, one that always was not at all", () => {
  const tally = newTally(3);
  const answers = (credit: number[]) => ({ credit: Float64Array.from(credit), confidence: null, loss: null });
  addDraw(tally, answers([1, 1, 1]), [0, 1], 1);
  addDraw(tally, answers([0, 1, 1]), [0], 2);
  const found = outcomeOf(tally);
  expect([...found.credit]).toEqual([0.5, 1, Number.NaN]);
  expect(found.accuracy).toBe(0.5);
  expect(found.calibration).toBeNull();
});

test("calibration: error, luck, loss, and a top bin only where it holds 5 % of the items", () => {
  const said = Array.from({ length: 100 }, (_, i) => (i < 4 ? 0.95 : 0.65));
  const right = said.map((_, i) => (i % 10 < 5 ? 1 : 0));
  const found = outcome(right, said).calibration;
  expect(found?.top).toBeNull();
  expect(found?.error).toBeCloseTo((4 * 0.05 + 96 * (0.65 - 46 / 96)) / 100, 10);
  expect(found?.chance).toBeGreaterThan(0.01);
  const more = outcome(
    right,
    said.map((value, i) => (i < 10 ? 0.95 : value)),
  ).calibration;
  expect(more?.top?.apart).toBeCloseTo(0.95 - 0.5, 10);
});
