import type { Labeling } from "#lib/labeling.ts";
import type { GoldLabels } from "#lib/statistics/aggregation/gold-labels.ts";
import { weightsOf } from "#lib/statistics/aggregation/peer-trust.ts";
import { majorityVote } from "./majority.ts";
import { meanScore } from "./mean.ts";
import { medianVote } from "./median.ts";
import { trustWeightedVote } from "./trust-weighted.ts";
import { NO_LABEL, type Votes } from "./vote.ts";
import { wawa } from "./wawa.ts";

/** Rules that count votes, in the order in which they are shown. */
export const VOTE_RULES = ["majority", "median", "mean", "trust-weighted", "wawa"] as const;
export type VoteRule = (typeof VOTE_RULES)[number];

type VoteOptions = {
  readonly gold?: GoldLabels;
  readonly goldAnswers?: Labeling;
  readonly isOrdinal?: boolean;
};

/**
 * The votes of all items by a rule.
 * Shapes as in `Votes`; each rule names its own source.
 * @param options gold and the answers on it give the trust of the weighted vote; `isOrdinal` (default yes) breaks ties
 */
export function votesBy(
  labeling: Labeling,
  rule: VoteRule,
  { gold, goldAnswers, isOrdinal = true }: VoteOptions,
): Votes {
  switch (rule) {
    case "majority":
      return majorityVote(labeling, isOrdinal);
    case "median":
      return medianVote(labeling);
    case "mean":
      return { ...majorityVote(labeling, isOrdinal), label: roundedMeans(labeling) };
    case "wawa":
      return wawa(labeling, isOrdinal);
    case "trust-weighted":
      return trustWeightedVote(labeling, weightsOf(labeling, gold, goldAnswers).trust, isOrdinal);
  }
}

/** The mean rounded to the nearest level, halves up: only here to be compared. */
function roundedMeans(labeling: Labeling): Int8Array {
  return Int8Array.from(meanScore(labeling), (mean) => (mean === null ? NO_LABEL : Math.floor(mean + 0.5)));
}
