import { expect, test } from "vitest";
import { labelingFromMatrix } from "#lib/labeling.ts";
import { wawa } from "./wawa.ts";

test("the two who agree weigh 1, the third who never does 0", () => {
  const votes = wawa(
    labelingFromMatrix(
      [
        [0, 0, 2],
        [1, 1, 0],
      ],
      3,
    ),
  );
  expect([...votes.skill]).toEqual([1, 1, 0]);
  expect([...votes.label]).toEqual([0, 1]);
  expect([...votes.shares]).toEqual([1, 0, 0, 0, 1, 0]);
});

test("a skill is the share of answers that equal the majority, and 0 without answers", () => {
  const votes = wawa(
    labelingFromMatrix(
      [
        [0, 0, 0, null],
        [1, 1, 0, null],
        [2, 0, 2, null],
        [1, 2, null, null],
      ],
      3,
    ),
  );
  // The last item is tied between 1 and 2; 1 is the lower, so the first annotator is in the majority.
  expect([...votes.skill]).toEqual([1, 0.5, 2 / 3, 0]);
  // There the first one's skill decides.
  expect(votes.label[3]).toBe(1);
  expect(votes.shares[3 * 3 + 1]).toBeCloseTo(1 / 1.5, 12);
});

test("without an order a tie goes to the label that is commoner in all", () => {
  const labeling = labelingFromMatrix(
    [
      [0, 2],
      [2, 2],
      [0, 0],
      [2, 2],
    ],
    3,
  );
  expect(wawa(labeling).label[0]).toBe(0);
  expect(wawa(labeling, false).label[0]).toBe(2);
});
