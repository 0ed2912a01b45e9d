import type { Labeling } from "#lib/labeling.ts";

/**
 * How much weight each level of each item received: the table from which every voting rule reads.
 *
 * Every rating of annotator a adds `weight[a]`, or 1 when no weights are given (then the table holds counts). A pair
 * rated twice counts twice.
 * Source: weighted voting, as in N. Littlestone & M. K. Warmuth, Information and Computation 108, 1994.
 * @param labeling I items, A annotators, K levels
 * @param weight A numbers ≥ 0, or nothing for plain counts
 * @returns I × K numbers, row by row
 * @example item 0 rated 2 by one and 0 by another of K = 3 gives the row 1 0 1
 */
export function levelWeights(labeling: Labeling, weight?: ArrayLike<number>): Float64Array {
  const { item, annotator, label, levels } = labeling;
  const table = new Float64Array(labeling.items * levels);
  for (let r = 0; r < item.length; r++) {
    const cell = item[r] * levels + label[r];
    const given = weight === undefined ? 1 : weight[annotator[r]];
    table[cell] = table[cell] + given;
  }
  return table;
}

/**
 * Ratings per item, I counts.
 * Shapes: R ratings in, I counts out.
 */
export function ratingsPerItem(labeling: Labeling): Int32Array {
  const counts = new Int32Array(labeling.items);
  for (let r = 0; r < labeling.item.length; r++) {
    const at = labeling.item[r];
    counts[at] = counts[at] + 1;
  }
  return counts;
}
