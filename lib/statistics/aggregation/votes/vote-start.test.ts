import { describe, expect, test } from "vitest";
import { labelingFromMatrix } from "#lib/labeling.ts";
import { byItem } from "#lib/statistics/aggregation/by-item.ts";
import { goldLabels } from "#lib/statistics/aggregation/gold-labels.ts";
import { newExpected } from "#lib/statistics/aggregation/models/expectation.ts";
import { normalizeWithin, startFromVotes } from "./vote-start.ts";

const index = byItem(
  labelingFromMatrix(
    [
      [0, 0, 2],
      [1, 2, null],
      [null, null, null],
    ],
    3,
  ),
);

describe("startFromVotes", () => {
  test("takes the shares of the votes as posteriors and counts them for every rating", () => {
    const expected = newExpected(index, true);
    startFromVotes(index, new Int32Array(3), expected);
    const third = 1 / 3;
    expect([...(expected.posterior as Float64Array)]).toEqual([2 * third, 0, third, 0, 0.5, 0.5, 0, 0, 0]);
    expect([...expected.classes]).toEqual([2 * third, 0.5, third + 0.5]);
    // The first annotator said 0 of the first item and 1 of the second.
    expect([...expected.counts.subarray(0, 9)]).toEqual([2 * third, 0, third, 0, 0.5, 0.5, 0, 0, 0]);
    expect([...expected.counts.subarray(18, 27)]).toEqual([0, 0, 0, 0, 0, 0, 2 * third, 0, third]);
  });

  test("keeps gold to its acceptable classes", () => {
    const expected = newExpected(index, true);
    startFromVotes(
      index,
      goldLabels(3, [
        [0, [1, 2]],
        [1, [0]],
        [2, [1]],
      ]),
      expected,
    );
    expect([...(expected.posterior as Float64Array)]).toEqual([0, 0, 1, 1, 0, 0, 0, 0, 0]);
  });

  test("forgets what the storage held before", () => {
    const expected = newExpected(index, false);
    expected.counts.fill(7);
    expected.classes.fill(7);
    startFromVotes(index, new Int32Array(3), expected);
    expect(expected.counts.reduce((sum, count) => sum + count, 0)).toBeCloseTo(5, 12);
    expect(expected.classes.reduce((sum, size) => sum + size, 0)).toBeCloseTo(2, 12);
  });
});

describe("normalizeWithin", () => {
  test.each([
    [[1, 3, 0], 0, [0.25, 0.75, 0]],
    [[1, 3, 0], 0b101, [1, 0, 0]],
    [[1, 0, 0], 0b110, [0, 0.5, 0.5]],
    [[0, 0, 0], 0, [1 / 3, 1 / 3, 1 / 3]],
    [[2, 2, 4], 0b110, [0, 1 / 3, 2 / 3]],
  ])("of %o within the set %i is %o", (row, bits, shares) => {
    const own = Float64Array.from(row);
    normalizeWithin(own, bits);
    expect([...own]).toEqual(shares);
  });
});
