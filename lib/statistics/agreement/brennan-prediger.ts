import { type Ratings, tally } from "#lib/statistics/counting/tally.ts";
import { agreementWeights, totalWeight, type Weights } from "#lib/statistics/counting/weights.ts";
import { type Coefficient, chanceCorrected } from "./chance-corrected.ts";

/**
 * Brennan and Prediger's coefficient (unweighted: Bennett's S): agreement beyond blind guessing.
 *
 * What: chance = sum of all weights / K^2, as if every declared level were equally likely.
 * Range: up to 1, not clamped below. Depends on the declared number of levels: unused levels raise it.
 * Undefined: `no-pairs`; `no-variation` only for a scale of one level. All ratings equal is 1.
 * Standard error: Gwet's linearization over items; chance is fixed and adds nothing.
 * Source: Brennan & Prediger 1981, Educational and Psychological Measurement 41; Bennett et al. 1954.
 *
 * @param values the declared value of each level; 1..K when left out
 * @example Gwet's 4 raters x 12 subjects, unweighted: .773 with standard error .145
 */
export function brennanPrediger(ratings: Ratings, weights: Weights, values?: readonly number[]): Coefficient {
  const sums = tally(ratings);
  const { levels } = sums;
  const table = agreementWeights(weights, levels, values);
  const expected = totalWeight(table) / (levels * levels);
  const perLevel = new Float64Array(levels).fill(expected);
  return chanceCorrected(sums, table, () => ({ expected, perLevel, degree: 0 }), levels < 2);
}
