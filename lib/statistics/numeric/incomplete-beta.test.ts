import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { betaQuantile, incompleteBeta, logGamma } from "./incomplete-beta.ts";

describe("logGamma", () => {
  test("is the logarithm of the factorial at whole numbers", () => {
    let factorial = 0;
    for (let n = 1; n <= 30; n++) {
      expect(logGamma(n)).toBeCloseTo(factorial, 11);
      factorial += Math.log(n);
    }
  });

  test("is ln √π at one half and 359.1342053695754 at 100 (Abramowitz & Stegun, table 6.4)", () => {
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 14);
    expect(logGamma(100)).toBeCloseTo(359.1342053695754, 11);
    expect(logGamma(10)).toBeCloseTo(12.801827480081469, 13);
  });
});

/** Sum of binomial probabilities: I_x(a, b) for whole a and b is P(at least a of a + b - 1). */
function byBinomials(x: number, a: number, b: number): number {
  const n = a + b - 1;
  let sum = 0;
  for (let j = a; j <= n; j++) {
    let term = 1;
    for (let i = 1; i <= j; i++) term *= (n - j + i) / i;
    sum += term * x ** j * (1 - x) ** (n - j);
  }
  return sum;
}

describe("incompleteBeta", () => {
  test("is the binomial tail for whole shapes", () => {
    const shape = fc.integer({ min: 1, max: 20 });
    fc.assert(
      fc.property(shape, shape, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (a, b, x) => {
        expect(incompleteBeta(x, a, b)).toBeCloseTo(byBinomials(x, a, b), 12);
      }),
    );
  });

  test("with both shapes one half is the arcsine law (2/π) asin √x", () => {
    for (const x of [0.01, 0.3, 0.5, 0.77, 0.999]) {
      expect(incompleteBeta(x, 0.5, 0.5)).toBeCloseTo((2 / Math.PI) * Math.asin(Math.sqrt(x)), 13);
    }
  });

  test("of 0.7, 9, 3 is 0.31274045425", () => {
    expect(incompleteBeta(0.7, 9, 3)).toBeCloseTo(0.31274045425, 11);
  });

  test("stays exact for a million trials: half below the median, within the normal approximation", () => {
    expect(incompleteBeta(0.5, 500_000, 500_000)).toBeCloseTo(0.5, 9);
    expect(incompleteBeta(0.5005, 500_000, 500_000)).toBeCloseTo(0.8413447, 5);
  });

  test("is 0 and 1 at and beyond the ends", () => {
    for (const x of [-1, 0]) expect(incompleteBeta(x, 2, 3)).toBe(0);
    for (const x of [1, 2]) expect(incompleteBeta(x, 2, 3)).toBe(1);
  });

  test.each([
    [0, 1],
    [1, 0],
    [-1, 1],
    [1, Number.NaN],
  ])("refuses the shapes %f and %f", (a, b) => {
    expect(() => incompleteBeta(0.5, a, b)).toThrow(new RangeError("both shapes must be positive"));
  });
});

describe("betaQuantile", () => {
  test("undoes the incomplete beta function", () => {
    const shape = fc.double({ min: 0.5, max: 500, noNaN: true });
    fc.assert(
      fc.property(shape, shape, fc.double({ min: 1e-4, max: 1 - 1e-4, noNaN: true }), (a, b, p) => {
        expect(incompleteBeta(betaQuantile(p, a, b), a, b)).toBeCloseTo(p, 9);
      }),
      { numRuns: 300 },
    );
  });

  test("of Beta(1, b) is 1 - (1 - p)^(1/b)", () => {
    for (const p of [0.001, 0.25, 0.975])
      expect(betaQuantile(p, 1, 7)).toBeCloseTo(1 - (1 - p) ** (1 / 7), 14);
  });

  test("is 0 and 1 at the ends of p", () => {
    expect(betaQuantile(0, 3, 4)).toBe(0);
    expect(betaQuantile(1, 3, 4)).toBe(1);
  });

  test.each([-0.1, 1.1, Number.NaN])("refuses p = %f", (p) => {
    expect(() => betaQuantile(p, 1, 1)).toThrow(new RangeError("p must lie in 0..1"));
  });
});
