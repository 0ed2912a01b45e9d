import type { Labeling } from "#lib/labeling.ts";
import type { Alarm } from "./alarm.ts";
import { type ByItem, byItem } from "./by-item.ts";
import { answeredGold, beliefInPeople } from "./enough.ts";
import type { GoldLabels } from "./gold-labels.ts";
import { findAlarms } from "./guards.ts";
import { dawidSkene, type Fit } from "./models/dawid-skene.ts";
import { mace } from "./models/mace.ts";
import { oneCoin } from "./models/one-coin.ts";
import { summarize } from "./models/posterior.ts";
import { spamMixture } from "./models/spam-mixture.ts";
import { decideAll, expectedDistance, type LabelDecision } from "./pool/decision.ts";
import { type Opinion, opinionsOf, silence } from "./pool/opinions.ts";
import { type PoolOptions, pooledConfidence } from "./pool/pooled.ts";
import { ratingsPerItem } from "./votes/level-weights.ts";
import { majorityWinners } from "./votes/majority.ts";
import { NO_LABEL } from "./votes/vote.ts";
import { setVoteConfidence, voteConfidenceOf, voteScale } from "./votes/vote-confidence.ts";
import { VOTE_RULES, type VoteRule, votesBy } from "./votes/vote-rules.ts";

/** Rules that model annotators. */
export const MODEL_RULES = ["one-coin", "dawid-skene", "mace", "spam-mixture"] as const;
export type ModelRule = (typeof MODEL_RULES)[number];
/** The pool of models and votes is a rule of its own, and the default. */
export type Rule = VoteRule | ModelRule | "pooled";
/** All rules, in the order in which they are shown. */
export const RULES: readonly Rule[] = [...VOTE_RULES, ...MODEL_RULES, "pooled"];
/** Rules that make no sense without an order of the labels. */
export const ORDINAL_RULES: readonly Rule[] = ["median", "mean", "spam-mixture"];

/** Why another rule than the chosen one made the labels. */
export type HandoverReason = "few-answers" | "model-alarms";

/** The consensus of a whole project under one rule; arrays by item. */
export type Consensus = {
  /** The rule that was asked for */
  readonly rule: Rule;
  /** The rule that made the labels, but for those of `isOwnVote` */
  readonly used: Rule;
  /** Why these differ; null where they do not */
  readonly reason: HandoverReason | null;
  /** Not empty when the rule's model was not believed */
  readonly alarms: readonly Alarm[];
  /** Opinions that the pool did not hear because they were not believed; empty where no pool made the labels */
  readonly silent: readonly Opinion[];
  readonly levels: number;
  /** The label to hand out: winner of a vote, what a model expects to be nearest, the pool's decision; or `NO_LABEL` */
  readonly label: Int8Array;
  /** 1 where nobody gave the rule's label on the item, so that all here is the plain vote's on it */
  readonly isOwnVote: Uint8Array;
  /** The most probable label; by the pool, of those given */
  readonly mode: Int8Array;
  /** Expected distance of the truth from the label, in levels */
  readonly expectedError: Float64Array;
  /** In nats, 0 (certain) to ln K */
  readonly entropy: Float64Array;
  /** The label of the plain majority vote, and whether that was a tie */
  readonly majority: Int8Array;
  readonly tied: Uint8Array;
  readonly ratings: Int32Array;
  /** I × K probabilities of a model or of the plain vote, shares of the weight of other votes; zeros without ratings */
  readonly posterior: Float64Array;
  /** False for rules whose shares are not meant as the confidence of their label (median and mean) */
  readonly hasConfidence: boolean;
  readonly model: Fit | null;
};

