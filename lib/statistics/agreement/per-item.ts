import type { Labeling } from "#lib/labeling.ts";
import type { ItemClasses } from "#lib/statistics/counting/item-classes.ts";
import { type Tally, tally } from "#lib/statistics/counting/tally.ts";
import { agreementWeights, type Weights } from "#lib/statistics/counting/weights.ts";
import { coincidenceMatrix, pairableLabels } from "./alpha/alpha.ts";
import { distanceTable, type Metric } from "./alpha/alpha-distance.ts";
import { itemAgreement } from "./chance-corrected.ts";

/** How much people disagree on one item. */
export type ItemMeasures = {
  readonly ratings: number;
  /** Entropy of the levels given, in nats: 0 (all the same) .. ln K; divide by ln K for 0..1. */
  readonly entropy: number;
  /** Weighted agreeing pairs / all pairs, 0..1; null with one rating. */
  readonly agreement: number | null;
  /** Highest minus lowest level given, in steps. */
  readonly range: number;
  /** Disagreement on the item / mean disagreement; 1 is usual, 0 none; null with one rating or without any disagreement. */
  readonly alphaShare: number | null;
};

/**
 * Measures of each item: the list of items worth a second look. Not shown as "agreement": one item has none beyond
 * chance.
 *
 * Shape: I entries, null for an item without a rating; items with equal ratings share one object.
 * Cost: O(ratings + classes * K^2).
 * Source: entropy C. E. Shannon, Bell System Technical Journal 27, 1948; agreeing pairs Gwet 2014; share of alpha Krippendorff 2011.
 *
 * @param weights of the share of agreeing pairs
 * @param metric of `alphaShare`
 * @param values the declared value of each level; 1..K when left out
 * @example ratings 2 2 3 2 of five levels: entropy .562, agreement .5 unweighted and .969 quadratic, range 1
 */
export function perItem(
  labeling: Labeling,
  weights: Weights = "unweighted",
  metric: Metric = "ordinal",
  values?: readonly number[],
): (ItemMeasures | null)[] {
  const sums = tally(labeling);
  const measures = perClass(sums, agreementWeights(weights, sums.levels, values), metric, values);
  return Array.from(sums.classOf(), (c) => measures[c] ?? null);
}

function perClass(
  { classes, pairs }: Tally,
  table: Float64Array,
  metric: Metric,
  values: readonly number[] | undefined,
): ItemMeasures[] {
  const distances = distanceTable(metric, pairableLabels(pairs), values);
  const usual = meanDistance(coincidenceMatrix(pairs), distances);
  return Array.from(classes.size, (ratings, c) => ({
    ratings,
    entropy: entropyOf(classes, c),
    agreement: ratings > 1 ? itemAgreement(classes, c, table) : null,
    range: rangeOf(classes, c),
    alphaShare: ratings > 1 && usual > 0 ? distanceOnItem(classes, c, distances) / usual : null,
  }));
}

function entropyOf({ levels, histogram, size }: ItemClasses, c: number): number {
  let sum = 0;
  for (let k = 0; k < levels; k++) {
    const share = histogram[c * levels + k] / size[c];
    if (share > 0 && share < 1) sum -= share * Math.log(share);
  }
  return sum;
}

function rangeOf({ levels, histogram }: ItemClasses, c: number): number {
  let lowest = levels;
  let highest = 0;
  for (let k = 0; k < levels; k++) {
    if (histogram[c * levels + k] === 0) continue;
    lowest = Math.min(lowest, k);
    highest = k;
  }
  return highest - lowest;
}

/** Mean distance between two ratings of the item. */
function distanceOnItem(
  { levels, histogram, size }: ItemClasses,
  c: number,
  distances: Float64Array,
): number {
  let sum = 0;
  for (let k = 0; k < levels; k++) {
    for (let l = 0; l < levels; l++) {
      const pairs = histogram[c * levels + k] * histogram[c * levels + l];
      sum += pairs * distances[k * levels + l];
    }
  }
  const ratings = size[c];
  return sum / (ratings * (ratings - 1));
}

/** Mean distance between two ratings of the same item, over all items. */
function meanDistance(coincidences: Float64Array, distances: Float64Array): number {
  let sum = 0;
  let all = 0;
  coincidences.forEach((pairs, cell) => {
    sum += pairs * distances[cell];
    all += pairs;
  });
  return all === 0 ? 0 : sum / all;
}
