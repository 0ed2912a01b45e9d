import { type ByItem, countLabelsOf, ratingsOf } from "#lib/statistics/aggregation/by-item.ts";
import { NO_LABEL } from "#lib/statistics/aggregation/votes/vote.ts";

/** Which of the levels somebody gave becomes the label: the most probable, or the one with the least expected distance. */
export type LabelDecision = "most-probable" | "least-distance";

/** Two costs that differ by less are equal: only rounding tells them apart. */
const SAME = 1e-12;

/**
 * The label of one item among the levels that somebody gave, so that a unanimous vote always stands.
 *
 * The least expected distance is that of the median, or of what was given nearest to it. A tie goes to the level nearest
 * the mean of the probabilities, then to the lower; where levels have no order, to the lower at once.
 * @param row K probabilities @param given K counts of ratings, at least one above 0 @param isOrdinal default yes
 * @example the probabilities .1 .5 .4 with ratings for 0 and 2 only make 2
 */
export function decideLabel(
  row: Float64Array,
  given: ArrayLike<number>,
  decision: LabelDecision,
  isOrdinal = true,
): number {
  const cost = (k: number) => (decision === "least-distance" ? expectedDistance(row, k) : 1 - row[k]);
  const mean = row.reduce((sum, share, k) => sum + share * k, 0);
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k < row.length; k++) {
    if (given[k] === 0) continue;
    const own = cost(k);
    const isTied = Math.abs(own - least) <= SAME;
    const isNearer = isOrdinal && Math.abs(k - mean) < Math.abs(best - mean) - SAME;
    if (isTied ? !isNearer : own > least) continue;
    best = k;
    least = own;
  }
  return best;
}

/**
 * `decideLabel` for every item.
 * @param index ratings by item @param posterior I × K probabilities @returns I labels, `NO_LABEL` without ratings
 */
export function decideAll(
  index: ByItem,
  posterior: Float64Array,
  decision: LabelDecision,
  isOrdinal = true,
): Int8Array {
  const { items, levels } = index;
  const given = new Float64Array(levels);
  const label = new Int8Array(items).fill(NO_LABEL);
  for (let i = 0; i < items; i++) {
    if (ratingsOf(index, i) === 0) continue;
    countLabelsOf(index, i, given);
    label[i] = decideLabel(posterior.subarray(i * levels, (i + 1) * levels), given, decision, isOrdinal);
  }
  return label;
}

/**
 * Expected distance of the truth from a label, in levels.
 * @param row K probabilities @param label 0..K-1
 */
export function expectedDistance(row: Float64Array, label: number): number {
  return row.reduce((sum, share, k) => sum + share * Math.abs(k - label), 0);
}
