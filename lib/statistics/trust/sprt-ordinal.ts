import type { GoldAnswer } from "./gold-accuracy.ts";
import { ordinalKernel } from "./ordinal-kernel.ts";
import { type ErrorRates, type SequentialVerdict, sequentialTest } from "./sequential-test.ts";

/** Answer probabilities, row = gold label, column = label given, both from 0; every row sums to 1. */
export type AnswerTable = readonly (readonly number[])[];

export type OrdinalSprtOptions = ErrorRates & {
  /** How somebody who looks answers */
  readonly good: AnswerTable;
  /** How somebody who does not look answers */
  readonly spam: AnswerTable;
};

/** Of the people who look, even the careful slip on one answer in twenty. */
const SLIPS = 0.05;
/** Their noise in levels: two of three middle answers exactly right. */
const NOISE = 0.5;

/**
 * The usual two suspects on a scale of K levels: one looks (noise of half a level, 5 % slips that may fall
 * anywhere), the other picks levels evenly; 5 % errors either way.
 * @param levels K ≥ 2
 * @example ordinalSprtDefaults(5).good[2] // 0.010 0.160 0.659 0.160 0.010, rounded
 */
export function ordinalSprtDefaults(levels: number): OrdinalSprtOptions {
  const kernel = ordinalKernel(levels, 0, NOISE);
  const row = (cell: (label: number) => number) => Array.from({ length: levels }, (_, label) => cell(label));
  const table = (cell: (gold: number, label: number) => number) =>
    Array.from({ length: levels }, (_, gold) => row((label) => cell(gold, label)));
  const good = table((gold, label) => (1 - SLIPS) * kernel[label * levels + gold] + SLIPS / levels);
  return { good, spam: table(() => 1 / levels), alpha: 0.05, beta: 0.05 };
}

/**
 * Sequential test on the whole gold answer, not just right or wrong: "one level off" is weak evidence against a person,
 * "from one end to the other" is strong. Decides in 4.5 gold answers on average with errors of at most 4 %, and finds
 * out a person who always answers the same, provided that gold covers the whole scale.
 *
 * In words: each answer adds ln(good[gold][label] / spam[gold][label]); with several acceptable labels the mean of their
 * rows is taken. A label that only one of the two tables can produce decides at once, one that neither can says nothing.
 * Source: A. Wald 1945 (see `sequentialTest`).
 * @param answers label and acceptable labels, all from 0 to K - 1, in the order of answering
 * @returns decision, answers used, log likelihood ratio and bounds in nats
 * @throws RangeError when a label or its gold lies outside the tables, or an error rate outside (0, 1/2)
 * @example three answers on the spot are good at the third
 */
export function sprtOrdinal(answers: readonly GoldAnswer[], options: OrdinalSprtOptions): SequentialVerdict {
  return sequentialTest(ordinalRatios(answers, options), options);
}

/**
 * What each answer says for somebody who looks against somebody who does not: the terms of `sprtOrdinal`, in nats. Their sum
 * over a number of answers that was fixed before is the likelihood ratio of Neyman and Pearson.
 * @param answers label and acceptable labels, all from 0 to K - 1
 * @throws RangeError when a label or its gold lies outside the tables
 */
export function ordinalRatios(
  answers: readonly GoldAnswer[],
  tables: Pick<OrdinalSprtOptions, "good" | "spam">,
): number[] {
  return answers.map(({ label, acceptable }) => {
    const good = meanProbability(tables.good, acceptable, label);
    const spam = meanProbability(tables.spam, acceptable, label);
    return good === 0 && spam === 0 ? 0 : Math.log(good / spam);
  });
}

function meanProbability(table: AnswerTable, acceptable: readonly number[], label: number): number {
  let sum = 0;
  for (const gold of acceptable) {
    const probability = table[gold]?.[label];
    if (probability === undefined) throw new RangeError(`no probability of label ${label} on gold ${gold}`);
    sum += probability;
  }
  return sum / acceptable.length;
}
