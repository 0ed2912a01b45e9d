import type { Rule } from "#lib/statistics/aggregation/aggregate.ts";
import type { Alarm } from "#lib/statistics/aggregation/alarm.ts";
import { type Calibration, calibration } from "#lib/statistics/aggregation/calibration.ts";
import { type CurvePoint, calibrationCurve } from "#lib/statistics/aggregation/calibration-curve.ts";
import { isAcceptable, nearestAcceptable } from "#lib/statistics/aggregation/gold-labels.ts";
import type { WeighedGold } from "#lib/statistics/aggregation/pool/gold-weight.ts";
import { acceptableShare, LEAST_PROBABILITY } from "#lib/statistics/aggregation/scores.ts";
import type { Interval } from "#lib/statistics/numeric/interval.ts";
import { wilsonInterval } from "#lib/statistics/numeric/wilson.ts";
import { type Deal, hideGold } from "./deals.ts";
import type { Predictor } from "./predict.ts";

/** How a rule did on gold it had not seen; means over deals, gold weighed to the levels of the items. */
export type BenchScores = {
  /** Gold items */
  readonly n: number;
  /** Deals of the gold that were averaged */
  readonly deals: number;
  readonly accuracy: number;
  /** 95 % for the accuracy, by Wilson's score with the effective number of golds */
  readonly interval: Interval;
  /** Mean distance of the label to the nearest acceptable level, in levels */
  readonly meanAbsoluteError: number;
  /** Mean of -ln probability of the acceptable levels, in nats; null for a rule that states none */
  readonly logLoss: number | null;
  /** Of the first deal, every gold item counted once; null likewise */
  readonly calibration: Calibration | null;
  /** Of the same, to look at; empty likewise and below 15 golds */
  readonly curve: readonly CurvePoint[];
};

/** What one rule said of every gold item. */
export type DealTally = {
  readonly rule: Rule;
  /** By gold item: in which part of the deals the label was acceptable */
  readonly credit: Float64Array;
  /** What the assistant expects of the same, and of the other items that it was asked for */
  readonly expected: ExpectedCredit;
  readonly scores: BenchScores;
  /** Alarms of the first deal; when there are any, the scores are partly those of what replaced the model */
  readonly alarms: readonly Alarm[];
};

/** How often an assistant expects a rule to be right: by gold item and by other item, 0..1. */
export type ExpectedCredit = { readonly golds: Float64Array; readonly others: Float64Array };

/**
 * Somebody who never saw gold: the items beside gold on which it is asked, and K probabilities of each gold item and then of each
 * of these.
 */
export type Assistant = { readonly others: readonly number[]; readonly posterior: Float64Array };

/**
 * Asks a rule for every gold item, once a deal, with the gold of the other parts known.
 * Source: cross-validation after M. Stone, Journal of the Royal Statistical Society B 36, 1974, repeated.
 * @param golds G gold items with their weights, of mean 1 @param deals one or more deals of these items
 * @param gold I bit sets
 */
export function tallyRule(
  rule: Rule,
  predict: Predictor,
  golds: readonly WeighedGold[],
  deals: readonly Deal[],
  { gold, levels, assistant }: { gold: Int32Array; levels: number; assistant: Assistant },
): DealTally {
  const size = golds.length;
  const place = new Map(golds.map(({ item }, g) => [item, g]));
  const credit = new Float64Array(size);
  const distance = new Float64Array(size);
  const loss = new Float64Array(size);
  const confidence = new Float64Array(size);
  const isRight = new Float64Array(size);
  const expected = { golds: new Float64Array(size), others: new Float64Array(assistant.others.length) };
  const chance = (place: number, label: number) => assistant.posterior[place * levels + label] ?? 0;
  const alarms: Alarm[] = [];
  let hasConfidence = true;
  deals.forEach((deal, d) => {
    for (const part of deal) {
      const said = predict(hideGold(gold, part), d === 0 ? [...part, ...assistant.others] : part);
      if (d === 0) {
        assistant.others.forEach((_, at) => {
          const label = said.label[part.length + at];
          expected.others[at] = expected.others[at] + chance(size + at, label) / deal.length;
        });
      }
      hasConfidence = said.hasConfidence;
      if (d === 0) alarms.push(...said.alarms);
      part.forEach((item, at) => {
        const g = place.get(item) as number;
        const label = said.label[at];
        const right = isAcceptable(gold[item], label) ? 1 : 0;
        const share = acceptableShare(said.posterior, at * levels, levels, gold[item]);
        credit[g] = credit[g] + right / deals.length;
        expected.golds[g] = expected.golds[g] + chance(g, label) / deals.length;
        distance[g] =
          distance[g] + Math.abs(label - (nearestAcceptable(gold[item], label) as number)) / deals.length;
        loss[g] = loss[g] - Math.log(Math.max(LEAST_PROBABILITY, share)) / deals.length;
        if (d > 0) return;
        confidence[g] = said.posterior[at * levels + label];
        isRight[g] = right;
      });
    }
  });
  const mean = (values: Float64Array) =>
    golds.reduce((sum, { weight }, g) => sum + weight * values[g], 0) / size;
  const effective = size ** 2 / golds.reduce((sum, { weight }) => sum + weight ** 2, 0);
  const accuracy = Math.min(1, mean(credit));
  const wilson = wilsonInterval(accuracy * effective, effective);
  const calibrated = hasConfidence ? calibration(confidence, isRight) : null;
  return {
    ...{ rule, credit, expected, alarms },
    scores: {
      ...{ n: size, deals: deals.length, accuracy },
      interval:
        wilson.reason === null ? { lower: wilson.lower, upper: wilson.upper } : { lower: 0, upper: 1 },
      meanAbsoluteError: mean(distance),
      logLoss: hasConfidence ? mean(loss) : null,
      calibration: calibrated?.reason === null ? calibrated : null,
      curve: hasConfidence ? calibrationCurve(confidence, isRight) : [],
    },
  };
}
