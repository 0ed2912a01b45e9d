import type { Labeling } from "#lib/labeling.ts";
import { levelWeights } from "./level-weights.ts";

/**
 * Mean of the ratings of one item, on the label indices 0..K-1 (add 1 for levels).
 *
 * A score for sorting and plotting. Do not round it to a label: it is pulled toward the middle by everybody who
 * guesses, and rounded it was the worst label of all rules on spammy data.
 * @param weights K counts, or sums of trust, of one item, in level order
 * @returns a number between 0 and K-1, null without ratings
 * @example meanOf([0, 1, 0, 0, 1]) // 2.5
 */
export function meanOf(weights: ArrayLike<number>): number | null {
  let total = 0;
  let moment = 0;
  for (let k = 0; k < weights.length; k++) {
    total += weights[k];
    moment += k * weights[k];
  }
  return total > 0 ? moment / total : null;
}

/**
 * Mean of every item, each rating weighted with its annotator's trust: sum of trust × label / sum of trust.
 * @param labeling I items, A annotators, K levels @param trust A numbers ≥ 0, or nothing for equal weights
 * @returns I numbers between 0 and K-1; null where an item has no rating (or only ratings of trust 0)
 */
export function meanScore(labeling: Labeling, trust?: ArrayLike<number>): (number | null)[] {
  const { items, levels } = labeling;
  const weights = levelWeights(labeling, trust);
  return Array.from({ length: items }, (_, i) => meanOf(weights.subarray(i * levels, (i + 1) * levels)));
}
