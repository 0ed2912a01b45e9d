import type { Labeling } from "#lib/labeling.ts";
import { coRated } from "#lib/statistics/counting/cross-table.ts";
import type { Correlation } from "./correlation/spearman.ts";

export type PairCorrelation = {
  readonly left: number;
  readonly right: number;
  readonly correlation: Correlation;
};

/**
 * A rank correlation of every two annotators (or of the pairs named), each on the items both rated.
 *
 * Show the number of items beside each: below 10 a correlation says nothing about two people. Cost: O(pairs * ratings).
 *
 * @param correlate `spearman` or `kendallTauB`
 * @param pairs numbers of annotators; all pairs, left before right, when left out
 */
export function pairwiseCorrelations(
  labeling: Labeling,
  correlate: (left: Uint8Array, right: Uint8Array) => Correlation,
  pairs: readonly (readonly [number, number])[] = allPairs(labeling.annotators),
): PairCorrelation[] {
  return pairs.map(([left, right]) => {
    const { first, second } = coRated(labeling, left, right);
    return { left, right, correlation: correlate(first, second) };
  });
}

function allPairs(annotators: number): [number, number][] {
  const pairs: [number, number][] = [];
  for (let a = 0; a < annotators; a++) for (let b = a + 1; b < annotators; b++) pairs.push([a, b]);
  return pairs;
}
