import type { Labeling } from "#lib/labeling.ts";
import { aggregate, MODEL_RULES, type Rule } from "#lib/statistics/aggregation/aggregate.ts";
import type { Alarm } from "#lib/statistics/aggregation/alarm.ts";
import { countLabelsOf } from "#lib/statistics/aggregation/by-item.ts";
import type { GoldLabels } from "#lib/statistics/aggregation/gold-labels.ts";
import { MACE_SEEDS, mace } from "#lib/statistics/aggregation/models/mace.ts";
import { decideLabel, type LabelDecision } from "#lib/statistics/aggregation/pool/decision.ts";
import type { Opinions } from "#lib/statistics/aggregation/pool/opinions.ts";
import { poolerOf } from "#lib/statistics/aggregation/pool/pooled.ts";

/** What a rule says of n items: n labels and n × K probabilities, in the order in which it was asked. */
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
  /** As in `AggregateOptions`: all fits of the bench share it */
  readonly room?: Float64Array;
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
  const { levels } = labeling;
  return (known, asked) => {
    const whole = aggregate(labeling, { ...shared, ...seeds, rule, isEnough, gold: known });
    const posterior = new Float64Array(asked.length * levels);
    asked.forEach((item, place) => {
      posterior.set(whole.posterior.subarray(item * levels, (item + 1) * levels), place * levels);
    });
    const { hasConfidence, alarms } = whole;
    return { label: Int8Array.from(asked, (item) => whole.label[item]), posterior, hasConfidence, alarms };
  };
}

function bestSeed({ opinions, gold, seeds = MACE_SEEDS, room }: BenchData): number {
  const { bounds } = mace(opinions.index, { gold, seeds, ...(room && { room }) });
  return seeds[bounds.indexOf(Math.max(...bounds))];
}

function poolPredictor({
  labeling,
  opinions,
  isGoldByLevel,
  isOrdinal,
  decision = "most-probable",
}: BenchData): Predictor {
  const { index } = opinions;
  const { levels } = index;
  const poolOf = poolerOf(labeling, opinions);
  const given = new Float64Array(levels);
  return (known, asked) => {
    const posterior = poolOf(asked, { gold: known, isGoldByLevel });
    const label = new Int8Array(asked.length);
    asked.forEach((item, place) => {
      const row = posterior.subarray(place * levels, (place + 1) * levels);
      countLabelsOf(index, item, given);
      label[place] = decideLabel(row, given, decision, isOrdinal);
    });
    return { label, posterior, hasConfidence: true, alarms: [] };
  };
}
