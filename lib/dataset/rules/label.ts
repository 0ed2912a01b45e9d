import { type CountedJudgment, toLabeling } from "#lib/agreement/rules.ts";
import { METHODS, type Method } from "#lib/dataset/schema.ts";
import { keepRatings } from "#lib/labeling.ts";
import {
  aggregate,
  type Consensus,
  type HandoverReason,
  type Rule,
  ruleOf,
} from "#lib/statistics/aggregation/aggregate.ts";
import type { Alarm } from "#lib/statistics/aggregation/alarm.ts";
import { type Bench, benchRules } from "#lib/statistics/aggregation/bench/bench.ts";
import { goldLabels } from "#lib/statistics/aggregation/gold-labels.ts";
import { weightsOf } from "#lib/statistics/aggregation/peer-trust.ts";
import { levelWeights } from "#lib/statistics/aggregation/votes/level-weights.ts";
import { medianOf } from "#lib/statistics/aggregation/votes/median.ts";
import { NO_LABEL } from "#lib/statistics/aggregation/votes/vote.ts";
import { createRandom } from "#lib/statistics/numeric/random.ts";

/**
 * The version of the methods that make labels. It is one of the parameters that a version is a function of, and stands in its
 * manifest; versions without one are older and of the first. Whoever changes what follows from the same judgments counts up.
 */
export const LABEL_RULE = 2;

/** What labels are made from, the same for a page and for a version. */
export type Evidence = {
  /** The judgments that count, gold among them */
  judgments: readonly CountedJudgment[];
  /** Everybody's current answers on the gold in `goldLevels`, also those that do not count: trust comes from them */
  goldAnswers: readonly CountedJudgment[];
  /** The acceptable levels of every gold that nobody doubts */
  goldLevels: ReadonlyMap<number, readonly number[]>;
  levels: number;
};

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

export type Trust = {
  /** Where the weights of the votes come from */
  source: "gold" | "agreement";
  /** The weight of everybody's vote, by annotator number, 0..1 */
  byAnnotator: ReadonlyMap<number, number>;
};

export type Labels = { byItem: Map<number, ItemLabel>; madeBy: MadeBy; trust: Trust };

/**
 * Labels the items. Gold takes part with its levels: models hold to them, weighted votes take their trust from them.
 * @param itemNos the ordinary items
 */
export function labelItems(evidence: Evidence, itemNos: readonly number[], method: Method): Labels {
  const { labeling, gold, positionOf, goldAnswers, trust } = prepare(evidence);
  const consensus = aggregate(labeling, { rule: method, gold, goldAnswers });
  const votes = levelWeights(labeling);
  const byItem = new Map(
    itemNos.map((no) => {
      const at = positionOf.get(no);
      return [no, at === undefined ? nothing(evidence.levels) : labelOf(consensus, votes, at)] as const;
    }),
  );
  const { used, reason, alarms } = consensus;
  return { byItem, madeBy: { chosen: method, used, reason, alarms }, trust };
}

/** The labels that a method would make now, counted. */
export type MethodPreview = Pick<MadeBy, "chosen" | "used" | "reason"> & {
  /** How many labels each method would make */
  labels: Partial<Record<Rule, number>>;
};

/** What a version would hold if it were frozen now, for every method: the same labels, counted. */
export function previewMethods(evidence: Evidence, itemNos: readonly number[]): MethodPreview[] {
  return METHODS.map((method) => {
    const { madeBy, byItem } = labelItems(evidence, itemNos, method);
    const { chosen, used, reason } = madeBy;
    return { chosen, used, reason, labels: countByMethod(byItem.values()) };
  });
}

/** How many labels each method made. */
export function countByMethod(labels: Iterable<ItemLabel>): Partial<Record<Rule, number>> {
  const counts: Partial<Record<Rule, number>> = {};
  for (const { method } of labels) if (method !== null) counts[method] = (counts[method] ?? 0) + 1;
  return counts;
}

/** Every method as it would come out now, with its scores. */
export type Methods = { bench: Bench; previews: readonly MethodPreview[] };

/** Every method scored and compared on this project's own gold; rows in the order in which methods are offered, deals seeded. */
export function benchMethods(evidence: Evidence): Bench {
  const { labeling, gold, goldAnswers } = prepare(evidence);
  return benchRules(labeling, gold, { rules: METHODS, random: createRandom(1), goldAnswers });
}

// Both labelings have the same items and annotators, so that trust and votes speak of the same people.
function prepare({ judgments, goldAnswers, goldLevels, levels }: Evidence) {
  const together = toLabeling([...judgments, ...goldAnswers], levels);
  const { itemNos, annotatorNos } = together;
  const isCounted = Uint8Array.from(together.labeling.item, (_, at) => (at < judgments.length ? 1 : 0));
  const labeling = keepRatings(together.labeling, isCounted);
  const answers = keepRatings(
    together.labeling,
    isCounted.map((flag) => 1 - flag),
  );
  const positionOf = new Map(itemNos.map((no, at) => [no, at]));
  const gold = goldLabels(
    labeling.items,
    itemNos.flatMap((no, at) => {
      const acceptable = goldLevels.get(no);
      return acceptable ? [[at, acceptable.map((level) => level - 1)] as const] : [];
    }),
  );
  const { source, trust } = weightsOf(labeling, gold, answers);
  const weighed = new Set(source === "gold" ? together.labeling.annotator : labeling.annotator);
  const byAnnotator = new Map(
    annotatorNos.flatMap((no, at) => (weighed.has(at) ? [[no, trust[at] ?? 0] as const] : [])),
  );
  return { labeling, gold, positionOf, goldAnswers: answers, trust: { source, byAnnotator } };
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
