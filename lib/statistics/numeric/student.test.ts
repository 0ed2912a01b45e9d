import { describe, expect, test } from "vitest";
import { studentCdf, studentQuantile } from "./student.ts";

// Abramowitz & Stegun, table 26.10, and Student's closed forms for 1 and 2 degrees of freedom.
test.each([
  [0.975, 1, 12.706204736],
  [0.975, 2, 4.302652729911275],
  [0.975, 10, 2.2281388519649385],
  [0.95, 5, 2.015048372669157],
  [0.995, 30, 2.749995653567231],
  [0.975, 1e6, 1.959966],
])("the quantile %f with %f degrees of freedom is %f", (p, df, t) => {
  expect(studentQuantile(p, df)).toBeCloseTo(t, 5);
  expect(studentQuantile(1 - p, df)).toBeCloseTo(-t, 5);
});

test("is the Cauchy quantile tan(π(p - 1/2)) with one degree of freedom", () => {
  expect(studentQuantile(0.75, 1)).toBeCloseTo(1, 12);
  expect(studentQuantile(0.9, 1)).toBeCloseTo(Math.tan(Math.PI * 0.4), 11);
});

test("is 0 in the middle", () => {
  expect(studentQuantile(0.5, 3)).toBe(0);
});

test.each([0, 1, -1, 2, Number.NaN])("refuses p = %f", (p) => {
  expect(() => studentQuantile(p, 3)).toThrow(new RangeError("p must lie strictly between 0 and 1"));
});

describe("the share below t", () => {
  test("is the inverse of the quantile", () => {
    for (const p of [0.001, 0.2, 0.5, 0.9, 0.999]) {
      for (const df of [1, 2.5, 24.9, 1e4]) expect(studentCdf(studentQuantile(p, df), df)).toBeCloseTo(p, 9);
    }
  });

  // Closed form with two degrees of freedom: 1/2 + t / (2 sqrt(2 + t^2)).
  test("has the closed form of two degrees of freedom, far out too", () => {
    for (const t of [-30, -1, 0.5, 4])
      expect(studentCdf(t, 2)).toBeCloseTo(0.5 + t / (2 * Math.hypot(Math.SQRT2, t)), 12);
  });
});
