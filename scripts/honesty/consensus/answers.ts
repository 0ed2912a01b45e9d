// What a rule answers on every item, as far as it can be scored.
import type { Labeling } from "#lib/labeling.ts";
import { aggregate } from "#lib/statistics/aggregation/aggregate.ts";
import { byItem } from "#lib/statistics/aggregation/by-item.ts";
import { dawidSkene } from "#lib/statistics/aggregation/models/dawid-skene.ts";
import { mace } from "#lib/statistics/aggregation/models/mace.ts";
import { oneCoin } from "#lib/statistics/aggregation/models/one-coin.ts";
import { spamMixture } from "#lib/statistics/aggregation/models/spam-mixture.ts";
import type { Opinions } from "#lib/statistics/aggregation/pool/opinions.ts";
import { LEAST_PROBABILITY } from "#lib/statistics/aggregation/scores.ts";
import { levelWeights } from "#lib/statistics/aggregation/votes/level-weights.ts";
import { medianVote } from "#lib/statistics/aggregation/votes/median.ts";
import { heaviest } from "#lib/statistics/aggregation/votes/vote.ts";
import { voteConfidence } from "#lib/statistics/aggregation/votes/vote-confidence.ts";
import { wawa } from "#lib/statistics/aggregation/votes/wawa.ts";

/** The rules that regret is measured against. */
export const RIVALS = ["majority", "median", "dawid-skene", "mace", "one-coin", "wawa"] as const;
/** All rules that are scored. */
export const SCORED = [...RIVALS, "spam-mixture", "pooled"] as const;
export type Scored = (typeof SCORED)[number];

/** By item; void where the truth is unknown. */
export type Answers = {
  /** 1 for a right label, 0 for a wrong one, the chance of a right one where labels are tied */
  readonly credit: Float64Array;
  /** What the rule says of its label, null where it says nothing */
  readonly confidence: Float64Array | null;
  /** -ln of the truth's probability, null where the rule states none */
  readonly loss: Float64Array | null;
};

export type Known = {
  readonly gold?: Int32Array;
  readonly isGoldByLevel?: boolean;
  readonly opinions?: Opinions;
};

/** A rule on its own, without the hand-overs of `aggregate`: its most probable label, gold clamped where it is a model. */
export function answer(labeling: Labeling, truth: Int32Array, rule: Scored, known: Known = {}): Answers {
  const clamped = known.gold === undefined ? {} : { gold: known.gold };
  switch (rule) {
    case "majority":
      return ofTable(levelWeights(labeling), voteConfidence(labeling), labeling.levels, truth);
    case "wawa":
      return ofTable(wawa(labeling).shares, null, labeling.levels, truth);
    case "median":
      return { credit: creditOf(medianVote(labeling).label, truth), confidence: null, loss: null };
    case "dawid-skene":
      return ofPosterior(dawidSkene(byItem(labeling), clamped).posterior, labeling.levels, truth);
    case "mace":
      return ofPosterior(mace(byItem(labeling), clamped).posterior, labeling.levels, truth);
    case "one-coin":
      return ofPosterior(oneCoin(byItem(labeling), clamped).posterior, labeling.levels, truth);
    case "spam-mixture":
      return ofPosterior(spamMixture(byItem(labeling), clamped).posterior, labeling.levels, truth);
    case "pooled": {
      const { label, posterior, levels } = aggregate(labeling, { rule, ...known });
      return { credit: creditOf(label, truth), ...probabilities(label, posterior, levels, truth) };
    }
  }
}

function ofPosterior(posterior: Float64Array, levels: number, truth: Int32Array): Answers {
  return ofTable(posterior, posterior, levels, truth);
}

/** The largest of each row wins; ties are a toss. */
function ofTable(
  table: Float64Array,
  posterior: Float64Array | null,
  levels: number,
  truth: Int32Array,
): Answers {
  const label = new Int8Array(truth.length);
  const credit = Float64Array.from(truth, (bits, i) => {
    const { candidates, label: own } = heaviest(table.subarray(i * levels, (i + 1) * levels));
    label[i] = own ?? 0;
    return candidates.filter((k) => ((bits >> k) & 1) === 1).length / Math.max(1, candidates.length);
  });
  if (posterior === null) return { credit, confidence: null, loss: null };
  return { credit, ...probabilities(label, posterior, levels, truth) };
}

function creditOf(label: Int8Array, truth: Int32Array): Float64Array {
  return Float64Array.from(truth, (bits, i) => (bits >> (label[i] ?? 0)) & 1);
}

function probabilities(label: Int8Array, posterior: Float64Array, levels: number, truth: Int32Array) {
  const confidence = Float64Array.from(label, (own, i) => posterior[i * levels + own] ?? 0);
  const loss = Float64Array.from(truth, (bits, i) => {
    const row = posterior.subarray(i * levels, (i + 1) * levels);
    const right = row.reduce((sum, share, k) => (((bits >> k) & 1) === 1 ? sum + share : sum), 0);
    return -Math.log(Math.max(LEAST_PROBABILITY, right));
  });
  return { confidence, loss };
}