export type AggregateOptions = PoolOptions & {
  readonly rule?: Rule;
  /** I bit sets of acceptable labels, 0 = not gold: clamps models, weighs opinions and sets the trust of weighted votes */
  readonly gold?: GoldLabels;
  /** Which level is handed out; where it is left out, the most probable by the pool and the nearest by a model */
  readonly decision?: LabelDecision;
  /** The answers on gold that trust comes from, over the same items and annotators; the labeling's own where absent */
  readonly goldAnswers?: Labeling;
  /** Whether distances between labels mean something (default yes); otherwise a model's most probable label is taken */
  readonly isOrdinal?: boolean;
  /** Whether people are known well enough for this rule; found out where absent */
  readonly isEnough?: boolean;
  /** One random restart of MACE per seed */
  readonly seeds?: readonly number[];
  /** I × K numbers that posteriors are written over, for whoever fits again and again; new ones where absent */
  readonly room?: Float64Array;
};

/**
 * The consensus label of every item by a rule, with its confidence; the one entrance to all rules, and the one decision
 * for guard, bench and export.
 *
 * The label of a model is its posterior median, which costs the least expected distance, or its most probable one. A rule that learns about people
 * hands over to the plain vote where too little is known of them (`isEnough`). A model that `findAlarms` does not believe
 * hands over to the pool of the other opinions; a pool that is not believed without gold, to the plain vote with its
 * confidence. Without answered gold, a label that nobody gave on its item is replaced by the
 * item's plain vote: nothing but gold can tell that all were wrong. The pool needs neither: it is drawn to the plain vote by
 * as much as people are unknown, and its label is always one that somebody gave.
 * @param labeling I items, A annotators, K levels (an ordered scale for median, mean and spam-mixture); a pair rated twice
 * counts twice, so drop repeats before
 * @param options the rule (the pool by default), gold, seeds
 * @example aggregate(labeling).label
 */
export function aggregate(labeling: Labeling, options: AggregateOptions = {}): Consensus {
  const { rule = "pooled", gold } = options;
  const index = options.opinions?.index ?? byItem(labeling);
  const ruled = runRule(labeling, index, rule, options);
  const { label: majority, tied } = majorityWinners(index, options.isOrdinal);
  const isFree = answeredGold(labeling, gold) > 0;
  const made = isFree
    ? { ...ruled, isOwnVote: new Uint8Array(labeling.items) }
    : keepToVotes(index, ruled, majority);
  const { posterior, label } = made;
  const { levels } = labeling;
  const { mode, entropy } = summarize(posterior, levels);
  return {
    ...{ rule, levels, majority, tied, ratings: ratingsPerItem(labeling) },
    ...made,
    // A vote may end in a tie, which the rule breaks in its own way: its winner is the mode.
    mode: made.mode ?? (made.model === null ? label : mode),
    entropy,
    expectedError: distances(posterior, levels, label),
  };
}

function distances(posterior: Float64Array, levels: number, label: Int8Array): Float64Array {
  const found = new Float64Array(label.length);
  for (let i = 0; i < label.length; i++) {
    found[i] = expectedDistance(posterior.subarray(i * levels, (i + 1) * levels), label[i]);
  }
  return found;
}

/**
 * Whether enough is known of the people for a rule; the plain votes need to know nothing.
 * @param labeling I items, A annotators, K levels @param gold I bit sets, 0 = not gold
 * @param goldAnswers the answers on gold, over the same items and annotators; the labeling's own where absent
 */
export function isEnough(labeling: Labeling, rule: Rule, gold?: GoldLabels, goldAnswers = labeling): boolean {
  if (rule === "majority" || rule === "median" || rule === "mean") return true;
  // The pool is drawn to the plain vote by as much as people are unknown: of one person it says nothing else.
  if (rule === "pooled") return beliefInPeople(labeling, gold) > 0;
  if (rule === "trust-weighted" && answeredGold(goldAnswers, gold) > 0) return true;
  return beliefInPeople(labeling, rule === "wawa" ? undefined : gold) >= HALF;
}

const HALF = 0.5;

type Made = Pick<
  Consensus,
  "used" | "reason" | "alarms" | "silent" | "label" | "posterior" | "hasConfidence" | "model"
> & {
  /** Where it is neither the vote's winner nor the largest probability */
  readonly mode?: Int8Array;
};

