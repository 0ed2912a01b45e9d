import fc from "fast-check";
import { expect, test } from "vitest";
import { digamma } from "./digamma.ts";

// Euler's constant; Gauss's digamma theorem for 1/2, 1/4 and 1/3; Abramowitz & Stegun, table 6.3 for 10 and 1.5.
const EULER = 0.5772156649015329;
test.each([
  [1, -EULER],
  [2, 1 - EULER],
  [0.5, -EULER - 2 * Math.LN2],
  [0.25, -EULER - Math.PI / 2 - 3 * Math.LN2],
  [1 / 3, -EULER - Math.PI / (2 * Math.sqrt(3)) - 1.5 * Math.log(3)],
  [1.5, 0.03648997397857652],
  [10, 2.251752589066721],
  [100, 4.600161852738087],
])("ψ(%f) is %f", (x, value) => {
  expect(digamma(x)).toBeCloseTo(value, 13);
});

test("grows by 1/x from x to x + 1", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 1e4, noNaN: true }), (x) => {
      expect(digamma(x + 1) - digamma(x)).toBeCloseTo(1 / x, 10);
    }),
  );
});
