import type { Defined } from "#lib/labeling.ts";
import { coverage, type Ratings, type Tally, tally } from "#lib/statistics/counting/tally.ts";
import { agreementWeights, type Weights } from "#lib/statistics/counting/weights.ts";
import { pairableLabels } from "./alpha/alpha.ts";
import { type Chance, type Coefficient, chanceCorrected, levelShares } from "./chance-corrected.ts";

/**
 * Fleiss' kappa: agreement beyond what raters would reach who all draw from the same shares of levels.
 *
 * What: chance = sum w_kl pi_k pi_l, pi_k = mean share of level k over rated items (Gwet's form, which allows missing
 * ratings and equals Fleiss' own where every item has the same number).
 * Range: up to 1, not clamped below. Undefined: `no-pairs`; `no-variation` when all pairable ratings are equal.
 * Standard error: Gwet's linearization over items.
 * Source: Fleiss 1971, Psychological Bulletin 76; Gwet, Handbook of Inter-Rater Reliability, 2014.
 *
 * @param values the declared value of each level; 1..K when left out
 * @example Fleiss' 30 patients x 6 psychiatrists, unweighted: .430
 */
export function fleissKappa(ratings: Ratings, weights: Weights, values?: readonly number[]): Coefficient {
  const sums = tally(ratings);
  const table = agreementWeights(weights, sums.levels, values);
  return withPooledChance(sums, table, coverage(sums.pairs).nonModalRatings === 0);
}

/**
 * Fleiss' kappa of each level against all others: which levels people tell apart.
 *
 * Shape: K results in scale order; `no-variation` for a level that nobody or everybody used.
 * @example Fleiss' patients: .245 .245 .520 .471 .566
 */
export function fleissPerLevel(ratings: Ratings): Coefficient[] {
  const sums = tally(ratings);
  const { levels } = sums;
  const used = pairableLabels(sums.pairs);
  const all = used.reduce((sum, count) => sum + count, 0);
  return Array.from(used, (count, own) => {
    const table = new Float64Array(levels * levels);
    for (let k = 0; k < levels; k++) {
      for (let l = 0; l < levels; l++) table[k * levels + l] = (k === own) === (l === own) ? 1 : 0;
    }
    return withPooledChance(sums, table, count === 0 || count === all);
  });
}

function withPooledChance(sums: Tally, table: Float64Array, isFlat: boolean): Coefficient {
  return chanceCorrected(sums, table, (shares) => pooledChance(shares, table), isFlat);
}

function pooledChance(shares: Float64Array, table: Float64Array): Chance {
  const levels = shares.length;
  const perLevel = new Float64Array(levels);
  let expected = 0;
  for (let k = 0; k < levels; k++) {
    let mean = 0;
    for (let l = 0; l < levels; l++) {
      // Both directions, because own weights need not be symmetric.
      const weight = (table[k * levels + l] + table[l * levels + k]) / 2;
      mean += weight * shares[l];
    }
    perLevel[k] = mean;
    expected += mean * shares[k];
  }
  return { expected, perLevel, degree: 2 };
}

/**
 * Standard error of unweighted Fleiss' kappa if there were no agreement beyond chance, and z = kappa / error.
 *
 * Undefined: `incomplete` unless every item has the same number of ratings, else as kappa.
 * Source: Fleiss 1971 as corrected by Fleiss, Nee & Landis 1979, Psychological Bulletin 86.
 * @example Fleiss' patients: z 17.7
 */
export function fleissNullError(ratings: Ratings): Defined<{ readonly value: number; readonly z: number }> {
  const sums = tally(ratings);
  const kappa = fleissKappa(sums, "unweighted");
  if (kappa.reason !== null) return { value: null, reason: kappa.reason };
  const { classes } = sums;
  const size = classes.size[0];
  if (classes.size.some((other) => other !== size)) return { value: null, reason: "incomplete" };
  let spread = 0;
  let skew = 0;
  for (const share of levelShares(sums.pairs)) {
    spread += share * (1 - share);
    skew += share * (1 - share) * (1 - 2 * share);
  }
  const pairs = coverage(sums.pairs).ratedItems * size * (size - 1);
  const value = Math.sqrt((2 * (spread * spread - skew)) / pairs) / spread;
  return { reason: null, value, z: kappa.value / value };
}
