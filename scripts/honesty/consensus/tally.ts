// Adds up how a rule did over draws of gold.
import { calibration } from "#lib/statistics/aggregation/calibration.ts";
import { calibrationByChance } from "#lib/statistics/aggregation/calibration-chance.ts";
import { createRandom } from "#lib/statistics/numeric/random.ts";
import type { Answers } from "./answers.ts";

/** Said, was and luck of the items whose confidence is at least .9, where they are at least 5 % of all. */
export type TopBin = { readonly apart: number; readonly chance: number };

/** How a rule did: means over draws. */
export type Outcome = {
  readonly accuracy: number;
  /** By item, its mean credit over the draws in which it was measured; NaN where in none */
  readonly credit: Float64Array;
  readonly calibration: {
    /** Expected calibration error, and what luck alone makes of it */
    readonly error: number;
    readonly chance: number;
    readonly loss: number;
    readonly top: TopBin | null;
  } | null;
};

const TOP_SHARE = 0.05;
/** Enough to know what luck does to a thousandth. */
const REPEATS = 60;

export type Tally = {
  readonly credit: Float64Array;
  readonly times: Float64Array;
  readonly accuracies: number[];
  readonly errors: number[];
  readonly chances: number[];
  readonly losses: number[];
  readonly tops: TopBin[];
};

export function newTally(items: number): Tally {
  return {
    ...{ credit: new Float64Array(items), times: new Float64Array(items) },
    ...{ accuracies: [], errors: [], chances: [], losses: [], tops: [] },
  };
}

/** Adds one draw, measured on the given items only. */
export function addDraw(tally: Tally, answers: Answers, measured: readonly number[], seed: number): void {
  const pick = (values: Float64Array) => measured.map((item) => values[item] ?? 0);
  const credit = pick(answers.credit);
  measured.forEach((item, at) => {
    tally.credit[item] = (tally.credit[item] ?? 0) + (credit[at] ?? 0);
    tally.times[item] = (tally.times[item] ?? 0) + 1;
  });
  tally.accuracies.push(mean(credit));
  if (answers.confidence === null || answers.loss === null) return;
  const confidence = pick(answers.confidence);
  const chance = calibrationByChance(confidence, createRandom(seed), { repeats: REPEATS });
  const found = calibration(confidence, credit);
  if (found.reason !== null) return;
  tally.errors.push(found.error);
  tally.chances.push(chance.error);
  tally.losses.push(mean(pick(answers.loss)));
  const top = found.bins.find((bin) => bin.to === 1);
  if (top === undefined || top.n < TOP_SHARE * found.n) return;
  tally.tops.push({ apart: Math.abs(top.stated - top.observed), chance: chance.gaps.at(-1) ?? 0 });
}

export function outcomeOf(tally: Tally): Outcome {
  const { credit, times, accuracies, errors, chances, losses, tops } = tally;
  return {
    accuracy: mean(accuracies),
    credit: credit.map((sum, i) => sum / (times[i] ?? 0)),
    calibration:
      errors.length === 0
        ? null
        : {
            ...{ error: mean(errors), chance: mean(chances), loss: mean(losses) },
            top:
              tops.length < errors.length / 2
                ? null
                : { apart: mean(tops.map((top) => top.apart)), chance: mean(tops.map((top) => top.chance)) },
          },
  };
}

export function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}
