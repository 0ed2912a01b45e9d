import fc from "fast-check";
import { expect, test } from "vitest";
import { exactLog } from "./exact-log.ts";

test("is 0 at 1 and whole multiples of ln 2 at powers of two", () => {
  expect(exactLog(1)).toBe(0);
  expect(exactLog(8)).toBe(3 * Math.LN2);
  expect(exactLog(1 / 1024)).toBe(-10 * Math.LN2);
});

test("agrees with the built-in logarithm to the last digits", () => {
  const positive = fc.double({ min: 1e-300, max: 1e300, noNaN: true });
  fc.assert(
    fc.property(positive, (x) => {
      const expected = Math.log(x);
      expect(Math.abs(exactLog(x) - expected)).toBeLessThanOrEqual(4e-16 * Math.max(1, Math.abs(expected)));
    }),
    { numRuns: 2000 },
  );
  for (const x of [Math.SQRT2, Math.SQRT2 * (1 + 2 ** -52), 0.9999999999, 1.0000000001]) {
    expect(exactLog(x)).toBeCloseTo(Math.log(x), 15);
  }
});
