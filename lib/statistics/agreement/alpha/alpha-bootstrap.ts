import type { Defined } from "#lib/labeling.ts";
import type { ItemClasses } from "#lib/statistics/counting/item-classes.ts";
import { type Ratings, tally } from "#lib/statistics/counting/tally.ts";
import type { Interval } from "#lib/statistics/numeric/interval.ts";
import { createRandom } from "#lib/statistics/numeric/random.ts";
import { drawItems, firstPairable, percentileInterval } from "#lib/statistics/numeric/resampling.ts";
import { alphaFromCoincidences } from "./alpha.ts";
import type { Metric } from "./alpha-distance.ts";

export type BootstrapOptions = {
  /** Any whole number; state it with the result. */
  readonly seed: number;
  /** Number of resamples; 1000 when left out. */
  readonly replicates?: number;
  /** Share of replicates inside the interval; 0.95 when left out. */
  readonly confidence?: number;
  readonly values?: readonly number[];
};

export type AlphaBootstrap = Defined<{
  readonly value: Interval;
  readonly mean: number;
  readonly standardError: number;
  /** The defined replicates, ascending. */
  readonly sorted: Float64Array;
}> & {
  /** Replicates in which every rating was the same: counted, never turned into 1. */
  readonly undefinedReplicates: number;
};

/**
 * Interval of Krippendorff's alpha for these annotators and more items like these ("this team").
 *
 * What: resamples whole items with all their ratings (those with at least two), recomputes alpha with its
 * expected disagreement each time, and takes the middle of the sorted results. Resampling pairs of ratings
 * with the expected part held fixed, as the KALPHA macro does, is far too narrow.
 * Undefined: `no-pairs`; `too-few` with one pairable item; `no-variation` when every replicate is.
 * Cost: O(replicates * classes), whatever the number of items.
 * Source: B. Efron & R. J. Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13.
 *
 * @example Krippendorff's 4 observers x 12 units, ordinal: about .45 to 1
 */
export function bootstrapAlpha(ratings: Ratings, metric: Metric, options: BootstrapOptions): AlphaBootstrap {
  const { classes } = tally(ratings);
  const from = firstPairable(classes);
  const { seed, replicates = 1000, confidence = 0.95, values } = options;
  let items = 0;
  for (let c = from; c < classes.count; c++) items += classes.items[c];
  if (items < 2) {
    return { value: null, reason: items === 0 ? "no-pairs" : "too-few", undefinedReplicates: 0 };
  }
  const drawn = new Float64Array(classes.count);
  const random = createRandom(seed);
  const resampled = replicateAlpha(classes, from, metric, values);
  const found = new Float64Array(replicates);
  let defined = 0;
  for (let b = 0; b < replicates; b++) {
    drawItems(random, classes, from, drawn);
    const value = resampled(drawn);
    if (value !== null) found[defined++] = value;
  }
  const undefinedReplicates = replicates - defined;
  if (defined === 0) return { value: null, reason: "no-variation", undefinedReplicates };
  const sorted = found.subarray(0, defined).sort();
  return {
    reason: null,
    value: percentileInterval(sorted, confidence),
    ...moments(sorted),
    sorted,
    undefinedReplicates,
  };
}

/** Prepares the sums of each class once, so that a replicate is a weighted sum of rows and one small division. */
function replicateAlpha(
  classes: ItemClasses,
  from: number,
  metric: Metric,
  values: readonly number[] | undefined,
): (drawn: Float64Array) => number | null {
  const { levels, count } = classes;
  const cells: number[] = [];
  for (let k = 0; k < levels; k++) for (let l = k + 1; l < levels; l++) cells.push(k * levels + l);
  const width = cells.length + levels;
  const rows = classRows(classes, cells, width);
  const sum = new Float64Array(width);
  const coincidences = new Float64Array(levels * levels);
  const perLevel = sum.subarray(cells.length);
  const scratch = new Float64Array(levels * levels);
  return (drawn) => {
    sum.fill(0);
    for (let c = from; c < count; c++) {
      const items = drawn[c];
      if (items === 0) continue;
      const row = c * width;
      for (let j = 0; j < width; j++) sum[j] += items * rows[row + j];
    }
    for (let j = 0; j < cells.length; j++) coincidences[cells[j]] = sum[j];
    return alphaFromCoincidences(coincidences, perLevel, metric, values, scratch)?.value ?? null;
  };
}

/** Per class: coincidences above the diagonal, then ratings per level, of one item. */
function classRows(
  { levels, count, histogram, size }: ItemClasses,
  cells: number[],
  width: number,
): Float64Array {
  const rows = new Float64Array(count * width);
  for (let c = 0; c < count; c++) {
    const at = c * levels;
    cells.forEach((cell, j) => {
      const left = histogram[at + Math.floor(cell / levels)];
      rows[c * width + j] = (left * histogram[at + (cell % levels)]) / (size[c] - 1);
    });
    for (let k = 0; k < levels; k++) rows[c * width + cells.length + k] = histogram[at + k];
  }
  return rows;
}

/** Mean and standard deviation (division by n - 1). */
function moments(numbers: Float64Array): { mean: number; standardError: number } {
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  const squares = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, standardError: Math.sqrt(squares / Math.max(1, numbers.length - 1)) };
}
