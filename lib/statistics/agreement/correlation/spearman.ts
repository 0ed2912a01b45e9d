import type { Defined } from "#lib/labeling.ts";
import { midRanks } from "#lib/statistics/numeric/ranks.ts";

/** A correlation and the number of pairs it rests on; hide it below 10. */
export type Correlation = Defined<{ readonly value: number; readonly pairs: number }>;

/**
 * Spearman's rank correlation: do two annotators put items in the same order, whatever levels they use for it?
 *
 * What: Pearson's correlation of the mid-ranks. Range: -1..1. A constant shift between two people goes unnoticed.
 * Undefined: `too-few` below two pairs; `zero-variance` when either side is constant.
 * Source: C. Spearman, American Journal of Psychology 15, 1904; mid-ranks for ties.
 *
 * @param left one number per pair, any unit
 * @param right as long as `left`
 * @example Wikipedia's ten IQs and hours of television: -.176
 */
export function spearman(left: ArrayLike<number>, right: ArrayLike<number>): Correlation {
  const pairs = left.length;
  if (pairs < 2) return { value: null, reason: "too-few" };
  const x = midRanks(left).ranks;
  const y = midRanks(right).ranks;
  const mean = (pairs + 1) / 2;
  let both = 0;
  let xx = 0;
  let yy = 0;
  for (let i = 0; i < pairs; i++) {
    const dx = x[i] - mean;
    const dy = y[i] - mean;
    both += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  if (xx === 0 || yy === 0) return { value: null, reason: "zero-variance" };
  return { reason: null, value: both / Math.sqrt(xx * yy), pairs };
}
