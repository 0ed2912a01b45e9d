import { type Coefficient, itemAgreement } from "#lib/statistics/agreement/chance-corrected.ts";
import { type Ratings, tally } from "#lib/statistics/counting/tally.ts";
import { agreementWeights, type Weights } from "#lib/statistics/counting/weights.ts";
import { firstPairable } from "#lib/statistics/numeric/resampling.ts";
import { alphaFromPairs, pairableLabels } from "./alpha.ts";

/**
 * Krippendorff's alpha with agreement weights, as Gwet writes it, with Gwet's standard error.
 *
 * What: (pa - pe) / (1 - pe) on items with at least two ratings; pa counts each rating once and mixes in
 * 1 / n for small samples, pe = sum w_kl pi_k pi_l with pi_k = share of level k among their n ratings.
 * Unweighted it is nominal alpha, quadratic it is interval alpha. Gwet's "ordinal" weights are not Krippendorff's ordinal
 * metric (.834 against .815 on the same data).
 * Range: up to 1, not clamped below. Undefined: `no-pairs`, `no-variation`.
 * Standard error: linearized over items; null with one pairable item.
 * Source: Gwet, Handbook of Inter-Rater Reliability, 2014; Krippendorff 2011.
 *
 * @param values the declared value of each level; 1..K when left out
 * @example Krippendorff's 4 observers x 12 units, unweighted: .743 with standard error .145
 */
export function weightedAlpha(ratings: Ratings, weights: Weights, values?: readonly number[]): Coefficient {
  const { levels, classes, pairs } = tally(ratings);
  const variation = alphaFromPairs(pairs, "nominal");
  if (variation.reason !== null) return { value: null, reason: variation.reason };
  const table = agreementWeights(weights, levels, values);
  const perLevel = meanWeights(
    pairableLabels(pairs).map((count) => count / variation.ratings),
    table,
  );
  const ownChance = (c: number): number => {
    let sum = 0;
    for (let k = 0; k < levels; k++) sum += classes.histogram[c * levels + k] * perLevel[k];
    return sum;
  };
  const from = firstPairable(classes);
  const ratingsPerItem = variation.ratings / variation.pairableItems;
  let agreeing = 0;
  let expected = 0;
  for (let c = from; c < classes.count; c++) {
    const items = classes.items[c];
    agreeing += items * itemAgreement(classes, c, table) * classes.size[c];
    expected += items * ownChance(c);
  }
  const plain = agreeing / variation.ratings;
  expected /= variation.ratings;
  if (!(expected < 1)) return { value: null, reason: "no-variation" };
  const observed = plain + (1 - plain) / variation.ratings;
  const uncorrected = (plain - expected) / (1 - expected);
  let squares = 0;
  for (let c = from; c < classes.count; c++) {
    const share = classes.size[c] / ratingsPerItem;
    const agreement = itemAgreement(classes, c, table) * share - plain * (share - 1);
    const chance = ownChance(c) / ratingsPerItem - expected * (share - 1);
    const influence = (agreement - expected - 2 * (1 - uncorrected) * (chance - expected)) / (1 - expected);
    squares += classes.items[c] * (influence - uncorrected) ** 2;
  }
  const n = variation.pairableItems;
  return {
    reason: null,
    value: (observed - expected) / (1 - expected),
    observed,
    expected,
    standardError: n < 2 ? null : Math.sqrt(squares / (n * (n - 1))),
  };
}

/** Mean weight of each level against a rating drawn from the shares (both directions). */
function meanWeights(shares: Float64Array, table: Float64Array): Float64Array {
  const levels = shares.length;
  return shares.map((_, k) => {
    let mean = 0;
    for (let l = 0; l < levels; l++) {
      mean += ((table[k * levels + l] + table[l * levels + k]) / 2) * shares[l];
    }
    return mean;
  });
}
