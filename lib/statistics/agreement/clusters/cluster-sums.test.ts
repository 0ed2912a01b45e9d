import { expect, test } from "vitest";
import { readRatings } from "#lib/statistics/agreement/published.fixture.ts";
import { tally, tallyFromCounts } from "#lib/statistics/counting/tally.ts";
import { countClusters } from "./cluster-spread.ts";
import { clusterSums } from "./cluster-sums.ts";

// Items 0 and 3 are of one query, 1 and 4 of none, 2 of another that nobody else is of; item 5 has no rating.
const DATA = readRatings("12 33 22 11 33 ..", 3);
const QUERY_OF = Int32Array.of(7, -1, 2, 7, -1, 2);

test("items of a query share a row, equal items without one are counted", () => {
  const { rows, times, layout } = clusterSums(tally(DATA), QUERY_OF);
  const pairable = Array.from(times, (_, r) => rows[r * layout.width + layout.pairable]);
  expect(pairable).toEqual([2, 1, 1]);
  expect([...times]).toEqual([1, 1, 2]);
});

test("without queries each item is its own cluster, also from counts alone", () => {
  const sums = clusterSums(tally(DATA), null);
  expect(countClusters(sums)).toBe(5);
  const fromCounts = clusterSums(tallyFromCounts([[0, 0, 2]], 3, [5]), null);
  expect([...fromCounts.times]).toEqual([5]);
  expect(countClusters(clusterSums(tally(DATA), new Int32Array(6).fill(-1)))).toBe(5);
});

test("the total is the sum of the rows, each as often as it stands", () => {
  const { rows, times, total, layout } = clusterSums(tally(DATA), QUERY_OF);
  total.forEach((sum, j) => {
    const added = times.reduce((all, often, r) => all + often * rows[r * layout.width + j], 0);
    expect(added).toBeCloseTo(sum, 12);
  });
});

test("a query whose items have one rating each counts as rated, not as pairable", () => {
  const sums = clusterSums(tally(readRatings("12 1. .2", 2)), Int32Array.of(0, 1, 1));
  expect([countClusters(sums), countClusters(sums, "rated")]).toEqual([1, 2]);
});
