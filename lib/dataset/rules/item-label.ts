import { type Rule, ruleOf } from "#lib/statistics/aggregation/aggregate.ts";
import { medianOf } from "#lib/statistics/aggregation/votes/median.ts";
import { NO_LABEL } from "#lib/statistics/aggregation/votes/vote.ts";
import type { Labels } from "./label.ts";

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

/** The label of the ordinary item that stands here in their order. */
export function labelAt({ position, consensus, votes: allVotes }: Labels, item: number): ItemLabel {
  const { levels } = consensus;
  const at = position[item] ?? -1;
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

/** How many items have a label, and what kind of label. */
export type LabelCounts = {
  labeled: number;
  tied: number;
  /** Labels that are not the plain vote's */
  changed: number;
  /** Labels that each method made */
  byMethod: Partial<Record<Rule, number>>;
  /** Labels of each level 1..K */
  byLevel: Float64Array;
};

export function countLabels({ position, consensus }: Labels): LabelCounts {
  const { levels, label, majority, tied } = consensus;
  const counts: LabelCounts = {
    ...{ labeled: 0, tied: 0, changed: 0, byMethod: {} },
    byLevel: new Float64Array(levels),
  };
  for (const at of position) {
    const chosen = label[at] ?? NO_LABEL;
    if (chosen === NO_LABEL) continue;
    counts.labeled += 1;
    counts.tied += tied[at] ?? 0;
    if (chosen !== majority[at]) counts.changed += 1;
    const method = ruleOf(consensus, at);
    counts.byMethod[method] = (counts.byMethod[method] ?? 0) + 1;
    counts.byLevel[chosen] = (counts.byLevel[chosen] ?? 0) + 1;
  }
  return counts;
}
