import { expect, test } from "vitest";
import { labelingFromMatrix } from "#lib/labeling.ts";
import { majorityOf, majorityVote } from "./majority.ts";

test("0 2 2 1 0 is tied between 1 and 2, and 2 is nearer the mean of 1.8", () => {
  expect(majorityOf([0, 2, 2, 1, 0])).toEqual({ label: 2, tied: true, candidates: [1, 2] });
});

test("two against one wins, one against one goes to the lower, nobody to nothing", () => {
  const votes = majorityVote(
    labelingFromMatrix(
      [
        [4, 4, 0],
        [3, 1, null],
        [null, null, null],
      ],
      5,
    ),
  );
  expect([...votes.label]).toEqual([4, 1, -1]);
  expect([...votes.tied]).toEqual([0, 1, 0]);
  expect([...votes.ratings]).toEqual([3, 2, 0]);
  expect([...votes.shares.subarray(0, 5)]).toEqual([1 / 3, 0, 0, 0, 2 / 3]);
});

test("without an order a tie goes to the label that is commoner in all, not to the one nearest the mean of numbers", () => {
  const labeling = labelingFromMatrix(
    [
      [0, 0, 2, 2, 1],
      [2, 2],
      [1, 1, 1],
    ],
    3,
  );
  expect(majorityVote(labeling).label[0]).toBe(0);
  expect(majorityVote(labeling, false).label[0]).toBe(2);
});
