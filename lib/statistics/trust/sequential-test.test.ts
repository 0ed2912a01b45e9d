import fc from "fast-check";
import { expect, test } from "vitest";
import { sequentialTest } from "./sequential-test.ts";

const rates = { alpha: 0.05, beta: 0.1 };

test("Wald's bounds are the logarithms of the error rates' odds", () => {
  // ln(.90 / .05) and ln(.10 / .95).
  expect(sequentialTest([], rates)).toEqual({
    decision: "undecided",
    at: 0,
    llr: 0,
    upper: expect.closeTo(2.8903717578961645, 14),
    lower: expect.closeTo(-2.251291798606495, 14),
  });
});

test("decides at the answer that reaches a bound and looks no further", () => {
  expect(sequentialTest([2, 2, -100], rates)).toMatchObject({ decision: "good", at: 2, llr: 4 });
  expect(sequentialTest([-1, -1, -1, 100], rates)).toMatchObject({ decision: "bad", at: 3, llr: -3 });
  expect(sequentialTest([2, -3, 1], rates)).toMatchObject({ decision: "undecided", at: 3, llr: 0 });
});

test("a sum exactly on a bound is a decision", () => {
  const { upper, lower } = sequentialTest([], rates);
  expect(sequentialTest([upper], rates)).toMatchObject({ decision: "good", at: 1 });
  expect(sequentialTest([lower], rates)).toMatchObject({ decision: "bad", at: 1 });
});

test("an answer that only one of the two can give decides at once", () => {
  expect(sequentialTest([Number.POSITIVE_INFINITY], rates)).toMatchObject({ decision: "good", at: 1 });
  expect(sequentialTest([1, Number.NEGATIVE_INFINITY], rates)).toMatchObject({ decision: "bad", at: 2 });
});

test("a decision stands whatever comes after it", () => {
  const some = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { maxLength: 30 });
  fc.assert(
    fc.property(some, some, (first, later) => {
      const before = sequentialTest(first, rates);
      if (before.decision !== "undecided")
        expect(sequentialTest([...first, ...later], rates)).toEqual(before);
      expect(before.at).toBeLessThanOrEqual(first.length);
      const isBetween = before.llr > before.lower && before.llr < before.upper;
      expect(isBetween).toBe(before.decision === "undecided");
    }),
  );
});

test("good and bad change places when signs and error rates do", () => {
  const ratios = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { maxLength: 30 });
  const turned = { good: "bad", bad: "good", undecided: "undecided" };
  fc.assert(
    fc.property(ratios, (some) => {
      const found = sequentialTest(some, { alpha: 0.1, beta: 0.1 });
      const mirrored = sequentialTest(
        some.map((ratio) => -ratio),
        { alpha: 0.1, beta: 0.1 },
      );
      expect(mirrored).toMatchObject({ decision: turned[found.decision], at: found.at });
    }),
  );
});

test.each([
  [0, 0.1],
  [0.5, 0.1],
  [0.1, 0],
  [0.1, 0.5],
  [Number.NaN, 0.1],
])("error rates of %d and %d are refused", (alpha, beta) => {
  expect(() => sequentialTest([1], { alpha, beta })).toThrow(
    new RangeError("error rates must lie strictly between 0 and 1/2"),
  );
});
