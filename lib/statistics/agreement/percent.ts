import type { Defined } from "#lib/labeling.ts";
import { type PairCounts, type Ratings, tally } from "#lib/statistics/counting/tally.ts";
import { agreementWeights, type Weights } from "#lib/statistics/counting/weights.ts";

/** What weighs the same: every item, or every pair of ratings (then items with more ratings count more). */
export type Averaging = "items" | "pairs";

export type Percent = Defined<{ readonly value: number }>;

/**
 * Percent agreement: how often two raters of the same item agree, before any correction for chance.
 *
 * What: for item i, A_i = weighted agreeing pairs / all pairs of its ratings. "items" is the mean of A_i over items
 * with at least two ratings; "pairs" is all agreeing pairs / all pairs. Name which one you show: they differ
 * when items have different numbers of ratings.
 * Range: 0..1. With the weighting "within-one" neighboring levels agree.
 * Undefined: `no-pairs`. All ratings equal is 1, not undefined.
 * Source: Gwet, Handbook of Inter-Rater Reliability, 2014 (averaging over items); Krippendorff 2011 (over pairs).
 *
 * @param weights a weighting by name or K * K weights
 * @param values the declared value of each level; 1..K when left out
 * @example Krippendorff's 4 observers x 12 units: .8182 over items, .7818 over pairs
 */
export function percentAgreement(
  ratings: Ratings,
  weights: Weights = "unweighted",
  averaging: Averaging = "items",
  values?: readonly number[],
): Percent {
  const { levels, pairs } = tally(ratings);
  return percentFromPairs(pairs, agreementWeights(weights, levels, values), averaging);
}

/** The same from pair counts and a table of K * K weights. */
export function percentFromPairs(sums: PairCounts, table: Float64Array, averaging: Averaging): Percent {
  let agreeing = 0;
  let all = 0;
  for (let m = 2; m <= sums.largest; m++) {
    const items = sums.items[m];
    if (items === 0) continue;
    const ofSize = weightedPairs(sums, m, table);
    const pairsPerItem = m * (m - 1);
    agreeing += averaging === "items" ? ofSize / pairsPerItem : ofSize;
    all += averaging === "items" ? items : items * pairsPerItem;
  }
  if (all === 0) return { value: null, reason: "no-pairs" };
  return { reason: null, value: agreeing / all };
}

/** Weighted ordered pairs on the items with m ratings. */
function weightedPairs({ levels, pairs }: PairCounts, m: number, table: Float64Array): number {
  const cells = levels * levels;
  let sum = 0;
  for (let cell = 0; cell < cells; cell++) {
    sum += table[cell] * pairs[m * cells + cell];
  }
  return sum;
}

/** Share of pairs on the very same level, each item weighing the same: "exact agreement". */
export function exactAgreement(ratings: Ratings): Percent {
  return percentAgreement(ratings, "unweighted", "items");
}

/** Share of pairs at most one step apart, each item weighing the same. */
export function withinOneAgreement(ratings: Ratings): Percent {
  return percentAgreement(ratings, "within-one", "items");
}
