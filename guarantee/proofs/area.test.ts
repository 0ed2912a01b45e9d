import { expect, test } from "vitest";
import { areaUnderCurve } from "./area.ts";

test("a score that tells nothing has an area of one half, ties included", () => {
  expect(areaUnderCurve([1, 2, 3], [1, 2, 3])).toBe(0.5);
  expect(areaUnderCurve([0, 0], [0, 0, 0])).toBe(0.5);
});

test("a score that tells all has 1, its opposite 0, and three of four pairs 0.75", () => {
  expect(areaUnderCurve([3, 4], [1, 2])).toBe(1);
  expect(areaUnderCurve([1, 2], [3, 4])).toBe(0);
  expect(areaUnderCurve([2, 4], [1, 3])).toBe(0.75);
});