function runRule(labeling: Labeling, index: ByItem, rule: Rule, options: AggregateOptions): Made {
  if (!(options.isEnough ?? isEnough(labeling, rule, options.gold, options.goldAnswers)))
    return { ...runVote(labeling, index, "majority", options), reason: "few-answers" };
  if (isVoteRule(rule)) return runVote(labeling, index, rule, options);
  if (rule === "pooled") return runPool(labeling, index, options, []);
  const model = fitModel(index, rule, options);
  const alarms = findAlarms(index, model.posterior);
  if (alarms.length > 0) {
    return { ...runPool(labeling, index, options, [rule]), alarms, reason: "model-alarms" };
  }
  const { median, mode } = summarize(model.posterior, labeling.levels);
  const label = options.isOrdinal === false || options.decision === "most-probable" ? mode : median;
  return {
    ...{ used: rule, reason: null, alarms, silent: [], label },
    ...{ posterior: model.posterior, hasConfidence: true, model },
  };
}

function runPool(
  labeling: Labeling,
  index: ByItem,
  options: AggregateOptions,
  without: readonly Opinion[],
): Made {
  const opinions = silence(options.opinions ?? opinionsOf(labeling, index), without);
  const posterior = pooledConfidence(labeling, { ...options, opinions });
  // Gold may know that the votes are wrong. Nothing else can.
  const alarms = answeredGold(labeling, options.gold) > 0 ? [] : findAlarms(index, posterior);
  if (alarms.length > 0)
    return { ...runVote(labeling, index, "majority", options), alarms, reason: "model-alarms" };
  const decided = (decision: LabelDecision) => decideAll(index, posterior, decision, options.isOrdinal);
  return {
    ...{ used: "pooled", reason: null, alarms, silent: opinions.silent, posterior },
    ...{ hasConfidence: true, model: null },
    ...{ label: decided(options.decision ?? "most-probable"), mode: decided("most-probable") },
  };
}

function isVoteRule(rule: Rule): rule is VoteRule {
  return VOTE_RULES.some((known) => known === rule);
}

function fitModel(index: ByItem, rule: ModelRule, { gold, seeds, room }: AggregateOptions): Fit {
  const clamped = { ...(gold && { gold }), ...(room && { room }) };
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

function runVote(labeling: Labeling, index: ByItem, rule: VoteRule, options: AggregateOptions): Made {
  const made = { used: rule, reason: null, alarms: [], silent: [], model: null };
  if (rule === "majority") {
    const { label } = majorityWinners(index, options.isOrdinal);
    return { ...made, label, posterior: voteConfidenceOf(index, options.room), hasConfidence: true };
  }
  const { label, shares } = votesBy(labeling, rule, options);
  const hasConfidence = rule !== "median" && rule !== "mean";
  return { ...made, label, posterior: shares, hasConfidence };
}

/** With the plain vote and its confidence where nobody gave the label. */
function keepToVotes(index: ByItem, made: Made, majority: Int8Array) {
  const { levels, items } = index;
  const isOwnVote = new Uint8Array(items);
  for (let i = 0; i < items; i++) {
    const label = made.label[i];
    isOwnVote[i] = label === NO_LABEL || isGiven(index, i, label) ? 0 : 1;
  }
  if (!isOwnVote.includes(1)) return { ...made, isOwnVote };
  const scale = voteScale(index);
  const posterior = made.posterior.slice();
  for (let i = 0; i < items; i++) {
    if (isOwnVote[i] === 0) continue;
    setVoteConfidence(index, scale, i, posterior.subarray(i * levels, (i + 1) * levels));
  }
  const label = made.label.map((chosen, i) => (isOwnVote[i] === 0 ? chosen : majority[i]));
  return { ...made, label, posterior, isOwnVote };
}

/** Whether somebody gave this label on the item. */
function isGiven({ levels, start, key }: ByItem, item: number, label: number): boolean {
  for (let r = start[item]; r < start[item + 1]; r++) if (key[r] % levels === label) return true;
  return false;
}

/** The rule that made the label of one item, 0..I-1: the plain vote where nobody gave the rule's own label. */
export function ruleOf(consensus: Pick<Consensus, "isOwnVote" | "used">, item: number): Rule {
  return consensus.isOwnVote[item] === 1 ? "majority" : consensus.used;
}
