import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalCdf, normalDensity, normalQuantile } from "./normal.ts";

describe("normalCdf", () => {
  // Abramowitz & Stegun, Handbook of Mathematical Functions, table 26.1 (15 digits).
  test.each([
    [0, 0.5],
    [0.5, 0.691462461274013],
    [1, 0.841344746068543],
    [2, 0.977249868051821],
    [3, 0.99865010196837],
    [4, 0.999968328758167],
    [5, 0.999999713348428],
  ])("is Φ(%f) = %f as printed", (x, share) => {
    expect(normalCdf(x)).toBeCloseTo(share, 14);
    expect(normalCdf(-x)).toBeCloseTo(1 - share, 14);
  });

  test("keeps the relative size of tiny tails: Φ(-10) = 7.61985302416e-24", () => {
    expect(normalCdf(-10) / 7.619853024160527e-24).toBeCloseTo(1, 12);
    expect(normalCdf(-4.5) / 3.397673124730053e-6).toBeCloseTo(1, 12);
    expect(normalCdf(-38) / 2.8854283e-316).toBeCloseTo(1, 6);
  });

  test("ends at 0 and 1", () => {
    expect(normalCdf(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(normalCdf(Number.POSITIVE_INFINITY)).toBe(1);
    expect(normalCdf(-41)).toBe(0);
    expect(normalCdf(41)).toBe(1);
  });

  test("does not jump where the series gives way to the fraction", () => {
    expect(normalCdf(4) - normalCdf(4 - 1e-9)).toBeCloseTo(1e-9 * normalDensity(4), 14);
    expect(normalCdf(-4) / normalCdf(-4 - 1e-12)).toBeCloseTo(1, 10);
  });
});

test("the density at 0 is 1/√(2π), and at 1 by 1/√e less", () => {
  expect(normalDensity(0)).toBeCloseTo(1 / Math.sqrt(2 * Math.PI), 15);
  expect(normalDensity(1)).toBeCloseTo(0.24197072451914337, 15);
  expect(normalDensity(-1)).toBe(normalDensity(1));
});

describe("normalQuantile", () => {
  // Abramowitz & Stegun, table 26.5, and every statistics textbook.
  test.each([
    [0.5, 0],
    [0.9, 1.2815515655446004],
    [0.95, 1.6448536269514722],
    [0.975, 1.959963984540054],
    [0.995, 2.5758293035489004],
    [1e-10, -6.361340902404056],
  ])("of %f is %f", (p, x) => {
    expect(normalQuantile(p)).toBeCloseTo(x, 12);
  });

  test("undoes the cumulative share", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true }), (p) => {
        expect(normalCdf(normalQuantile(p)) / p).toBeCloseTo(1, 10);
      }),
    );
  });

  test.each([0, 1, -0.1, 1.1, Number.NaN])("refuses %f", (p) => {
    expect(() => normalQuantile(p)).toThrow(new RangeError("p must lie strictly between 0 and 1"));
  });
});
