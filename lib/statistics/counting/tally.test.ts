import { describe, expect, test } from "vitest";
import { KRIPPENDORFF, readRatings } from "#lib/statistics/agreement/published.fixture.ts";
import { addItems, countPairs, coverage, emptyPairCounts, tally, tallyFromCounts } from "./tally.ts";

describe("a tally", () => {
  test("keeps whole-number sums apart by the ratings an item has", () => {
    const { pairs } = tally(readRatings("112 12. 22. 1..", 2));
    expect([...pairs.items]).toEqual([0, 1, 2, 1]);
    expect([...pairs.labels]).toEqual([0, 0, 1, 0, 1, 3, 2, 1]);
    // Ordered pairs of the items with two ratings: (1,2) (2,1) and twice (2,2); with three: (1,1) twice, (1,2) twice, (2,1) twice.
    expect([...pairs.pairs.slice(8)]).toEqual([0, 1, 1, 2, 2, 2, 2, 0]);
  });

  test("of a tally is itself, and of counts the same as of ratings", () => {
    const sums = tally(KRIPPENDORFF);
    expect(tally(sums)).toBe(sums);
    const rows = Array.from({ length: 12 }, () => [0, 0, 0, 0, 0]);
    KRIPPENDORFF.item.forEach((item, r) => {
      const row = rows[item];
      row[KRIPPENDORFF.label[r]] = (row[KRIPPENDORFF.label[r]] ?? 0) + 1;
    });
    const fromCounts = tallyFromCounts(rows, 5);
    expect(fromCounts.pairs).toEqual(sums.pairs);
    expect(fromCounts.classOf()).toHaveLength(0);
  });

  test("of counts takes numbers of items, fractional ones too", () => {
    const { pairs } = tallyFromCounts(
      [
        [1, 1],
        [2, 0],
      ],
      2,
      [0.25, 3],
    );
    expect([...pairs.items]).toEqual([0, 0, 3.25]);
    expect([...pairs.pairs.slice(8)]).toEqual([6, 0.25, 0.25, 0]);
  });
});

test("items that are added and taken away leave nothing", () => {
  const sums = emptyPairCounts(3, 4);
  addItems(sums, Int32Array.of(9, 2, 0, 1), 1, 3, 5);
  expect([...sums.labels.slice(9, 12)]).toEqual([10, 0, 5]);
  addItems(sums, Int32Array.of(2, 0, 1), 0, 3, -5);
  expect([...sums.items, ...sums.labels, ...sums.pairs].every((count) => count === 0)).toBe(true);
});

describe("coverage", () => {
  test("counts rated and pairable items and the ratings off the most frequent level", () => {
    expect(coverage(tally(KRIPPENDORFF).pairs)).toEqual({
      ratedItems: 12,
      pairableItems: 11,
      ratings: 40,
      nonModalRatings: 27,
    });
  });

  test("is all zero without a rating", () => {
    const none = countPairs({
      levels: 3,
      count: 0,
      histogram: new Int32Array(0),
      size: new Int32Array(0),
      items: new Float64Array(0),
    });
    expect(coverage(none)).toEqual({ ratedItems: 0, pairableItems: 0, ratings: 0, nonModalRatings: 0 });
  });
});
