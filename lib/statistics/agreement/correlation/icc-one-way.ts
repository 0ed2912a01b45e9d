import type { Defined } from "#lib/labeling.ts";
import { type PairCounts, type Ratings, tally } from "#lib/statistics/counting/tally.ts";
import { defaultValues } from "#lib/statistics/counting/weights.ts";

export type OneWayIcc = Defined<{
  /** Reliability of one rating; 1 at most, not clamped below. */
  readonly value: number;
  readonly meanSquareBetween: number;
  readonly meanSquareWithin: number;
  /** What stands for "ratings per item" when items have different numbers of them. */
  readonly ratingsPerItem: number;
  readonly items: number;
  readonly ratings: number;
}>;

/**
 * ICC(1): the share of the variance of single ratings that lies between items. For k of N designs, where each
 * item has its own raters; items may have different numbers of ratings.
 *
 * What: one-way analysis of variance over pairable items; (MSB - MSW) / (MSB + (k0 - 1) MSW) with
 * k0 = (N - sum n_i^2 / N) / (n - 1), N ratings on n items.
 * Undefined: `no-pairs`; `too-few` with one pairable item; `no-variation` when all ratings are equal.
 * Source: Searle, Casella & McCulloch 1992, Variance Components, section 3.6.
 *
 * @param values the declared value of each level; 1..K when left out
 * @example Krippendorff's 4 observers x 12 units: .853 with k0 = 3.625
 */
export function oneWayIcc(ratings: Ratings, values?: readonly number[]): OneWayIcc {
  return oneWayIccFromPairs(tally(ratings).pairs, values);
}

/**
 * The same from pair counts.
 * Shapes as in `PairCounts`; undefined with the same reasons. Source: one-way analysis of variance with unequal group
 * sizes, Searle 1971.
 */
export function oneWayIccFromPairs(pairs: PairCounts, values?: readonly number[]): OneWayIcc {
  const sums = valueSums(pairs, values ?? defaultValues(pairs.levels));
  const { items, ratings, squaredSizes, sum, squares, squaredMeans } = sums;
  if (items === 0) return { value: null, reason: "no-pairs" };
  if (items === 1) return { value: null, reason: "too-few" };
  const between = (squaredMeans - (sum * sum) / ratings) / (items - 1);
  const within = (squares - squaredMeans) / (ratings - items);
  const ratingsPerItem = (ratings - squaredSizes / ratings) / (items - 1);
  const total = between + (ratingsPerItem - 1) * within;
  if (isFlat(pairs) || !(total > 0)) return { value: null, reason: "no-variation" };
  return {
    reason: null,
    value: (between - within) / total,
    meanSquareBetween: between,
    meanSquareWithin: within,
    ratingsPerItem,
    items,
    ratings,
  };
}

/** Whether at most one level occurs on pairable items. */
function isFlat({ levels, largest, labels }: PairCounts): boolean {
  let used = 0;
  for (let k = 0; k < levels; k++) {
    let count = 0;
    for (let m = 2; m <= largest; m++) count += labels[m * levels + k];
    if (count > 0) used++;
  }
  return used < 2;
}

/** Sum of values and squares, and sum over items of (sum of its values)^2 / n_i, from pairs of one item. */
function valueSums({ levels, largest, items, labels, pairs }: PairCounts, values: readonly number[]) {
  const total = { items: 0, ratings: 0, squaredSizes: 0, sum: 0, squares: 0, squaredMeans: 0 };
  for (let m = 2; m <= largest; m++) {
    const ofSize = items[m];
    total.items += ofSize;
    total.ratings += ofSize * m;
    total.squaredSizes += ofSize * m * m;
    let products = 0;
    for (let k = 0; k < levels; k++) {
      const value = values[k];
      const count = labels[m * levels + k];
      total.sum += count * value;
      products += count * value * value;
      total.squares += count * value * value;
      const row = (m * levels + k) * levels;
      for (let l = 0; l < levels; l++) products += pairs[row + l] * value * values[l];
    }
    total.squaredMeans += products / m;
  }
  return total;
}

/**
 * Reliability of the mean of k ratings: k r / (1 + (k - 1) r), Spearman and Brown's formula.
 *
 * Low agreement of single ratings is not low reliability of a consensus: r = .4 gives .67 with 3 and .77 with 5.
 * Undefined: `no-variation` where r is so far below 0 that the formula has no answer.
 *
 * @param reliability r of one rating, 1 at most
 * @param ratings k, above 0 (a mean number per item may be fractional)
 */
export function reliabilityOfMean(reliability: number, ratings: number): Defined<{ readonly value: number }> {
  const divisor = 1 + (ratings - 1) * reliability;
  if (!(divisor > 0)) return { value: null, reason: "no-variation" };
  return { reason: null, value: (ratings * reliability) / divisor };
}
