import type { Defined, Labeling, Reason } from "#lib/labeling.ts";
import { crossTable } from "#lib/statistics/counting/cross-table.ts";
import type { Weights } from "#lib/statistics/counting/weights.ts";
import { cohenKappa } from "./cohen.ts";

export type LightKappa = Defined<{
  readonly value: number;
  /** Pairs of annotators in the mean. */
  readonly pairs: number;
}> & {
  /** Pairs left out because their kappa is undefined (mostly: no item in common). */
  readonly undefinedPairs: number;
};

/**
 * Light's kappa: the mean of Cohen's kappa over all pairs of annotators.
 *
 * Every pair weighs the same, however few items it shares; in designs of k of N annotators most pairs share few, so
 * prefer alpha. Range: up to 1, not clamped below. Undefined: the reason of the first pair when no pair is defined.
 * Cost: O(A^2 * ratings). Source: Light 1971, Psychological Bulletin 76.
 *
 * @param values the declared value of each level; 1..K when left out
 * @example Fleiss' 30 patients x 6 psychiatrists, unweighted: .459
 */
export function lightKappa(labeling: Labeling, weights: Weights, values?: readonly number[]): LightKappa {
  let sum = 0;
  let pairs = 0;
  let undefinedPairs = 0;
  let first: Reason = "no-pairs";
  for (let a = 0; a < labeling.annotators; a++) {
    for (let b = a + 1; b < labeling.annotators; b++) {
      const kappa = cohenKappa(crossTable(labeling, a, b), weights, values);
      if (kappa.reason === null) {
        sum += kappa.value;
        pairs++;
      } else if (undefinedPairs++ === 0) first = kappa.reason;
    }
  }
  if (pairs === 0) return { value: null, reason: first, undefinedPairs };
  return { reason: null, value: sum / pairs, pairs, undefinedPairs };
}
