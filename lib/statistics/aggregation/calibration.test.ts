import fc from "fast-check";
import { expect, test } from "vitest";
import { calibration } from "./calibration.ts";

test("two answers stated at .9, one right: error .4, Brier score .41", () => {
  const found = calibration([0.9, 0.9], [1, 0]);
  if (found.reason !== null) throw new Error("must be defined");
  expect(found.n).toBe(2);
  expect(found.error).toBeCloseTo(0.4, 12);
  expect(found.brier).toBeCloseTo(0.41, 12);
  expect(found.bins).toEqual([{ from: 0.9, to: 1, n: 2, stated: 0.9, observed: 0.5 }]);
});

test("bins hold their lower end, the last one both, and weigh by size", () => {
  const found = calibration([0, 0.25, 0.49, 0.5, 1], [0, 0, 1, 1, 1], 4);
  if (found.reason !== null) throw new Error("must be defined");
  expect(found.bins.map(({ from, to, n }) => [from, to, n])).toEqual([
    [0, 0.25, 1],
    [0.25, 0.5, 2],
    [0.5, 0.75, 1],
    [0.75, 1, 1],
  ]);
  // |0 - 0| + 2·|.37 - .5| + |.5 - 1| + |1 - 1|, by five
  expect(found.error).toBeCloseTo((2 * 0.13 + 0.5) / 5, 12);
  expect(found.brier).toBeCloseTo((0.25 ** 2 + 0.51 ** 2 + 0.5 ** 2) / 5, 12);
  expect(found.bins[1]).toMatchObject({ observed: 0.5 });
  expect(found.bins[1]?.stated).toBeCloseTo(0.37, 12);
});

test("is undefined without gold", () => {
  expect(calibration([], [])).toEqual({ value: null, reason: "no-gold" });
});

test("one bin compares the means, and more bins can only find more", () => {
  const answer = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(1));
  fc.assert(
    fc.property(fc.array(answer, { minLength: 1, maxLength: 60 }), (answers) => {
      const stated = answers.map(([confidence]) => confidence);
      const right = answers.map(([, isRight]) => isRight);
      const mean = (list: number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
      const one = calibration(stated, right, 1);
      const ten = calibration(stated, right);
      if (one.reason !== null || ten.reason !== null) throw new Error("must be defined");
      expect(one.error).toBeCloseTo(Math.abs(mean(stated) - mean(right)), 10);
      expect(ten.error).toBeGreaterThanOrEqual(one.error - 1e-12);
      expect(ten.bins.reduce((sum, bin) => sum + bin.n, 0)).toBe(answers.length);
    }),
  );
});
