import { type Ratings, tally } from "#lib/statistics/counting/tally.ts";
import { agreementWeights, type Weights } from "#lib/statistics/counting/weights.ts";
import { type Coefficient, chanceCorrected } from "./chance-corrected.ts";

/**
 * Percent agreement averaged over items, with its standard error: a coefficient whose chance is 0.
 *
 * Undefined: `no-pairs`. Standard error: Gwet's linearization, items as the sample; null with one rated item.
 * Source: Gwet, Handbook of Inter-Rater Reliability, 2014.
 *
 * @param values the declared value of each level; 1..K when left out
 * @example Krippendorff's 4 observers x 12 units, unweighted: .818 with standard error .126
 */
export function percentWithError(
  ratings: Ratings,
  weights: Weights,
  values?: readonly number[],
): Coefficient {
  const sums = tally(ratings);
  const perLevel = new Float64Array(sums.levels);
  const table = agreementWeights(weights, sums.levels, values);
  return chanceCorrected(sums, table, () => ({ expected: 0, perLevel, degree: 0 }), false);
}
