import type { PairCounts } from "#lib/statistics/counting/tally.ts";
import { agreementWeights } from "#lib/statistics/counting/weights.ts";

/**
 * Where the sums that agreement follows from stand in a row of numbers.
 *
 * What: one row of W numbers per query: coincidences o_kl above the diagonal from 0 on, n_k = ratings of each level on
 * pairable items, sums of n_ik / n_i over rated items, sums of A_i over pairable items (same level, and weighted by the
 * squared distance), numbers of pairable and of rated items. Alpha, AC2 and percent agreement are functions of the sum of rows.
 * Units: counts and sums of shares. W = K (K - 1) / 2 + 2 K + 4.
 * Source: Krippendorff 2011, section C; Gwet, Handbook of Inter-Rater Reliability, 2014, chapter 5.
 */
export type RowLayout = {
  readonly levels: number;
  /** Quadratic agreement weights, K * K. */
  readonly weights: Float64Array;
  readonly labels: number;
  readonly shares: number;
  readonly exact: number;
  readonly weighted: number;
  readonly pairable: number;
  readonly rated: number;
  readonly width: number;
};

/**
 * The positions for a scale of K levels.
 *
 * @param values the declared value of each level; 1..K when left out
 */
export function rowLayout(levels: number, values?: readonly number[]): RowLayout {
  const labels = (levels * (levels - 1)) / 2;
  const exact = labels + 2 * levels;
  return {
    levels,
    weights: agreementWeights("quadratic", levels, values),
    labels,
    shares: labels + levels,
    exact,
    weighted: exact + 1,
    pairable: exact + 2,
    rated: exact + 3,
    width: exact + 4,
  };
}

/**
 * Adds `times` items (a negative number takes them away) whose counts stand in `histogram` from `at` on to the row that begins
 * at `offset`. Cost: O(K^2).
 */
export function addItemsToRow(
  layout: RowLayout,
  row: Float64Array,
  offset: number,
  histogram: Int32Array,
  at: number,
  times: number,
): void {
  const { levels, weights } = layout;
  let size = 0;
  for (let k = 0; k < levels; k++) size += histogram[at + k];
  if (size === 0) return;
  row[offset + layout.rated] += times;
  for (let k = 0; k < levels; k++) row[offset + layout.shares + k] += (times * histogram[at + k]) / size;
  if (size === 1) return;
  row[offset + layout.pairable] += times;
  let agreeing = 0;
  let near = 0;
  let cell = offset;
  for (let k = 0; k < levels; k++) {
    const own = histogram[at + k];
    row[offset + layout.labels + k] += times * own;
    agreeing += own * (own - 1);
    for (let l = k + 1; l < levels; l++) {
      const both = own * histogram[at + l];
      row[cell++] += (times * both) / (size - 1);
      near += 2 * both * weights[k * levels + l];
    }
  }
  const pairs = size * (size - 1);
  row[offset + layout.exact] += (times * agreeing) / pairs;
  row[offset + layout.weighted] += (times * (agreeing + near)) / pairs;
}

/** The row of all items at once from whole-number sums, so that it has the same bits in whatever order they came: O(M * K^2). */
export function rowOfPairs(layout: RowLayout, { items, labels, pairs, largest }: PairCounts): Float64Array {
  const { levels, weights } = layout;
  const row = new Float64Array(layout.width);
  for (let m = 1; m <= largest; m++) {
    row[layout.rated] += items[m];
    for (let k = 0; k < levels; k++) row[layout.shares + k] += labels[m * levels + k] / m;
    if (m === 1) continue;
    row[layout.pairable] += items[m];
    let cell = 0;
    let agreeing = 0;
    let near = 0;
    for (let k = 0; k < levels; k++) {
      const at = (m * levels + k) * levels;
      row[layout.labels + k] += labels[m * levels + k];
      agreeing += pairs[at + k];
      for (let l = k + 1; l < levels; l++) {
        row[cell++] += pairs[at + l] / (m - 1);
        near += 2 * pairs[at + l] * weights[k * levels + l];
      }
    }
    row[layout.exact] += agreeing / (m * (m - 1));
    row[layout.weighted] += (agreeing + near) / (m * (m - 1));
  }
  return row;
}
