import type { Interval } from "#lib/statistics/numeric/interval.ts";
import { normalQuantile } from "#lib/statistics/numeric/normal.ts";
import { studentQuantile } from "#lib/statistics/numeric/student.ts";
import type { ExpectedCredit } from "./tally.ts";

/** How much more often one rule is right than another on the same gold; all shares of the items. */
export type Paired = Interval & {
  /** Weighted mean of the differences, above 0 where the first is better */
  readonly difference: number;
  /** Whether the interval still excludes 0 when as many pairs are compared as are */
  readonly isCertain: boolean;
  /** A true difference of this size would be called certain four times in five */
  readonly smallest: number;
};

/** One more item, on which a difference of 1 was expected and came true. */
const IMAGINARY = 1;
const TAIL = 0.025;
const POWER = 0.8;

/** What an assistant that saw no gold expects of both rules, as in `ExpectedCredit`. */
export type ExpectedPair = { readonly first: ExpectedCredit; readonly second: ExpectedCredit };

/**
 * Compares two rules on the same gold items, item by item, so that what makes an item hard for both does not count.
 *
 * Rules differ on few gold items and on many others. What an assistant expects of the difference on the others is added, less
 * what it expected on gold, so that it favors nobody however wrong it is. It counts by λ, the regression of the difference on
 * what was expected, drawn to 1 by one imaginary item and kept within 0..1.
 *
 * The interval is adjusted: one imaginary item on which only the first is right, and one on which only the second is, each of
 * mean weight. Without them, two rules that differ on few items would seem certain. Its ends belong to one comparison; with
 * many, something is bound to differ by luck, so that `isCertain` asks for 1 - .05 / pairs (Bonferroni).
 * Source: D. G. Bonett & R. M. Price, Adjusted Wald confidence interval for a difference of binomial proportions based on
 * paired data, JEBS 37, 2012; A. N. Angelopoulos, J. C. Duchi & T. Zrnic, PPI++, 2023, for the assistant; the variance of a
 * weighted mean as in J. Hájek's estimator, with the degrees of freedom of L. Kish's effective size.
 * @param first how often the first rule is right on each of n items, 0..1 @param second likewise
 * @param weight n numbers > 0 with mean 1, how many items each gold item stands for
 * @param pairs how many pairs of rules are compared in all
 * @param expected of the same items, and of others; without it gold speaks alone
 * @example right on the same items: difference 0, not certain
 */
export function comparePair(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  weight: ArrayLike<number>,
  pairs: number,
  expected: ExpectedPair | null = null,
): Paired {
  const n = weight.length;
  const apart = Float64Array.from(weight, (_, g) => first[g] - second[g]);
  const { shift, error: unsure } = expected === null ? NOTHING : assist(apart, weight, expected);
  let [all, squares, sum] = [0, 0, 0];
  for (let g = 0; g < n; g++) {
    all += weight[g];
    squares += weight[g] ** 2;
    sum += weight[g] * apart[g];
  }
  const center = sum / (all + 2);
  // The two imaginary items differ by 1 and -1.
  let spread = (1 - center) ** 2 + (1 + center) ** 2;
  for (let g = 0; g < n; g++) spread += (weight[g] * (apart[g] - center)) ** 2;
  const error = Math.hypot(Math.sqrt(spread) / (all + 2), unsure);
  const freedom = Math.max(1, (all + 2) ** 2 / (squares + 2) - 1);
  const reach = studentQuantile(1 - TAIL, freedom) * error;
  const sure = studentQuantile(1 - TAIL / Math.max(1, pairs), freedom) * error;
  return {
    difference: sum / all + shift,
    lower: Math.max(-1, center + shift - reach),
    upper: Math.min(1, center + shift + reach),
    isCertain: Math.abs(center + shift) > sure,
    smallest: sure + normalQuantile(POWER) * error,
  };
}

const NOTHING = { shift: 0, error: 0 };

/**
 * Takes λ × what was expected from each difference, in place.
 * @returns λ × what is expected of the others, and its standard error
 */
function assist(apart: Float64Array, weight: ArrayLike<number>, { first, second }: ExpectedPair) {
  const others = first.others.map((chance, at) => chance - second.others[at]);
  if (others.length === 0) return NOTHING;
  const golds = first.golds.map((chance, g) => chance - second.golds[g]);
  let [product, square] = [IMAGINARY, IMAGINARY];
  for (let g = 0; g < golds.length; g++) {
    product += weight[g] ** 2 * golds[g] * apart[g];
    square += weight[g] ** 2 * golds[g] ** 2;
  }
  const slope = Math.max(0, Math.min(1, product / square));
  for (let g = 0; g < golds.length; g++) apart[g] = apart[g] - slope * golds[g];
  const mean = others.reduce((sum, value) => sum + value, 0) / others.length;
  const spread = others.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { shift: slope * mean, error: (slope * Math.sqrt(spread)) / others.length };
}
