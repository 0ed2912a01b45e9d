import type { Defined } from "#lib/labeling.ts";
import type { ItemClasses } from "#lib/statistics/counting/item-classes.ts";
import { coverage, type PairCounts, type Tally } from "#lib/statistics/counting/tally.ts";
import { percentFromPairs } from "./percent.ts";

/**
 * The frame that Fleiss' kappa, Gwet's AC, Brennan-Prediger and Conger's kappa share.
 *
 * (observed - expected) / (1 - expected), where observed is percent agreement over items; they differ only
 * in what they expect by chance. The standard error is Gwet's linearization: each item's influence on the
 * coefficient, as if both the observed and the expected part were means over items.
 * Source: Gwet 2008, "Computing inter-rater reliability and its variance in the presence of high agreement",
 * British Journal of Mathematical and Statistical Psychology 61; Handbook, chapter 5.
 */
export type Coefficient = Defined<{
  /** 1 at most; 0 is chance; not clamped below. */
  readonly value: number;
  readonly observed: number;
  readonly expected: number;
  /** Of the items that were rated; null with fewer than two of them. */
  readonly standardError: number | null;
}>;

/** What a coefficient expects by chance: in all, and as seen from one item (its mean over items is the former). */
export type Chance = {
  readonly expected: number;
  /** K numbers: expected from an item = their mean over its ratings. */
  readonly perLevel: Float64Array;
  /** How strongly `expected` moves with the items: 2 when it is a square of shares, 0 when fixed. */
  readonly degree: number;
};

/**
 * pi_k: mean over items with at least one rating of the share of level k (K numbers that sum to 1).
 * Items with a single rating count: they show no agreement but do show how often a level is used.
 */
export function levelShares({ levels, largest, items, labels }: PairCounts): Float64Array {
  const shares = new Float64Array(levels);
  let rated = 0;
  for (let m = 1; m <= largest; m++) {
    rated += items[m];
    for (let k = 0; k < levels; k++) shares[k] += labels[m * levels + k] / m;
  }
  return shares.map((sum) => sum / rated);
}

/** The coefficient without its standard error, which needs only the sums. */
export type Corrected = Defined<{
  readonly value: number;
  readonly observed: number;
  readonly expected: number;
}>;

/**
 * Observed and expected agreement put together, with the standard error.
 *
 * @param isFlat whether the ratings vary too little for this coefficient to mean anything
 */
export function chanceCorrected(
  { classes, pairs }: Tally,
  table: Float64Array,
  chanceOf: (shares: Float64Array) => Chance,
  isFlat: boolean,
): Coefficient {
  const found = correctedFromPairs(pairs, table, chanceOf, isFlat);
  if (found.reason !== null) return found;
  const { chance, ...corrected } = found;
  return { ...corrected, standardError: linearizedError(classes, pairs, table, chance, found.value) };
}

/** The same from the sums alone, with what it expects by chance. */
export function correctedFromPairs(
  pairs: PairCounts,
  table: Float64Array,
  chanceOf: (shares: Float64Array) => Chance,
  isFlat: boolean,
): Defined<{ value: number; observed: number; expected: number; chance: Chance }> {
  const observed = percentFromPairs(pairs, table, "items");
  if (observed.reason !== null) return observed;
  if (isFlat) return { value: null, reason: "no-variation" };
  const chance = chanceOf(levelShares(pairs));
  const { expected } = chance;
  if (!(expected < 1)) return { value: null, reason: "no-variation" };
  const value = (observed.value - expected) / (1 - expected);
  return { reason: null, value, observed: observed.value, expected, chance };
}

/** sqrt(sum (influence of item - coefficient)^2 / (n (n - 1))), n = items with at least one rating. */
function linearizedError(
  classes: ItemClasses,
  pairs: PairCounts,
  table: Float64Array,
  { expected, perLevel, degree }: Chance,
  value: number,
): number | null {
  const { ratedItems, pairableItems } = coverage(pairs);
  if (ratedItems < 2) return null;
  const scale = ratedItems / pairableItems;
  let squares = 0;
  for (let c = 0; c < classes.count; c++) {
    const ownChance = meanOverRatings(classes, c, perLevel);
    const size = classes.size[c];
    const agreement = size < 2 ? 0 : (scale * (itemAgreement(classes, c, table) - expected)) / (1 - expected);
    const influence = agreement - (degree * (1 - value) * (ownChance - expected)) / (1 - expected);
    squares += classes.items[c] * (influence - value) ** 2;
  }
  return Math.sqrt(squares / (ratedItems * (ratedItems - 1)));
}

function meanOverRatings(
  { levels, histogram, size }: ItemClasses,
  c: number,
  perLevel: Float64Array,
): number {
  let sum = 0;
  for (let k = 0; k < levels; k++) sum += histogram[c * levels + k] * perLevel[k];
  return sum / size[c];
}

/** A_i of an item of class c: weighted agreeing pairs / all pairs; the class needs two ratings. */
export function itemAgreement(classes: ItemClasses, c: number, table: Float64Array): number {
  const { levels, histogram } = classes;
  const size = classes.size[c];
  let sum = 0;
  for (let k = 0; k < levels; k++) {
    const own = histogram[c * levels + k];
    if (own === 0) continue;
    let weighted = -1;
    for (let l = 0; l < levels; l++) {
      weighted += table[k * levels + l] * histogram[c * levels + l];
    }
    sum += own * weighted;
  }
  return sum / (size * (size - 1));
}
