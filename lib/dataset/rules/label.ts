import type { Method } from "#lib/dataset/schema.ts";
import {
  aggregate,
  type Consensus,
  type HandoverReason,
  type Rule,
  ruleOf,
} from "#lib/statistics/aggregation/aggregate.ts";
import type { Alarm } from "#lib/statistics/aggregation/alarm.ts";
import type { LabelDecision } from "#lib/statistics/aggregation/pool/decision.ts";
import { levelWeights } from "#lib/statistics/aggregation/votes/level-weights.ts";
import { medianOf } from "#lib/statistics/aggregation/votes/median.ts";
import { NO_LABEL } from "#lib/statistics/aggregation/votes/vote.ts";
import { VOTE_RULES } from "#lib/statistics/aggregation/votes/vote-rules.ts";
import type { Prepared, VoteTrust } from "./basis.ts";

/**
 * The version of the methods that make labels. It is one of the parameters that a dataset version is a function of, and stands
 * in its manifest. Dataset versions without one are older and belong to version 1. Increase it with every change that can make
 * another label of the same judgments.
 */
export const LABEL_RULE = 2;

/** What aggregation made of one item; levels are 1..K, nulls where it has no counted judgment. */
export type ItemLabel = {
  /** Counted judgments per level 1..K */
  votes: readonly number[];
  label: number | null;
  /** What made the label */
  method: Rule | null;
  /** Of the label, 0..1: its probability by a model or by the plain vote, its share of the weight in other votes */
  confidence: number | null;
  /** Probabilities, or shares of the weight, per level 1..K */
  distribution: readonly number[] | null;
  entropy: number | null;
  /** Expected distance of the right level from the label, in levels */
  expectedError: number | null;
  majority: number | null;
  tied: boolean;
  median: number | null;
};

/** Which method made labels, and why it is not the chosen one. */
export type MadeBy = {
  chosen: Method;
  used: Rule;
  reason: HandoverReason | null;
  /** Why the chosen model was not believed */
  alarms: readonly Alarm[];
};

/** How labels are made; without a decision as each method made them before there was a choice. */
export type Making = { method: Method; decision?: LabelDecision };

export type Labels = { byItem: Map<number, ItemLabel>; madeBy: MadeBy; trust: VoteTrust };

/**
 * Labels the items. Gold takes part with its levels: models hold to them, the pool weighs its opinions by them, weighted votes
 * take their trust from them.
 * @param itemNos the ordinary items
 */
export function labelItems(
  prepared: Prepared,
  itemNos: readonly number[],
  { method, decision }: Making,
): Labels {
  const { labeling, gold, positionOf, goldAnswers, trust } = prepared;
  const isVote = VOTE_RULES.some((rule) => rule === method);
  const opinions = isVote ? undefined : prepared.opinions();
  const consensus = aggregate(labeling, {
    ...{ rule: method, gold, goldAnswers },
    ...(decision && { decision }),
    ...(opinions && { opinions }),
  });
  const votes = levelWeights(labeling);
  const byItem = new Map(
    itemNos.map((no) => {
      const at = positionOf.get(no);
      return [no, at === undefined ? nothing(labeling.levels) : labelOf(consensus, votes, at)] as const;
    }),
  );
  const { used, reason, alarms } = consensus;
  return { byItem, madeBy: { chosen: method, used, reason, alarms }, trust };
}

/** How many labels are not the plain vote's. */
export function countChanged(labels: Iterable<ItemLabel>): number {
  return [...labels].filter(({ label, majority }) => label !== majority).length;
}

/** How many labels each method made. */
export function countByMethod(labels: Iterable<ItemLabel>): Partial<Record<Rule, number>> {
  const counts: Partial<Record<Rule, number>> = {};
  for (const { method } of labels) if (method !== null) counts[method] = (counts[method] ?? 0) + 1;
  return counts;
}

function labelOf(consensus: Consensus, allVotes: Float64Array, at: number): ItemLabel {
  const { levels } = consensus;
  const label = consensus.label[at] ?? NO_LABEL;
  if (label === NO_LABEL) return nothing(levels);
  const votes = [...allVotes.subarray(at * levels, (at + 1) * levels)];
  const distribution = [...consensus.posterior.subarray(at * levels, (at + 1) * levels)];
  return {
    votes,
    label: toLevel(label),
    method: ruleOf(consensus, at),
    confidence: distribution[label] ?? null,
    distribution,
    entropy: consensus.entropy[at] ?? null,
    expectedError: consensus.expectedError[at] ?? null,
    majority: toLevel(consensus.majority[at] ?? NO_LABEL),
    tied: consensus.tied[at] === 1,
    median: toLevel(medianOf(votes).label ?? NO_LABEL),
  };
}

/** The label of an item without counted judgments: nothing is known. */
export function nothing(levels: number): ItemLabel {
  return {
    votes: new Array<number>(levels).fill(0),
    label: null,
    method: null,
    confidence: null,
    distribution: null,
    entropy: null,
    expectedError: null,
    majority: null,
    tied: false,
    median: null,
  };
}

function toLevel(label: number): number | null {
  return label === NO_LABEL ? null : label + 1;
}
