import { type PairCounts, type Ratings, tally } from "#lib/statistics/counting/tally.ts";
import { agreementWeights, totalWeight, type Weights } from "#lib/statistics/counting/weights.ts";
import {
  type Chance,
  type Coefficient,
  type Corrected,
  chanceCorrected,
  correctedFromPairs,
} from "./chance-corrected.ts";

/**
 * Gwet's AC1 (unweighted) and AC2 (weighted): agreement beyond chance that does not collapse when nearly
 * every rating is the same.
 *
 * What: chance = T_w / (K (K - 1)) * sum pi_k (1 - pi_k), T_w = sum of all weights, pi_k = mean share of level k.
 * Where kappa assumes that everybody guesses all the time, AC assumes that only hard items are guessed.
 * Range: up to 1, not clamped below. Depends on the declared number of levels: unused levels raise it.
 * Undefined: `no-pairs`; `no-variation` only for a scale of one level. All ratings equal is 1.
 * Standard error: Gwet's linearization, items as the sample ("this team, more items").
 * Source: K. L. Gwet, British J. of Mathematical and Statistical Psychology 61, 2008; Handbook of Inter-Rater Reliability, 2014.
 *
 * @param values the declared value of each level; 1..K when left out
 * @example Gwet's 4 raters x 12 subjects, unweighted: .775 with standard error .143
 */
export function gwetAc(ratings: Ratings, weights: Weights, values?: readonly number[]): Coefficient {
  const sums = tally(ratings);
  const { levels } = sums;
  if (levels < 2) return { value: null, reason: "no-variation" };
  const table = agreementWeights(weights, levels, values);
  return chanceCorrected(sums, table, guessingOnHardItems(table), false);
}

/** The same from the sums, without the standard error: for live numbers. */
export function gwetFromPairs(pairs: PairCounts, weights: Weights, values?: readonly number[]): Corrected {
  const { levels } = pairs;
  if (levels < 2) return { value: null, reason: "no-variation" };
  const table = agreementWeights(weights, levels, values);
  const found = correctedFromPairs(pairs, table, guessingOnHardItems(table), false);
  if (found.reason !== null) return found;
  const { value, observed, expected } = found;
  return { reason: null, value, observed, expected };
}

/** Chance agreement from the mean share of each level. */
function guessingOnHardItems(table: Float64Array): (shares: Float64Array) => Chance {
  return (shares) => {
    const factor = totalWeight(table) / (shares.length * (shares.length - 1));
    const perLevel = shares.map((share) => factor * (1 - share));
    return { expected: sumProduct(shares, perLevel), perLevel, degree: 2 };
  };
}

/**
 * AC1: every disagreement counts the same.
 * Shapes, errors and reasons as in `gwetAc2`. Source: K. L. Gwet, British Journal of Mathematical and Statistical
 * Psychology 61, 2008.
 */
export function gwetAc1(ratings: Ratings): Coefficient {
  return gwetAc(ratings, "unweighted");
}

/** AC2 with quadratic weights: the companion of ordinal alpha in the headline. */
export function gwetAc2(ratings: Ratings, values?: readonly number[]): Coefficient {
  return gwetAc(ratings, "quadratic", values);
}

function sumProduct(left: Float64Array, right: Float64Array): number {
  return left.reduce((sum, value, k) => sum + value * right[k], 0);
}
