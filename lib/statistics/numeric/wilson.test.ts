import fc from "fast-check";
import { expect, test } from "vitest";
import { wilsonAround, wilsonInterval } from "./wilson.ts";

// Newcombe, Statistics in Medicine 17, 1998, table I, method 3; ten digits by R's prop.test.
test.each([
  [81, 263, 0.2552885199, 0.366209577],
  [15, 148, 0.0623863995, 0.1604872417],
  [0, 20, 0, 0.1611251581],
  [1, 29, 0.0061132143, 0.1717552188],
])("%i of %i gives %f to %f", (successes, trials, lower, upper) => {
  const found = wilsonInterval(successes, trials);
  expect(found).toMatchObject({ reason: null });
  if (found.reason !== null) return;
  expect(found.lower).toBeCloseTo(lower, 9);
  expect(found.upper).toBeCloseTo(upper, 9);
});

test("mirrors when successes and failures change places", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(500), (n, s) => {
      const successes = s % (n + 1);
      const one = wilsonInterval(successes, n);
      const other = wilsonInterval(n - successes, n);
      if (one.reason !== null || other.reason !== null) throw new Error("must be defined");
      expect(one.lower).toBeCloseTo(1 - other.upper, 12);
      expect(one.lower).toBeLessThanOrEqual(successes / n);
      expect(one.upper).toBeGreaterThanOrEqual(successes / n);
    }),
  );
});

test("ends exactly at 0 without successes and at 1 without failures", () => {
  expect(wilsonInterval(0, 7)).toMatchObject({ lower: 0 });
  expect(wilsonInterval(7, 7)).toMatchObject({ upper: 1 });
});

test("is wider with more confidence", () => {
  const wide = wilsonInterval(5, 10, 0.99);
  const narrow = wilsonInterval(5, 10, 0.8);
  if (wide.reason !== null || narrow.reason !== null) throw new Error("must be defined");
  expect(wide.lower).toBeLessThan(narrow.lower);
  // z = 2.5758293: 1/2 + z/(1 + z²/10) · √(1/40 + z²/400)
  expect(wide.upper).toBeCloseTo(0.81577448, 8);
});

test("is undefined without trials", () => {
  expect(wilsonInterval(0, 0)).toEqual({ value: null, reason: "too-few" });
});

test.each([
  [-1, 2, 0.95, "successes must lie in 0..trials"],
  [3, 2, 0.95, "successes must lie in 0..trials"],
  [1, 2, 0, "confidence must lie strictly between 0 and 1"],
  [1, 2, 1, "confidence must lie strictly between 0 and 1"],
])("refuses %i of %i at confidence %f", (successes, trials, confidence, message) => {
  expect(() => wilsonInterval(successes, trials, confidence)).toThrow(new RangeError(message));
});

test("takes any number of trials and of standard errors, and stays within 0 and 1", () => {
  const whole = wilsonInterval(81, 263);
  const same = wilsonAround(81 / 263, 263, 1.959963984540054);
  expect(whole).toMatchObject({
    lower: expect.closeTo(same.lower, 12),
    upper: expect.closeTo(same.upper, 12),
  });
  const few = wilsonAround(81 / 263, 20.5, 2.3);
  expect(few.lower).toBeLessThan(same.lower);
  expect(few.upper).toBeGreaterThan(same.upper);
  for (const share of [0, 1e-17, 1 - 1e-16, 1]) {
    const { lower, upper } = wilsonAround(share, 1, 12.7);
    expect(lower).toBeGreaterThanOrEqual(0);
    expect(upper).toBeLessThanOrEqual(1);
  }
});
