import type { Labeling } from "#lib/labeling.ts";
import { aggregate, MODEL_RULES, type Rule } from "#lib/statistics/aggregation/aggregate.ts";
import type { Alarm } from "#lib/statistics/aggregation/alarm.ts";
import { byItem } from "#lib/statistics/aggregation/by-item.ts";
import { beliefInPeople } from "#lib/statistics/aggregation/enough.ts";
import type { GoldLabels } from "#lib/statistics/aggregation/gold-labels.ts";
import { MACE_SEEDS, mace } from "#lib/statistics/aggregation/models/mace.ts";
import { decideLabel, type LabelDecision } from "#lib/statistics/aggregation/pool/decision.ts";
import { poolMean } from "#lib/statistics/aggregation/pool/log-pool.ts";
import type { Opinions } from "#lib/statistics/aggregation/pool/opinions.ts";
import { settingsOf } from "#lib/statistics/aggregation/pool/pooled.ts";
import { levelWeights } from "#lib/statistics/aggregation/votes/level-weights.ts";
import { NO_LABEL } from "#lib/statistics/aggregation/votes/vote.ts";
import { voteConfidence } from "#lib/statistics/aggregation/votes/vote-confidence.ts";

/** What a rule says where it is asked: I labels and I × K probabilities, void elsewhere. */
export type Said = {
  readonly label: Int8Array;
  readonly posterior: Float64Array;
  readonly hasConfidence: boolean;
  readonly alarms: readonly Alarm[];
};

/** Says what a rule makes of some items when it knows some of the gold. */
export type Predictor = (known: GoldLabels, asked: readonly number[]) => Said;

export type BenchData = {
  readonly labeling: Labeling;
  readonly gold: GoldLabels;
  readonly opinions: Opinions;
  readonly goldAnswers?: Labeling;
  readonly isGoldByLevel?: boolean;
  readonly isOrdinal?: boolean;
  /** As in `AggregateOptions` */
  readonly decision?: LabelDecision;
  readonly seeds?: readonly number[];
};

/** How gold takes part in a rule: not at all, in its votes or its fit, or only in how much opinions weigh. */
export function roleOfGold(rule: Rule): "none" | "fit" | "weights" {
  if (rule === "pooled") return "weights";
  return rule === "trust-weighted" || MODEL_RULES.some((model) => model === rule) ? "fit" : "none";
}

/**
 * The predictor of a rule: exactly what `aggregate` hands out. The pool is asked for the wanted items alone, because its
 * opinions see no gold; of MACE's restarts only the one is repeated that is best when all gold is known.
 * Shapes as in `Said`; each rule names its own source.
 * @param isEnough whether people are known well enough for this rule when all gold is known
 */
export function predictorOf(data: BenchData, rule: Rule, isEnough: boolean): Predictor {
  if (rule === "pooled") return poolPredictor(data);
  const { labeling, gold, ...shared } = data;
  const seeds = rule === "mace" && isEnough ? { seeds: [bestSeed(data)] } : {};
  return (known) => aggregate(labeling, { ...shared, ...seeds, rule, isEnough, gold: known });
}

function bestSeed({ labeling, gold, seeds = MACE_SEEDS }: BenchData): number {
  const { bounds } = mace(byItem(labeling), { gold, seeds });
  return seeds[bounds.indexOf(Math.max(...bounds))];
}

function poolPredictor({
  labeling,
  opinions,
  isGoldByLevel,
  isOrdinal,
  decision = "most-probable",
}: BenchData): Predictor {
  const { items, levels } = labeling;
  const votes = voteConfidence(labeling);
  const given = levelWeights(labeling);
  return (known, asked) => {
    const belief = beliefInPeople(labeling, known);
    const settings = settingsOf(labeling, opinions, { gold: known, isGoldByLevel });
    const posterior = new Float64Array(items * levels);
    const label = new Int8Array(items).fill(NO_LABEL);
    const drawn = new Float64Array(levels);
    for (const i of asked) {
      const from = i * levels;
      const row = posterior.subarray(from, from + levels);
      poolMean(opinions, i, settings, drawn, row);
      for (let k = 0; k < levels; k++) row[k] = belief * row[k] + (1 - belief) * votes[from + k];
      label[i] = decideLabel(row, given.subarray(from, from + levels), decision, isOrdinal);
    }
    return { label, posterior, hasConfidence: true, alarms: [] };
  };
}
