import { type CountedJudgment, toLabeling } from "#lib/agreement/rules.ts";
import type { Alarm } from "#lib/statistics/aggregation/alarm.ts";
import { byItem } from "#lib/statistics/aggregation/by-item.ts";
import { findAlarms } from "#lib/statistics/aggregation/guards.ts";
import { posteriorOf, summarizeItem } from "#lib/statistics/aggregation/models/posterior.ts";
import { spamMixture } from "#lib/statistics/aggregation/models/spam-mixture.ts";
import { isAudited, type StopVerdict, stopVerdict } from "#lib/statistics/aggregation/stop-rule.ts";

/**
 * The version of this rule and of the model below it. It stands with the parameters that every decision names. Parameters
 * without one are older and belong to version 1. Increase it with every change that can decide otherwise from the same
 * judgments.
 */
export const STOP_RULE = 3;

/** The parameters of the stop rule that are in force, under the number by which decisions name them. */
export type Stopping = {
  version: number;
  /** The version of the rule that decides by them; absent where no rule that knows its version has decided yet */
  rule?: number;
  /** Judgments that every item begins with */
  least: number;
  most: number;
  /** Done when the most probable level has this probability */
  confidence: number;
  /** … or when the truth is expected this close to the median, in levels */
  expectedError: number;
  /** Part of the items that get the most in any case */
  auditShare: number;
};

/** What is known of the people of a project: how each answers to items of every level. */
export type CrowdModel = {
  /** The judgments it rests on, and the highest seq among them */
  judgments: number;
  seq: number;
  /** The position of each annotator in the table, by number */
  positions: ReadonlyMap<number, number>;
  prior: Float64Array;
  table: Float64Array;
  /** Not empty where the model is not believed */
  alarms: readonly Alarm[];
};

/** An item that has the judgments that were asked of it. */
export type UndecidedItem = {
  itemNo: number;
  rev: number;
  /** Drawn once per item, 0..1 */
  chance: number;
  /** Who gave which level, as they count now */
  answers: readonly (readonly [annotatorNo: number, level: number])[];
};

export type StopDecision = {
  itemNo: number;
  rev: number;
  ratings: number;
  /** Probability of the most probable level; null where nothing counts, or where the model is not believed */
  peak: number | null;
  expectedError: number | null;
  isDone: boolean;
  because: StopVerdict["because"] | "audited" | "few-judgments" | "not-believed";
};

/** Below this number of judgments nothing is known about people, and confidence would be a guess. */
const ENOUGH_JUDGMENTS = 100;

/** How people answer, learned from all judgments that count. Gold is not among them. */
export function fitCrowd(judgments: readonly CountedJudgment[], levels: number, seq: number): CrowdModel {
  const { labeling, annotatorNos } = toLabeling(judgments, levels);
  const index = byItem(labeling);
  const { prior, table, posterior } = spamMixture(index);
  const positions = new Map(annotatorNos.map((no, position) => [no, position]));
  const alarms = findAlarms(index, posterior);
  return { judgments: judgments.length, seq, positions, prior, table, alarms };
}

/**
 * After how many more judgments the crowd is fitted again: a tenth more, at most 500 more, and in a very large project a
 * hundredth more, where 500 would teach nothing and each fit takes seconds.
 */
export function judgmentsUntilRefit(fitted: number): number {
  return Math.ceil(Math.max(Math.min(fitted / 10, 500), fitted / 100, 1));
}

/** Whether everybody who judged these items is known to the model. */
export function knowsAll(model: CrowdModel, items: readonly UndecidedItem[]): boolean {
  return items.every(({ answers }) => answers.every(([annotatorNo]) => model.positions.has(annotatorNo)));
}

/**
 * Whether an item has judgments enough. Audited items are judged to the full number whatever is known. While the crowd is
 * hardly known, or its model is one that labels would not be made by, nothing stops before it.
 */
export function decideItem(item: UndecidedItem, model: CrowdModel, stopping: Stopping): StopDecision {
  const { itemNo, rev, answers } = item;
  const ratings = answers.length;
  const isBelieved = model.alarms.length === 0;
  const row = posteriorOf(model, knownAnswers(item, model));
  const summary = ratings === 0 || !isBelieved ? null : summarizeItem(row);
  const found = {
    itemNo,
    rev,
    ratings,
    peak: summary?.peak ?? null,
    expectedError: summary?.expectedError ?? null,
  };
  if (ratings < stopping.most) {
    if (isAudited(item.chance, stopping.auditShare)) return { ...found, isDone: false, because: "audited" };
    if (model.judgments < ENOUGH_JUDGMENTS) return { ...found, isDone: false, because: "few-judgments" };
    if (!isBelieved) return { ...found, isDone: false, because: "not-believed" };
  }
  if (!isBelieved) return { ...found, isDone: true, because: "most-reached" };
  return { ...found, ...stopVerdict(row, ratings, stopping) };
}

function knownAnswers({ answers }: UndecidedItem, { positions }: CrowdModel) {
  return answers.flatMap(([annotatorNo, level]) => {
    const position = positions.get(annotatorNo);
    return position === undefined ? [] : [[position, level - 1] as const];
  });
}
