import { describe, expect, test } from "vitest";
import { labelingFromMatrix } from "#lib/labeling.ts";
import { trustWeightedOf, trustWeightedVote } from "./trust-weighted.ts";

describe("trustWeightedOf", () => {
  test("the winner has 1.45 of 2.85 trust", () => {
    const vote = trustWeightedOf([3, 4, 4, 3], [0.9, 0.8, 0.6, 0.55]);
    expect(vote).toMatchObject({ label: 3, tied: false });
    expect(vote.confidence).toBeCloseTo(0.5087719298245613, 12);
  });

  test("one trusted voice can outweigh two", () => {
    expect(trustWeightedOf([0, 0, 2], [0.3, 0.3, 0.7])).toMatchObject({ label: 2 });
  });

  test("equal trust is a tie, decided by the mean", () => {
    expect(trustWeightedOf([0, 4, 3], [0.5, 0.5, 0.2])).toMatchObject({ label: 4, tied: true });
  });

  test("nothing is said without any trust", () => {
    expect(trustWeightedOf([1, 2], [0, 0])).toEqual({ label: null, confidence: null, tied: false });
    expect(trustWeightedOf([], [])).toEqual({ label: null, confidence: null, tied: false });
  });
});

test("the vote on all items gives shares of trust and the winner's as confidence", () => {
  const labeling = labelingFromMatrix(
    [
      [0, 0, 2],
      [null, null, null],
      [1, null, null],
    ],
    3,
  );
  const votes = trustWeightedVote(labeling, [0.25, 0.25, 1.5]);
  expect([...votes.label]).toEqual([2, -1, 1]);
  expect([...votes.confidence]).toEqual([0.75, 0, 1]);
  expect([...votes.shares]).toEqual([0.25, 0, 0.75, 0, 0, 0, 0, 1, 0]);
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
  expect(trustWeightedVote(labeling, [1, 1]).label[0]).toBe(0);
  expect(trustWeightedVote(labeling, [1, 1], false).label[0]).toBe(2);
});
