import type { Labeling } from "#lib/labeling.ts";
import { heaviest, heaviestOfAll, NO_LABEL, type Votes } from "./vote.ts";

/** One weighted vote: `label` and `confidence` are null when no vote has any weight. */
export type WeightedVote = {
  readonly label: number | null;
  /** The winner's trust divided by all trust, above 0 up to 1 */
  readonly confidence: number | null;
  readonly tied: boolean;
};

/** Weighted votes on all items; `confidence[i]` means something only where `label[i]` is not `NO_LABEL`. */
export type WeightedVotes = Votes & { readonly confidence: Float64Array };

/**
 * Trust-weighted vote on one item: the label with the largest sum of trust wins; its confidence is the winner's trust
 * divided by all trust. Tie: the tied label nearest the trust-weighted mean, then the lower.
 *
 * Easy to explain to anybody, but only as good as the trust: it must come from gold or from items other than this
 * one, otherwise annotators vouch for themselves. The confidence is a share of votes, not a probability of being
 * right; check it on gold (`calibration`).
 * The rule that crowd platforms call a confidence score; no paper states it.
 * @param labels n labels, whole numbers ≥ 0 (indices or levels) @param trust n numbers ≥ 0, one per label
 * @example trustWeightedOf([3, 4, 4, 3], [0.9, 0.8, 0.6, 0.55]) // label 3, confidence 1.45 / 2.85
 */
export function trustWeightedOf(labels: ArrayLike<number>, trust: ArrayLike<number>): WeightedVote {
  const weights: number[] = [];
  let total = 0;
  for (let v = 0; v < labels.length; v++) {
    const label = labels[v];
    while (weights.length <= label) weights.push(0);
    weights[label] = weights[label] + trust[v];
    total += trust[v];
  }
  const { label, tied } = heaviest(weights);
  if (label === null) return { label, confidence: null, tied };
  return { label, confidence: weights[label] / total, tied };
}

/**
 * Trust-weighted vote on every item; `shares` are the shares of trust.
 * @param labeling I items, A annotators, K levels @param trust A numbers ≥ 0, for example Beta means from gold
 * @param isOrdinal whether labels have an order (default yes): breaks ties as in `heaviest`
 * @returns parallel arrays by item
 */
export function trustWeightedVote(
  labeling: Labeling,
  trust: ArrayLike<number>,
  isOrdinal = true,
): WeightedVotes {
  const votes = heaviestOfAll(labeling, isOrdinal, trust);
  const confidence = new Float64Array(votes.items);
  for (let i = 0; i < votes.items; i++) {
    const label = votes.label[i];
    if (label !== NO_LABEL) confidence[i] = votes.shares[i * votes.levels + label];
  }
  return { ...votes, confidence };
}
