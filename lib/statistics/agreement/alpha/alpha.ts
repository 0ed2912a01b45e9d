import type { Defined } from "#lib/labeling.ts";
import { type PairCounts, type Ratings, tally } from "#lib/statistics/counting/tally.ts";
import { distanceTable, type Metric } from "./alpha-distance.ts";

export type AlphaParts = {
  /** 1 at most; 0 is what shuffling the ratings gives; negative when people systematically disagree. */
  readonly value: number;
  /** Mean distance within items. */
  readonly observedDisagreement: number;
  /** Mean distance between any two ratings. */
  readonly expectedDisagreement: number;
};

export type Alpha = Defined<AlphaParts> & {
  /** Items with at least two ratings. */
  readonly pairableItems: number;
  /** Ratings on those items. */
  readonly ratings: number;
};

/**
 * Krippendorff's alpha: agreement beyond what shuffling these ratings over the items would give.
 *
 * What: 1 - (n - 1) * sum o_kl d_kl / sum n_k n_l d_kl, where o_kl = pairs of ratings k and l on one item, each
 * item's pairs divided by its ratings - 1; n_k = ratings of level k and n = all ratings, on items with at
 * least two. Any number of annotators and of ratings per item; missing ratings are simply absent.
 * Range: up to 1; not clamped below. Each rating weighs the same, so items with more ratings count more.
 * Undefined: `no-pairs` without an item with two ratings, `no-variation` when all of them are equal.
 * Cost: O(M * K^2) after the tally (M = most ratings on one item). Never throws.
 * Source: K. Krippendorff, Computing Krippendorff's Alpha-Reliability, University of Pennsylvania, 2011.
 *
 * @param values the declared value of each level, K ascending numbers; 1..K when left out
 * @example Krippendorff's 4 observers x 12 units: .743 nominal, .815 ordinal, .849 interval, .797 ratio
 */
export function krippendorffAlpha(ratings: Ratings, metric: Metric, values?: readonly number[]): Alpha {
  return alphaFromPairs(tally(ratings).pairs, metric, values);
}

/**
 * The same from pair counts, for live numbers and replicates.
 * Shapes as in `PairCounts`; undefined with the same reasons. Source: Krippendorff 2011.
 */
export function alphaFromPairs(pairs: PairCounts, metric: Metric, values?: readonly number[]): Alpha {
  const coincidences = coincidenceMatrix(pairs);
  const perLevel = pairableLabels(pairs);
  let pairableItems = 0;
  for (let m = 2; m <= pairs.largest; m++) pairableItems += pairs.items[m];
  const ratings = perLevel.reduce((sum, count) => sum + count, 0);
  const counts = { pairableItems, ratings };
  if (ratings === 0) return { value: null, reason: "no-pairs", ...counts };
  const parts = alphaFromCoincidences(coincidences, perLevel, metric, values);
  if (parts === null) return { value: null, reason: "no-variation", ...counts };
  return { reason: null, ...parts, ...counts };
}

/**
 * o_kl: K * K, row by row; pairs of ratings on one item, each item's divided by its ratings - 1.
 * Row k sums to the number of pairable ratings of level k.
 */
export function coincidenceMatrix({ levels, largest, pairs }: PairCounts): Float64Array {
  const cells = levels * levels;
  const coincidences = new Float64Array(cells);
  for (let m = 2; m <= largest; m++) {
    for (let cell = 0; cell < cells; cell++) {
      coincidences[cell] += pairs[m * cells + cell] / (m - 1);
    }
  }
  return coincidences;
}

/** n_k: ratings of each level on items with at least two ratings (whole numbers, K). */
export function pairableLabels({ levels, largest, labels }: PairCounts): Float64Array {
  const perLevel = new Float64Array(levels);
  for (let m = 2; m <= largest; m++) {
    for (let k = 0; k < levels; k++) perLevel[k] += labels[m * levels + k];
  }
  return perLevel;
}

/**
 * Alpha from o_kl (K * K, symmetric; only cells above the diagonal are read) and n_k (K); null when no two
 * ratings are apart.
 *
 * @param scratch K * K numbers to overwrite, for callers that come a thousand times
 */
export function alphaFromCoincidences(
  coincidences: Float64Array,
  perLevel: Float64Array,
  metric: Metric,
  values?: readonly number[],
  scratch?: Float64Array,
): AlphaParts | null {
  const levels = perLevel.length;
  const distances = distanceTable(metric, perLevel, values, scratch);
  let total = 0;
  let observed = 0;
  let expected = 0;
  for (let k = 0; k < levels; k++) {
    const own = perLevel[k];
    total += own;
    for (let l = k + 1; l < levels; l++) {
      const distance = distances[k * levels + l];
      observed += coincidences[k * levels + l] * distance;
      expected += own * perLevel[l] * distance;
    }
  }
  if (expected === 0) return null;
  return {
    value: 1 - ((total - 1) * observed) / expected,
    observedDisagreement: (2 * observed) / total,
    expectedDisagreement: (2 * expected) / (total * (total - 1)),
  };
}
