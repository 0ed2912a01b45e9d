import type { Interval } from "#lib/statistics/numeric/interval.ts";
import { normalQuantile } from "#lib/statistics/numeric/normal.ts";
import { studentQuantile } from "#lib/statistics/numeric/student.ts";

/** How much more often one rule is right than another on the same gold; all shares of the items. */
export type Paired = Interval & {
  /** Weighted mean of the differences, above 0 where the first is better */
  readonly difference: number;
  /** Whether the interval still excludes 0 when as many pairs are compared as are */
  readonly isCertain: boolean;
  /** A true difference of this size would be called certain four times in five */
  readonly smallest: number;
};

const TAIL = 0.025;
const POWER = 0.8;

/**
 * Compares two rules on the same gold items, item by item, so that what makes an item hard for both does not count.
 *
 * The interval is adjusted: one imaginary item on which only the first is right, and one on which only the second is, each of
 * mean weight. Without them, two rules that differ on few items would seem certain. Its ends belong to one comparison; with
 * many, something is bound to differ by luck, so that `isCertain` asks for 1 - .05 / pairs (Bonferroni).
 * Source: D. G. Bonett & R. M. Price, Adjusted Wald confidence interval for a difference of binomial proportions based on
 * paired data, JEBS 37, 2012; the variance of a weighted mean as in J. Hájek's estimator, with the degrees of freedom of
 * L. Kish's effective size.
 * @param first how often the first rule is right on each of n items, 0..1 @param second likewise
 * @param weight n numbers > 0 with mean 1, how many items each gold item stands for
 * @param pairs how many pairs of rules are compared in all
 * @example right on the same items: difference 0, not certain
 */
export function comparePair(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  weight: ArrayLike<number>,
  pairs: number,
): Paired {
  const n = weight.length;
  let [all, squares, sum] = [0, 0, 0];
  for (let g = 0; g < n; g++) {
    all += weight[g];
    squares += weight[g] ** 2;
    sum += weight[g] * (first[g] - second[g]);
  }
  const center = sum / (all + 2);
  // The two imaginary items differ by 1 and -1.
  let spread = (1 - center) ** 2 + (1 + center) ** 2;
  for (let g = 0; g < n; g++) spread += (weight[g] * (first[g] - second[g] - center)) ** 2;
  const error = Math.sqrt(spread) / (all + 2);
  const freedom = Math.max(1, (all + 2) ** 2 / (squares + 2) - 1);
  const reach = studentQuantile(1 - TAIL, freedom) * error;
  const sure = studentQuantile(1 - TAIL / Math.max(1, pairs), freedom) * error;
  return {
    difference: sum / all,
    lower: Math.max(-1, center - reach),
    upper: Math.min(1, center + reach),
    isCertain: Math.abs(center) > sure,
    smallest: sure + normalQuantile(POWER) * error,
  };
}
