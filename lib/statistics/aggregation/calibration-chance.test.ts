import { expect, test } from "vitest";
import { createRandom } from "#lib/statistics/numeric/random.ts";
import { calibrationByChance } from "./calibration-chance.ts";

test("one item at one half is off by one half, whatever is drawn", () => {
  const { error, gaps } = calibrationByChance([0.5], createRandom(1));
  expect(error).toBe(0.5);
  expect(gaps[5]).toBe(0.5);
  expect(gaps[9]).toBe(0);
});

test("n items at .9 are off by the mean deviation of a binomial", () => {
  // De Moivre: E|X - np| = 2 m C(n, m) p^m q^(n - m + 1) with m = floor(np) + 1; for 10 at .9 that is m = 10.
  const wanted = (2 * 10 * 0.9 ** 10 * 0.1) / 10;
  const { error, gaps } = calibrationByChance(new Array(10).fill(0.9), createRandom(2), { repeats: 40_000 });
  expect(error).toBeCloseTo(wanted, 2);
  expect(gaps[9]).toBeCloseTo(wanted, 2);
});

test("certainty is never off, and no items are off by nothing", () => {
  expect(calibrationByChance([1, 1, 0], createRandom(1)).error).toBe(0);
  expect(calibrationByChance([], createRandom(1)).error).toBe(0);
});

test("bins count for as much as they hold", () => {
  const { error, gaps } = calibrationByChance([0.5, 1, 1, 1], createRandom(1), { bins: 4, repeats: 10 });
  expect(error).toBe(0.125);
  expect([...gaps]).toEqual([0, 0, 0.5, 0]);
});
