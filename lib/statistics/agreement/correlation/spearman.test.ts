import fc from "fast-check";
import { expect, test } from "vitest";
import { spearman } from "./spearman.ts";

// Wikipedia, "Spearman's rank correlation coefficient": IQ and hours of television, -29/165.
test("of ten IQs and hours of television is -.1758", () => {
  const iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110];
  const hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17];
  expect(spearman(iq, hours)).toEqual({ reason: null, value: expect.closeTo(-29 / 165, 12), pairs: 10 });
});

test("is 1 for any increasing function and -1 turned around", () => {
  const numbers = fc.uniqueArray(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 20 });
  fc.assert(
    fc.property(numbers, (left) => {
      expect(
        spearman(
          left,
          left.map((x) => x ** 3 + x),
        ).value,
      ).toBeCloseTo(1, 12);
      expect(
        spearman(
          left,
          left.map((x) => -x),
        ).value,
      ).toBeCloseTo(-1, 12);
    }),
  );
});

test("is undefined below two pairs and where one side is constant", () => {
  expect(spearman([1], [2])).toEqual({ value: null, reason: "too-few" });
  expect(spearman([1, 1, 1], [1, 2, 3])).toEqual({ value: null, reason: "zero-variance" });
  expect(spearman([1, 2, 3], [2, 2, 2])).toEqual({ value: null, reason: "zero-variance" });
});
