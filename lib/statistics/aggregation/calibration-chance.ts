import type { Random } from "#lib/statistics/numeric/random.ts";

/** What calibration looks like when every confidence is true and only luck is left. */
export type CalibrationChance = {
  /** Mean expected calibration error, 0..1 */
  readonly error: number;
  /** Mean |stated - observed| of each bin, 0 where it is empty */
  readonly gaps: Float64Array;
};

/**
 * The calibration error that this many items with these confidences show by luck alone: whether each is right is drawn with its
 * own confidence, again and again.
 *
 * Few items make a large error however true the numbers are: ten items stated at .9 miss by .08 in the mean. Take this off
 * the error of `calibration` before blaming the rule.
 * Source: consistency resampling, J. Bröcker & L. A. Smith, Weather and Forecasting 22, 2007.
 * @param confidence n stated probabilities 0..1 @param bins as in `calibration` @param repeats how often to draw (200)
 * @example one item at .5 is off by .5 whatever happens
 */
export function calibrationByChance(
  confidence: ArrayLike<number>,
  random: Random,
  { bins = 10, repeats = 200 } = {},
): CalibrationChance {
  const n = confidence.length;
  const binOf = Int32Array.from(confidence, (value) => Math.min(bins - 1, Math.floor(value * bins)));
  const sizes = new Float64Array(bins);
  for (const bin of binOf) sizes[bin] = sizes[bin] + 1;
  const missed = new Float64Array(bins);
  const apart = new Float64Array(bins);
  for (let repeat = 0; repeat < repeats; repeat++) {
    apart.fill(0);
    for (let i = 0; i < n; i++) {
      apart[binOf[i]] = apart[binOf[i]] + confidence[i] - (random() < confidence[i] ? 1 : 0);
    }
    for (let bin = 0; bin < bins; bin++) missed[bin] = missed[bin] + Math.abs(apart[bin]);
  }
  const error = n === 0 ? 0 : missed.reduce((sum, part) => sum + part, 0) / repeats / n;
  return { error, gaps: missed.map((part, bin) => (sizes[bin] === 0 ? 0 : part / repeats / sizes[bin])) };
}
