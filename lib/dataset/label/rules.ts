import { aggregate, type Consensus } from "#lib/aggregation/aggregate.ts";
import { type BenchRow, benchRules } from "#lib/aggregation/bench.ts";
import { goldKey } from "#lib/aggregation/gold-key.ts";
import type { Alarm } from "#lib/aggregation/guards.ts";
import { levelWeights } from "#lib/aggregation/level-weights.ts";
import { medianOf } from "#lib/aggregation/median.ts";
import { NO_LABEL } from "#lib/aggregation/vote.ts";
import { createRandom } from "#lib/agreement/random.ts";
import { type CountedJudgment, toLabeling } from "#lib/consensus/rules.ts";
import { METHODS, type Method } from "../schema.ts";

/** What aggregation made of one item; levels are 1..K, nulls where it has no counted judgment. */
export type ItemLabel = {
  /** Counted judgments per level 1..K */
  votes: readonly number[];
  label: number | null;
  /** Of the label, 0..1: its probability in a model, its share of the weight in a vote */
  confidence: number | null;
  /** Probabilities, or shares of the weight, per level 1..K */
  distribution: readonly number[] | null;
  entropy: number | null;
  /** Expected distance of the right level from the median, in levels */
  expectedError: number | null;
  majority: number | null;
  tied: boolean;
  median: number | null;
};

export type Labels = {
  byItem: Map<number, ItemLabel>;
  /** Why the chosen model was not believed; then these labels are the trust-weighted vote's */
  alarms: readonly Alarm[];
};

/**
 * Labels every ordinary item. Gold items take part with their keys: models hold to them, weighted votes take their
 * trust from them; they are not labeled themselves.
 */
export function labelItems(
  judgments: readonly CountedJudgment[],
  gold: ReadonlyMap<number, readonly number[]>,
  release: { itemNos: readonly number[]; levels: number; method: Method },
): Labels {
  const { labeling, key, placeOf } = stage(judgments, gold, release.levels);
  const consensus = aggregate(labeling, { rule: release.method, gold: key });
  const votes = levelWeights(labeling);
  const ordinary = release.itemNos.filter((no) => !gold.has(no));
  const byItem = new Map(
    ordinary.map((no) => {
      const at = placeOf.get(no);
      return [no, at === undefined ? nothing(release.levels) : labelOf(consensus, votes, at)] as const;
    }),
  );
  return { byItem, alarms: consensus.alarms };
}

/** One row per method, in the order in which they are offered. */
export type Bench = readonly BenchRow[];

/** Every method scored on this project's own gold by cross-validation; the deal of the gold is seeded. */
export function benchMethods(
  judgments: readonly CountedJudgment[],
  gold: ReadonlyMap<number, readonly number[]>,
  levels: number,
): Bench {
  const { labeling, key } = stage(judgments, gold, levels);
  return benchRules(labeling, key, { rules: METHODS, random: createRandom(1) });
}

function stage(
  judgments: readonly CountedJudgment[],
  gold: ReadonlyMap<number, readonly number[]>,
  levels: number,
) {
  const { labeling, itemNos } = toLabeling(judgments, levels);
  const placeOf = new Map(itemNos.map((no, at) => [no, at]));
  const keys = itemNos.flatMap((no, at) => {
    const acceptable = gold.get(no);
    return acceptable ? [[at, acceptable.map((level) => level - 1)] as const] : [];
  });
  return { labeling, placeOf, key: goldKey(labeling.items, keys) };
}

function labelOf(consensus: Consensus, allVotes: Float64Array, at: number): ItemLabel {
  const { levels } = consensus;
  const votes = [...allVotes.subarray(at * levels, (at + 1) * levels)];
  const distribution = [...consensus.posterior.subarray(at * levels, (at + 1) * levels)];
  const label = consensus.label[at] ?? NO_LABEL;
  return {
    votes,
    label: toLevel(label),
    confidence: label === NO_LABEL ? null : (distribution[label] ?? null),
    distribution,
    entropy: consensus.entropy[at] ?? null,
    expectedError: consensus.expectedError[at] ?? null,
    majority: toLevel(consensus.majority[at] ?? NO_LABEL),
    tied: consensus.tied[at] === 1,
    median: toLevel(medianOf(votes).label ?? NO_LABEL),
  };
}

function nothing(levels: number): ItemLabel {
  return {
    votes: new Array<number>(levels).fill(0),
    label: null,
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
