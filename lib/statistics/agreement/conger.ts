import { groupRatings, type Labeling } from "#lib/labeling.ts";
import { coverage, tally } from "#lib/statistics/counting/tally.ts";
import { agreementWeights, type Weights } from "#lib/statistics/counting/weights.ts";
import { type Coefficient, itemAgreement } from "./chance-corrected.ts";
import { percentFromPairs } from "./percent.ts";

/**
 * Conger's kappa: Cohen's kappa for any number of annotators, each with their own habits.
 *
 * What: chance = sum w_kl (pbar_k pbar_l - s2_kl / r), where p_gk = annotator g's own share of level k over what they
 * rated, pbar and s2 their mean and covariance over the r annotators: two different annotators drawn, each
 * guessing from their own shares. Two annotators with complete data: exactly Cohen's kappa.
 * Range: up to 1, not clamped below. Undefined: `no-pairs`; `annotator-without-rating` when some annotator has none;
 * `no-variation` when all pairable ratings are equal.
 * Standard error: Gwet's linearization over items. Cost: O(ratings * K + A * K^2).
 * Source: Conger 1980, Psychological Bulletin 88; Gwet, Handbook of Inter-Rater Reliability, 2014.
 *
 * @param values the declared value of each level; 1..K when left out
 * @example Fleiss' 30 patients x 6 psychiatrists, unweighted: .442
 */
export function congerKappa(labeling: Labeling, weights: Weights, values?: readonly number[]): Coefficient {
  const sums = tally(labeling);
  const table = agreementWeights(weights, labeling.levels, values);
  const observed = percentFromPairs(sums.pairs, table, "items");
  if (observed.reason !== null || labeling.annotators < 2) return { value: null, reason: "no-pairs" };
  const own = ownShares(labeling);
  if (own === null) return { value: null, reason: "annotator-without-rating" };
  const { nonModalRatings, ratedItems, pairableItems } = coverage(sums.pairs);
  if (nonModalRatings === 0) return { value: null, reason: "no-variation" };
  const others = meanWeightOfOthers(own.shares, table, labeling.levels);
  const expected = expectedAgreement(own.shares, others, labeling.annotators);
  if (!(expected < 1)) return { value: null, reason: "no-variation" };
  const value = (observed.value - expected) / (1 - expected);
  const chance = chanceOfItems(labeling, own, others);
  const { classes } = sums;
  const classOf = sums.classOf();
  const agreement = new Float64Array(classes.count);
  for (let c = 0; c < classes.count; c++) {
    if (classes.size[c] < 2) continue;
    agreement[c] =
      ((ratedItems / pairableItems) * (itemAgreement(classes, c, table) - expected)) / (1 - expected);
  }
  let squares = 0;
  for (let i = 0; i < labeling.items; i++) {
    const c = classOf[i];
    if (c < 0) continue;
    const pull = (2 * (1 - value) * (chance[i] - expected)) / (1 - expected);
    squares += (agreement[c] - pull - value) ** 2;
  }
  const standardError = ratedItems < 2 ? null : Math.sqrt(squares / (ratedItems * (ratedItems - 1)));
  return { reason: null, value, observed: observed.value, expected, standardError };
}

type OwnShares = { shares: Float64Array; ratings: Float64Array };

/** A * K shares of each level in what each annotator gave, and their number of ratings; null if someone gave none. */
function ownShares({ annotator, label, annotators, levels }: Labeling): OwnShares | null {
  const shares = new Float64Array(annotators * levels);
  const { start } = groupRatings(annotator, annotators);
  const ratings = Float64Array.from({ length: annotators }, (_, a) => start[a + 1] - start[a]);
  if (ratings.includes(0)) return null;
  for (let r = 0; r < label.length; r++) {
    const a = annotator[r];
    shares[a * levels + label[r]] += 1 / ratings[a];
  }
  return { shares, ratings };
}

/** A * K: sum over the other annotators of the mean weight of level l against their shares. */
function meanWeightOfOthers(shares: Float64Array, table: Float64Array, levels: number): Float64Array {
  const total = new Float64Array(levels);
  shares.forEach((share, cell) => {
    total[cell % levels] += share;
  });
  return shares.map((_, cell) => {
    const level = cell % levels;
    const first = cell - level;
    let sum = 0;
    for (let k = 0; k < levels; k++) {
      const weight = (table[k * levels + level] + table[level * levels + k]) / 2;
      sum += weight * (total[k] - shares[first + k]);
    }
    return sum;
  });
}

/** Mean over ordered pairs of different annotators of the agreement of their independent guesses. */
function expectedAgreement(shares: Float64Array, others: Float64Array, annotators: number): number {
  const sum = shares.reduce((total, share, cell) => total + share * others[cell], 0);
  return sum / (annotators * (annotators - 1));
}

/** Chance as seen from each item: an annotator who rated it speaks with this rating, the others with their shares. */
function chanceOfItems(
  labeling: Labeling,
  { shares, ratings }: OwnShares,
  others: Float64Array,
): Float64Array {
  const { item, annotator, label, items, annotators, levels } = labeling;
  const classed = new Set(item).size;
  const usual = new Float64Array(annotators);
  shares.forEach((share, cell) => {
    usual[Math.floor(cell / levels)] += share * others[cell];
  });
  const scale = annotators * (annotators - 1);
  const chance = new Float64Array(items).fill(usual.reduce((sum, part) => sum + part, 0) / scale);
  for (let r = 0; r < item.length; r++) {
    const a = annotator[r];
    const shift = others[a * levels + label[r]] - usual[a];
    chance[item[r]] += (shift * classed) / ratings[a] / scale;
  }
  return chance;
}
