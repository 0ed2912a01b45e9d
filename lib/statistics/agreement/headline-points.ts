import type { Defined } from "#lib/labeling.ts";
import { coverage, type PairCounts } from "#lib/statistics/counting/tally.ts";
import { agreementWeights } from "#lib/statistics/counting/weights.ts";
import { type Alpha, alphaFromPairs } from "./alpha/alpha.ts";
import type { Corrected } from "./chance-corrected.ts";
import { oneWayIccFromPairs, reliabilityOfMean } from "./correlation/icc-one-way.ts";
import { gwetFromPairs } from "./gwet.ts";
import { type Percent, percentFromPairs } from "./percent.ts";

/** The numbers of the headline that need no resampling and no names. */
export type HeadlinePoints = {
  /** Ordinal Krippendorff's alpha. */
  readonly alpha: Alpha;
  /** Percent agreement over items, on the same level and at most one step apart. */
  readonly exact: Percent;
  readonly withinOne: Percent;
  /** Gwet's AC2, quadratic. */
  readonly ac2: Corrected;
  readonly icc: Defined<{ readonly value: number }>;
  /** Reliability of the mean of `ratingsPerItem` ratings, from ICC(1). */
  readonly reliabilityOfMean: Defined<{ readonly value: number }>;
  readonly pairableItems: number;
  /** Ratings on pairable items. */
  readonly ratings: number;
  /** Mean over pairable items; null without one. */
  readonly ratingsPerItem: number | null;
  readonly nonModalRatings: number;
};

/**
 * The headline's point statistics from whole-number sums: the live number after each rating.
 *
 * Why: both the batch (`tally`) and the live counts (`incremental.ts`) end here with equal sums, so they agree bit for
 * bit. Cost: O(M * K^2), M = most ratings on one item; some microseconds. Undefined parts are null with a reason.
 *
 * @param values the declared value of each level; 1..K when left out
 */
export function headlinePoints(pairs: PairCounts, values?: readonly number[]): HeadlinePoints {
  const { levels } = pairs;
  const { pairableItems, ratings, nonModalRatings } = coverage(pairs);
  const icc = oneWayIccFromPairs(pairs, values);
  const ratingsPerItem = pairableItems === 0 ? null : ratings / pairableItems;
  return {
    alpha: alphaFromPairs(pairs, "ordinal", values),
    exact: percentFromPairs(pairs, agreementWeights("unweighted", levels), "items"),
    withinOne: percentFromPairs(pairs, agreementWeights("within-one", levels), "items"),
    ac2: gwetFromPairs(pairs, "quadratic", values),
    icc: icc.reason === null ? { reason: null, value: icc.value } : icc,
    reliabilityOfMean:
      icc.reason === null && ratingsPerItem !== null
        ? reliabilityOfMean(icc.value, ratingsPerItem)
        : { value: null, reason: icc.reason ?? "no-pairs" },
    pairableItems,
    ratings,
    ratingsPerItem,
    nonModalRatings,
  };
}
