import { expect, test } from "vitest";
import { goldLabels, isAcceptable, nearestAcceptable } from "./gold-labels.ts";

test("gold labels hold one bit per acceptable label, 0 for items that are not gold", () => {
  expect([
    ...goldLabels(3, [
      [1, [4]],
      [2, [0, 1]],
    ]),
  ]).toEqual([0, 16, 3]);
});

test("labels may come in several entries and up to 30", () => {
  expect([
    ...goldLabels(1, [
      [0, [1]],
      [0, [30, 1]],
    ]),
  ]).toEqual([2 ** 30 + 2]);
});

test("a label is acceptable when its bit is set", () => {
  expect([0, 1, 2, 3].map((label) => isAcceptable(0b1010, label))).toEqual([false, true, false, true]);
});

test.each([
  [0b1, 4, 0],
  [0b10000, 0, 4],
  [0b10100, 3, 2],
  [0b10001, 3, 4],
  [0b10001, 2, 0],
  [0b100, 2, 2],
])("of the set %i the label nearest to %i is %i", (bits, label, nearest) => {
  expect(nearestAcceptable(bits, label)).toBe(nearest);
});

test("nothing is near when the item is not gold", () => {
  expect(nearestAcceptable(0, 2)).toBeNull();
});
