import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { labelingFromTriples } from "#lib/labeling.ts";
import { heaviest, NO_LABEL, voteOnAll } from "./vote.ts";

describe("heaviest", () => {
  test.each([
    [[0, 0, 1, 2, 0], 3, false, [3]],
    [[1, 1, 1, 0, 0], 1, true, [0, 1, 2]],
    [[2, 0, 0, 2, 0], 0, true, [0, 3]],
    [[2, 0, 0, 1, 2], 4, true, [0, 4]],
    [[0, 2, 2, 1, 0], 2, true, [1, 2]],
    [[0.1 + 0.2, 0.3, 0], 0, true, [0, 1]],
    [[0, 1e-300, 0], 1, false, [1]],
  ])("of %o is %i (tied: %s, among %o)", (weights, label, tied, candidates) => {
    expect(heaviest(weights)).toEqual({ label, tied, candidates });
  });

  test("tells weights apart that differ by more than rounding", () => {
    expect(heaviest([1, 1 + 1e-9, 0])).toEqual({ label: 1, tied: false, candidates: [1] });
  });

  test.each([
    [[2, 0, 2], [9, 1, 8], 0],
    [[2, 0, 2], [8, 1, 9], 2],
    [[1, 1, 1], [3, 7, 7], 1],
    [[1, 2, 0], [9, 1, 1], 1],
  ])(
    "of %o without an order, %o in all, the commoner of the tied is %i, then the lower",
    (weights, common, label) => {
      expect(heaviest(weights, common).label).toBe(label);
    },
  );

  test("has no label without weight", () => {
    expect(heaviest([0, 0, 0])).toEqual({ label: null, tied: false, candidates: [] });
    expect(heaviest([])).toEqual({ label: null, tied: false, candidates: [] });
  });

  test("mirrors with the scale unless two candidates are equally near the mean", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(6), { minLength: 2, maxLength: 7 }), (weights) => {
        const vote = heaviest(weights);
        const mirrored = heaviest([...weights].reverse());
        expect(mirrored.tied).toBe(vote.tied);
        if (vote.label === null || mirrored.label === null) return;
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        const mean = weights.reduce((sum, weight, k) => sum + weight * k, 0) / total;
        const distances = vote.candidates.map((k) => Math.abs(k - mean));
        const nearest = Math.min(...distances);
        expect(Math.abs(vote.label - mean)).toBeCloseTo(nearest, 9);
        expect(Math.abs(weights.length - 1 - mirrored.label - mean)).toBeCloseTo(nearest, 9);
        expect(vote.label).toBe(vote.candidates.find((k) => Math.abs(k - mean) < nearest + 1e-9));
      }),
    );
  });
});

describe("voteOnAll", () => {
  const labeling = labelingFromTriples({ items: 3, annotators: 3, levels: 3 }, [
    [0, 0, 2],
    [0, 1, 2],
    [0, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ]);

  test("gives label, tie, ratings and shares of every item", () => {
    const votes = voteOnAll(labeling, heaviest);
    expect(votes.items).toBe(3);
    expect(votes.levels).toBe(3);
    expect([...votes.label]).toEqual([2, NO_LABEL, 0]);
    expect([...votes.tied]).toEqual([0, 0, 1]);
    expect([...votes.ratings]).toEqual([3, 0, 2]);
    expect([...votes.shares]).toEqual([1 / 3, 0, 2 / 3, 0, 0, 0, 0.5, 0.5, 0]);
  });

  test("weighs the annotators, and knows no label where nobody has weight", () => {
    const votes = voteOnAll(labeling, heaviest, [0, 0, 2]);
    expect([...votes.label]).toEqual([0, NO_LABEL, NO_LABEL]);
    expect([...votes.ratings]).toEqual([3, 0, 2]);
    expect([...votes.shares]).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0]);
  });
});
