import type { Defined } from "#lib/labeling.ts";
import { addItems, type PairCounts, type Ratings, tally } from "#lib/statistics/counting/tally.ts";
import { firstPairable } from "#lib/statistics/numeric/resampling.ts";
import { alphaFromPairs } from "./alpha.ts";
import type { Metric } from "./alpha-distance.ts";

export type Jackknife = Defined<{
  readonly value: number;
  readonly standardError: number;
  /** n * value - (n - 1) * mean of the values without one item. */
  readonly biasCorrected: number;
}>;

/**
 * Standard error of Krippendorff's alpha over items ("this team, more items"), without chance.
 *
 * What: alpha without each pairable item in turn; se = sqrt((n - 1) / n * sum (a_i - mean)^2). Measured to be as wide
 * as the bootstrap, the same every time and free of cost, hence the one for live numbers: value +- t * se.
 * Undefined: as alpha; `too-few` when without some item alpha is undefined.
 * Cost: O(classes * M * K^2), since equal items give equal values.
 * Source: Efron & Tibshirani 1993, chapter 11.
 *
 * @param values the declared value of each level; 1..K when left out
 * @example Krippendorff's 4 observers x 12 units, ordinal: .815 with standard error .148, corrected .833
 */
export function jackknifeAlpha(ratings: Ratings, metric: Metric, values?: readonly number[]): Jackknife {
  const { classes, pairs } = tally(ratings);
  const whole = alphaFromPairs(pairs, metric, values);
  if (whole.reason !== null) return { value: null, reason: whole.reason };
  const rest = copyPairCounts(pairs);
  const without: number[] = [];
  const items: number[] = [];
  for (let c = firstPairable(classes); c < classes.count; c++) {
    const size = classes.size[c];
    addItems(rest, classes.histogram, c * classes.levels, size, -1);
    const { value } = alphaFromPairs(rest, metric, values);
    addItems(rest, classes.histogram, c * classes.levels, size, 1);
    if (value === null) return { value: null, reason: "too-few" };
    without.push(value);
    items.push(classes.items[c]);
  }
  const { mean, standardError, count } = jackknifeError(without, items);
  const biasCorrected = count * whole.value - (count - 1) * mean;
  return { reason: null, value: whole.value, standardError, biasCorrected };
}

/** Sums that may be changed without changing the tally they came from. */
export function copyPairCounts({ levels, largest, items, labels, pairs }: PairCounts): PairCounts {
  return { levels, largest, items: items.slice(), labels: labels.slice(), pairs: pairs.slice() };
}

/**
 * The delete-one formula.
 *
 * @param without the statistic without one unit
 * @param times how many units give that value (1 each when left out)
 */
export function jackknifeError(
  without: readonly number[],
  times: readonly number[] = without.map(() => 1),
): { mean: number; standardError: number; count: number } {
  let count = 0;
  let sum = 0;
  without.forEach((value, i) => {
    count += times[i];
    sum += times[i] * value;
  });
  const mean = sum / count;
  const squares = without.reduce((total, value, i) => total + times[i] * (value - mean) ** 2, 0);
  return { mean, standardError: Math.sqrt(((count - 1) / count) * squares), count };
}
