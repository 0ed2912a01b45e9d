import { expect, test } from "vitest";
import { labelingFromMatrix } from "#lib/labeling.ts";
import { meanOf, meanScore } from "./mean.ts";

test("the mean of one rating of 1 and one of 4 is 2.5", () => {
  expect(meanOf([0, 1, 0, 0, 1])).toBe(2.5);
  expect(meanOf([0, 0, 3])).toBe(2);
});

test("nothing has no mean", () => {
  expect(meanOf([0, 0, 0])).toBeNull();
});

const labeling = labelingFromMatrix(
  [
    [4, 0, null],
    [null, null, null],
    [null, 3, 1],
  ],
  5,
);

test("every item has its own mean, null without ratings", () => {
  expect(meanScore(labeling)).toEqual([2, null, 2]);
});

test("trust weighs, and no trust leaves nothing", () => {
  expect(meanScore(labeling, [3, 1, 0])).toEqual([3, null, 3]);
  expect(meanScore(labeling, [0, 0, 1])).toEqual([null, null, 1]);
});
