import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { labelingFromMatrix } from "#lib/labeling.ts";
import { medianOf, medianVote } from "./median.ts";

describe("medianOf", () => {
  test.each([
    [[0, 0, 1, 2, 0], 3, [3]],
    [[1, 1, 1, 0, 0], 1, [1]],
    [[2, 0, 0, 2, 0], 0, [0, 1, 2, 3]],
    [[1, 0, 0, 1, 0], 0, [0, 1, 2, 3]],
    [[1, 2, 0, 0, 3], 1, [1, 2, 3, 4]],
    [[0, 0, 0, 0, 3], 4, [4]],
    [[0.1, 0.2, 0.3, 0, 0], 1, [1, 2]],
  ])("of %o is %i, with all of %o equally good", (counts, label, candidates) => {
    expect(medianOf(counts)).toEqual({ label, tied: candidates.length > 1, candidates });
  });

  test("has no label without ratings", () => {
    expect(medianOf([0, 0])).toEqual({ label: null, tied: false, candidates: [] });
  });

  test("minimizes the sum of distances, and the candidates are exactly the minimizers", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { minLength: 1, maxLength: 8 }), (counts) => {
        const costs = counts.map((_, at) => counts.reduce((sum, n, k) => sum + n * Math.abs(k - at), 0));
        const least = Math.min(...costs);
        const best = [...costs.keys()].filter((k) => costs[k] === least);
        if (counts.every((n) => n === 0)) return;
        expect(medianOf(counts)).toEqual({ label: best[0], tied: best.length > 1, candidates: best });
      }),
    );
  });
});

test("the vote takes the lower median of every item", () => {
  const votes = medianVote(
    labelingFromMatrix(
      [
        [4, 0, 3],
        [3, 1, null],
        [null, null, null],
      ],
      5,
    ),
  );
  expect([...votes.label]).toEqual([3, 1, -1]);
  expect([...votes.tied]).toEqual([0, 1, 0]);
});
