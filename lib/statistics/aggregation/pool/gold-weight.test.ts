import { expect, test } from "vitest";
import { labelingFromMatrix } from "#lib/labeling.ts";
import { goldLabels } from "#lib/statistics/aggregation/gold-labels.ts";
import { weighGold } from "./gold-weight.ts";
import { cautiousSettings } from "./log-pool.ts";
import { opinionsOf } from "./opinions.ts";
import { poolAll } from "./pool-all.fixture.ts";

/** Ninety items of level 0 and ten of level 1 without doubt, and one that nobody rated. */
const labeling = labelingFromMatrix(
  [...Array.from({ length: 100 }, (_, i) => (i < 90 ? [0, 0, 0] : [1, 1, 1])), []],
  2,
);
const opinions = opinionsOf(labeling);
const gold = goldLabels(101, [
  [0, [0]],
  [1, [0]],
  [98, [1]],
  [99, [1]],
  [100, [1]],
]);

test("gold drawn at random counts evenly, gold without ratings not at all", () => {
  expect(weighGold(opinions, gold, false)).toEqual([
    { item: 0, bits: 1, weight: 1 },
    { item: 1, bits: 1, weight: 1 },
    { item: 98, bits: 2, weight: 1 },
    { item: 99, bits: 2, weight: 1 },
  ]);
});

test("gold chosen by level counts by the items' shares of the levels, with mean 1", () => {
  const pool = poolAll(opinions, [cautiousSettings(2)]);
  const size = pool.reduce((sum, share, at) => sum + (at % 2 === 0 ? share : 0), 0);
  const weights = weighGold(opinions, gold, true).map(({ weight }) => weight);
  [size, size, 100 - size, 100 - size].forEach((wanted, at) => {
    expect(weights[at]).toBeCloseTo(wanted / 50, 12);
  });
});

test("a key of both levels is divided over them as the pool divides the item", () => {
  const pool = poolAll(opinions, [cautiousSettings(2)]);
  const both = goldLabels(101, [
    [0, [0, 1]],
    [99, [1]],
  ]);
  const [zero, one] = [pool[0], pool[1]];
  const size = pool.reduce((sum, share, at) => sum + (at % 2 === 0 ? share : 0), 0);
  const weights = weighGold(opinions, both, true).map(({ weight }) => weight);
  const first = (zero * size) / zero + (one * (100 - size)) / (one + 1);
  const second = (100 - size) / (one + 1);
  expect(weights[0]).toBeCloseTo((2 * first) / (first + second), 12);
  expect(weights[1]).toBeCloseTo((2 * second) / (first + second), 12);
});

test("gold that has every level equally often is taken for chosen where nobody says", () => {
  expect(weighGold(opinions, gold)).toEqual(weighGold(opinions, gold, true));
  const asItems = goldLabels(101, [
    ...Array.from({ length: 9 }, (_, i) => [i, [0]] as const),
    ...[[99, [1]] as const],
  ]);
  expect(weighGold(opinions, asItems)).toEqual(weighGold(opinions, asItems, false));
});

test("without rated gold there is nothing to weigh", () => {
  expect(weighGold(opinions, goldLabels(101, [[100, [1]]]), true)).toEqual([]);
});
