import type { Labeling } from "#lib/labeling.ts";
import { classesFromCounts, collapse, type ItemClasses } from "./item-classes.ts";

/**
 * Whole-number sums from which agreement follows, kept apart by the number m of ratings an item has.
 *
 * What: for every m the number of items, S_m[k] = ratings of level k on them, and
 * P_m[k][l] = ordered pairs of ratings (k, l) by two different raters of one item.
 * Why: sums of whole numbers are exact, so one rating can be added or taken back for ever without drift and
 * any order of ratings gives the same bits. Divisions (by m - 1, by m) come last, when a coefficient is read.
 * Shapes: `items` M + 1, `labels` (M + 1) * K, `pairs` (M + 1) * K * K with M = `largest`. Units: counts.
 * Source: Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability" (coincidences by values per unit).
 */
export type PairCounts = {
  readonly levels: number;
  readonly largest: number;
  readonly items: Float64Array;
  readonly labels: Float64Array;
  readonly pairs: Float64Array;
};

/** What every coefficient that does not ask who rated is computed from. */
export type Tally = {
  readonly levels: number;
  readonly classes: ItemClasses;
  readonly pairs: PairCounts;
  /** Class of each item, -1 without a rating, worked out when first asked for; empty when built from counts. */
  readonly classOf: () => Int32Array;
};

/** Ratings as people gave them, or already tallied; statistics take either. */
export type Ratings = Labeling | Tally;

/** Tallies a labeling once, for any number of statistics: O(ratings + items), any order. */
export function tally(ratings: Ratings): Tally {
  if ("classes" in ratings) return ratings;
  const { classes, classOf } = collapse(ratings);
  return { levels: ratings.levels, classes, pairs: countPairs(classes), classOf };
}

/**
 * Tallies rows of counts per level, for data published without annotators.
 * `items[i]` says how many items have row i (1 when left out); it may be fractional.
 */
export function tallyFromCounts(
  rows: readonly (readonly number[])[],
  levels: number,
  items: readonly number[] = rows.map(() => 1),
): Tally {
  const classes = classesFromCounts(rows, items, levels);
  return { levels, classes, pairs: countPairs(classes), classOf: () => new Int32Array(0) };
}

/**
 * Empty sums for items of up to `largest` ratings.
 * Shapes and units as in `PairCounts`.
 */
export function emptyPairCounts(levels: number, largest: number): PairCounts {
  return {
    levels,
    largest,
    items: new Float64Array(largest + 1),
    labels: new Float64Array((largest + 1) * levels),
    pairs: new Float64Array((largest + 1) * levels * levels),
  };
}

/**
 * Sums over classes: O(C * K^2).
 * Shapes and units as in `PairCounts` and `ItemClasses`.
 */
export function countPairs(classes: ItemClasses): PairCounts {
  const largest = classes.size.reduce((most, size) => Math.max(most, size), 0);
  const sums = emptyPairCounts(classes.levels, largest);
  for (let c = 0; c < classes.count; c++) {
    addItems(sums, classes.histogram, c * classes.levels, classes.size[c], classes.items[c]);
  }
  return sums;
}

/**
 * Adds `times` items (a negative number takes them away) whose counts stand in `histogram` from `at` on
 * and sum to `size`.
 */
export function addItems(
  sums: PairCounts,
  histogram: Int32Array,
  at: number,
  size: number,
  times: number,
): void {
  const { levels, items, labels, pairs } = sums;
  items[size] += times;
  for (let k = 0; k < levels; k++) {
    const own = histogram[at + k];
    if (own === 0) continue;
    labels[size * levels + k] += times * own;
    const row = (size * levels + k) * levels;
    for (let l = 0; l < levels; l++) {
      const other = histogram[at + l] - (k === l ? 1 : 0);
      pairs[row + l] += times * own * other;
    }
  }
}

/** Counts of items, ratings and what the reader needs to judge a coefficient by. */
export type Coverage = {
  /** Items with at least one rating. */
  readonly ratedItems: number;
  /** Items with at least two ratings: the only ones that show agreement. */
  readonly pairableItems: number;
  /** Ratings on pairable items. */
  readonly ratings: number;
  /** Ratings on pairable items that are not of the most frequent level. */
  readonly nonModalRatings: number;
};

/**
 * Reads the coverage from the sums: O(M * K).
 * Units: counts; items with one rating count as rated, not as pairable.
 */
export function coverage({ levels, largest, items, labels }: PairCounts): Coverage {
  const perLevel = new Float64Array(levels);
  let pairableItems = 0;
  for (let m = 2; m <= largest; m++) {
    pairableItems += items[m];
    for (let k = 0; k < levels; k++) perLevel[k] += labels[m * levels + k];
  }
  const ratings = perLevel.reduce((sum, count) => sum + count, 0);
  const modal = perLevel.reduce((most, count) => Math.max(most, count), 0);
  return {
    ratedItems: pairableItems + (items[1] ?? 0),
    pairableItems,
    ratings,
    nonModalRatings: ratings - modal,
  };
}
