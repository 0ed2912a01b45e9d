import type { Defined, Labeling } from "#lib/labeling.ts";
import { pairsWithoutEach } from "#lib/statistics/agreement/alpha/alpha-without.ts";
import type { ItemClasses } from "#lib/statistics/counting/item-classes.ts";
import type { Tally } from "#lib/statistics/counting/tally.ts";
import { addItemsToRow, type RowLayout, rowOfPairs } from "./cluster-row.ts";
import type { RowCoefficient } from "./coefficient.ts";
import { toScale } from "./scale.ts";

/** How far a coefficient would move with other people like these. */
export type PeopleSpread = {
  /** (A - 1) / A * sum (z_(a) - z)^2, without each annotator in turn. */
  readonly variance: number;
  /** The largest z_(a) - z: how much the coefficient rises without one of them. */
  readonly largestRise: number;
  /** (sum n_a)^2 / sum n_a^2 - 1, at least 1; n_a = ratings on pairable items. */
  readonly degrees: number;
};

/** The sums without each annotator in turn: `row` of W numbers and how many ratings on pairable items were theirs. */
export type WithoutOne = { readonly row: Float64Array; readonly ratings: number };

/**
 * Leaves out everybody who rated a pairable item.
 * Cost: O(ratings + A * M * K^2). Source: the jackknife of Efron & Tibshirani 1993, chapter 11.
 */
export function rowsWithoutEach(labeling: Labeling, known: Tally, layout: RowLayout): WithoutOne[] {
  return pairsWithoutEach(labeling, known, (rest, ratings) => ({
    ratings,
    row: ratings > 0 ? rowOfPairs(layout, rest) : new Float64Array(0),
  })).filter(({ ratings }) => ratings > 0);
}

/**
 * Spread over annotators, on the coefficient's scale.
 * Undefined: `no-pairs` without people; `little-variation` where the coefficient is at an end of its scale, or undefined,
 * without somebody.
 *
 * @param z the coefficient of all, on its scale
 */
export function peopleSpread(
  layout: RowLayout,
  without: readonly WithoutOne[],
  coefficient: RowCoefficient,
  z: number,
): Defined<{ readonly value: PeopleSpread }> {
  if (without.length === 0) return { value: null, reason: "no-pairs" };
  let squares = 0;
  let largestRise = Number.NEGATIVE_INFINITY;
  let all = 0;
  let evenness = 0;
  for (const { row, ratings } of without) {
    const value = coefficient.reader(layout, row)();
    const there = value === null ? null : toScale(coefficient.scale, value);
    if (there === null) return { value: null, reason: "little-variation" };
    squares += (there - z) ** 2;
    largestRise = Math.max(largestRise, there - z);
    all += ratings;
    evenness += ratings ** 2;
  }
  const people = without.length;
  const variance = ((people - 1) / people) * squares;
  return {
    reason: null,
    value: { variance, largestRise, degrees: Math.max(1, all ** 2 / evenness - 1) },
  };
}

/**
 * V_r = sum (z_(r) - z)^2 over single ratings, each left out in turn: what of the variance over people is the chance of their
 * single ratings and is in that over queries already. Cost: O(classes * K * (W + K^2)).
 *
 * @returns null where the coefficient is at an end of its scale, or undefined, without some rating
 */
export function ratingVariance(
  layout: RowLayout,
  classes: ItemClasses,
  total: Float64Array,
  coefficient: RowCoefficient,
  z: number,
): number | null {
  const { levels } = layout;
  const rest = total.slice();
  const read = coefficient.reader(layout, rest);
  const less = new Int32Array(levels);
  let sum = 0;
  for (let c = 0; c < classes.count; c++) {
    const at = c * levels;
    for (let k = 0; k < levels; k++) {
      const often = classes.items[c] * classes.histogram[at + k];
      if (often === 0) continue;
      rest.set(total);
      less.set(classes.histogram.subarray(at, at + levels));
      less[k] -= 1;
      addItemsToRow(layout, rest, 0, classes.histogram, at, -1);
      addItemsToRow(layout, rest, 0, less, 0, 1);
      const value = read();
      const there = value === null ? null : toScale(coefficient.scale, value);
      if (there === null) return null;
      sum += often * (there - z) ** 2;
    }
  }
  return sum;
}
