import { expect, test } from "vitest";
import { normalizeLogs } from "./normalize-logs.ts";

test("logarithms become probabilities, and the log of their sum is told", () => {
  const row = Float64Array.of(Math.log(1), Math.log(3), Number.NEGATIVE_INFINITY);
  expect(normalizeLogs(row)).toBeCloseTo(Math.log(4), 12);
  expect([...row]).toEqual([expect.closeTo(0.25, 12), expect.closeTo(0.75, 12), 0]);
});

test("a common constant changes nothing but the sum, however far off", () => {
  for (const shift of [-5000, 5000]) {
    const row = Float64Array.of(shift, shift + Math.log(3));
    expect(normalizeLogs(row)).toBeCloseTo(shift + Math.log(4), 9);
    expect([...row]).toEqual([expect.closeTo(0.25, 12), expect.closeTo(0.75, 12)]);
  }
});
