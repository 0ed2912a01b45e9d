import type { Labeling } from "#lib/labeling.ts";
import { type ByItem, byItem } from "./by-item.ts";
import { dawidSkene, type Fit } from "./dawid-skene.ts";
import type { GoldKey } from "./gold-key.ts";
import { type Alarm, findAlarms } from "./guards.ts";
import { mace } from "./mace.ts";
import { majorityVote } from "./majority.ts";
import { meanScore } from "./mean.ts";
import { medianVote } from "./median.ts";
import { oneCoin } from "./one-coin.ts";
import { goldTrust, peerTrust } from "./peer-trust.ts";
import { type Summaries, summarize } from "./posterior.ts";
import { spamMixture } from "./spam-mixture.ts";
import { trustWeightedVote } from "./trust-weighted.ts";
import { NO_LABEL, type Votes } from "./vote.ts";
import { wawa } from "./wawa.ts";

/** Rules that count votes, in the order in which they are shown. */
export const VOTE_RULES = ["majority", "median", "mean", "trust-weighted", "wawa"] as const;
/** Rules that model annotators. The mixture is the default on an ordered scale. */
export const MODEL_RULES = ["one-coin", "dawid-skene", "mace", "spam-mixture"] as const;
export type Rule = (typeof VOTE_RULES)[number] | (typeof MODEL_RULES)[number];
export const RULES: readonly Rule[] = [...VOTE_RULES, ...MODEL_RULES];
/** Rules that make no sense without an order of the labels. */
export const ORDINAL_RULES: readonly Rule[] = ["median", "mean", "spam-mixture"];

/** The consensus of a whole project under one rule; arrays by item. */
export type Consensus = Summaries & {
  readonly rule: Rule;
  /** Not empty when the rule's model was not believed; then everything here is the trust-weighted vote's */
  readonly alarms: readonly Alarm[];
  readonly levels: number;
  /** The label to hand out: the winner of a vote, the posterior median of a model; `NO_LABEL` without ratings */
  readonly label: Int8Array;
  /** The label of the plain majority vote, and whether that was a tie */
  readonly majority: Int8Array;
  readonly tied: Uint8Array;
  readonly ratings: Int32Array;
  /** I × K probabilities of a model, shares of votes of a voting rule; rows of zeros without ratings */
  readonly posterior: Float64Array;
  /** False for rules whose shares are not meant as the confidence of their label (median and mean) */
  readonly hasConfidence: boolean;
  readonly model: Fit | null;
};

export type AggregateOptions = {
  readonly rule?: Rule;
  /** I bit sets of acceptable labels, 0 = not gold: clamps models and sets the trust of weighted votes */
  readonly gold?: GoldKey;
  /** One random restart of MACE per seed */
  readonly seeds?: readonly number[];
};

/**
 * The consensus label of every item by a rule, with its confidence; the one entrance to all rules.
 *
 * A model is checked by `findAlarms`; when it raises any, the trust-weighted vote answers instead and `alarms` says why.
 * Trust comes from gold when there is any, otherwise from agreement with the others (each annotator left out).
 * Source: every rule names its own; fallback and alarms as in `findAlarms`.
 * @param labeling I items, A annotators, K levels (an ordered scale for median, mean and spam-mixture); a pair rated twice
 * counts twice, so drop repeats before
 * @param options the rule (spam-mixture by default), gold, seeds
 * @example aggregate(labeling).label
 */
export function aggregate(labeling: Labeling, options: AggregateOptions = {}): Consensus {
  const { rule = "spam-mixture" } = options;
  const majority = majorityVote(labeling);
  const shared = { rule, levels: labeling.levels, majority: majority.label, tied: majority.tied };
  if (isVoteRule(rule)) return { ...shared, alarms: [], ...voteConsensus(labeling, rule, options.gold) };
  const index = byItem(labeling);
  const model = fitModel(index, rule, options);
  const alarms = findAlarms(index, model);
  if (alarms.length > 0)
    return { ...shared, alarms, ...voteConsensus(labeling, "trust-weighted", options.gold) };
  const summaries = summarize(model.posterior, labeling.levels);
  const { ratings } = majority;
  const kept = { ratings, posterior: model.posterior, hasConfidence: true, model };
  return { ...shared, alarms, ...summaries, label: summaries.median, ...kept };
}

type VoteRule = (typeof VOTE_RULES)[number];
type ModelRule = (typeof MODEL_RULES)[number];

function isVoteRule(rule: Rule): rule is VoteRule {
  return VOTE_RULES.some((known) => known === rule);
}

function fitModel(index: ByItem, rule: ModelRule, { gold, seeds }: AggregateOptions): Fit {
  const clamped = gold === undefined ? {} : { gold };
  switch (rule) {
    case "one-coin":
      return oneCoin(index, clamped);
    case "dawid-skene":
      return dawidSkene(index, clamped);
    case "mace":
      return mace(index, seeds === undefined ? clamped : { ...clamped, seeds });
    case "spam-mixture":
      return spamMixture(index, clamped);
  }
}

type RuleConsensus = Omit<Consensus, "rule" | "alarms" | "levels" | "majority" | "tied">;

function voteConsensus(labeling: Labeling, rule: VoteRule, gold: GoldKey | undefined): RuleConsensus {
  if (rule === "mean") return meanConsensus(labeling);
  const votes = votesOf(labeling, rule, gold);
  const { label, ratings, shares: posterior } = votes;
  const summaries = summarize(posterior, labeling.levels);
  const hasConfidence = rule !== "median";
  // A vote may end in a tie, which the rule breaks in its own way: its winner is the mode.
  return { ...summaries, mode: label, label, ratings, posterior, hasConfidence, model: null };
}

function votesOf(labeling: Labeling, rule: Exclude<VoteRule, "mean">, gold: GoldKey | undefined): Votes {
  switch (rule) {
    case "majority":
      return majorityVote(labeling);
    case "median":
      return medianVote(labeling);
    case "wawa":
      return wawa(labeling);
    case "trust-weighted": {
      const hasGold = gold?.some((bits) => bits !== 0) ?? false;
      return trustWeightedVote(labeling, hasGold && gold ? goldTrust(labeling, gold) : peerTrust(labeling));
    }
  }
}

/** The mean rounded to the nearest level, halves up: only here to be compared. */
function meanConsensus(labeling: Labeling): RuleConsensus {
  const { ratings, shares: posterior } = majorityVote(labeling);
  const label = Int8Array.from(meanScore(labeling), (mean) =>
    mean === null ? NO_LABEL : Math.floor(mean + 0.5),
  );
  const summaries = summarize(posterior, labeling.levels);
  return {
    ...summaries,
    mode: label,
    median: label,
    label,
    ratings,
    posterior,
    hasConfidence: false,
    model: null,
  };
}
