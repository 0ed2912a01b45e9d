import type { Labeling } from "#lib/labeling.ts";
import { type ByItem, byItem } from "#lib/statistics/aggregation/by-item.ts";
import { findAlarms } from "#lib/statistics/aggregation/guards.ts";
import { setPrior } from "#lib/statistics/aggregation/models/dawid-skene.ts";
import { expect, newExpected } from "#lib/statistics/aggregation/models/expectation.ts";
import type { Model } from "#lib/statistics/aggregation/models/model.ts";
import { spamMixture } from "#lib/statistics/aggregation/models/spam-mixture.ts";
import { setCoinTable } from "./coins.ts";
import { newGuessers, setGuesserTable, updateGuessers } from "./guessers.ts";
import { fitOpinion } from "./opinion.ts";
import { crowdShares, smoothedVotes } from "./smoothed-votes.ts";

/** The opinions that are pooled, in the order of their weights. */
export const OPINIONS = ["spam-mixture", "dawid-skene", "mace", "one-coin", "votes"] as const;
export type Opinion = (typeof OPINIONS)[number];

/** Added to every probability before its logarithm, so that nobody can forbid a level. */
const FLOOR = 0.001;
/** Imaginary answers per class behind everybody's confusion, as their guessing and knowing predict them. */
const CONFUSION_PRIOR = 5;

/** What each opinion says of each level of each item. */
export type Opinions = {
  readonly items: number;
  readonly levels: number;
  /** `logs[(item × K + level) × 5 + opinion]` = ln of the floored probability; void without ratings */
  readonly logs: Float64Array;
  /** Ratings per item */
  readonly ratings: Int32Array;
  /** The four models, to ask them about other answers of the same people */
  readonly models: readonly Model[];
  /** K shares of all labels */
  readonly crowd: Float64Array;
  /** The opinions that are not believed: they say the same of every level, so that no weight makes them heard */
  readonly silent: readonly Opinion[];
};

/**
 * Five opinions of every item, none of which has seen gold: the ordinal spam-mixture, Dawid and Skene's confusions drawn to
 * what a guesser would answer, guessers alone, one accuracy per person, and the votes.
 *
 * They are wrong on different data, and which is right the answers alone cannot tell: a crowd's common mistakes look
 * like skill. One that `findAlarms` does not believe falls silent.
 * Source: C. Genest & J. V. Zidek, Combining probability distributions, Statistical Science 1, 1986, for the floor
 * against vetoes.
 * @param labeling I items, A annotators, K levels
 * @returns ln((p + .001) / (1 + .001 K)) by item, level and opinion
 */
export function opinionsOf(labeling: Labeling): Opinions {
  const index = byItem(labeling);
  const { items, levels, start } = index;
  const logs = new Float64Array(items * levels * OPINIONS.length);
  const astray: Opinion[] = [];
  const models = [spamMixture, confusions, guessing, coins].map((learn, f): Model => {
    // The posterior is not kept: only one I × K table is held beside the logarithms.
    const { prior, table, posterior } = learn(index);
    if (findAlarms(index, posterior).length > 0) astray.push(OPINIONS[f]);
    setLogs(posterior, levels, f, logs);
    return { prior, table };
  });
  const crowd = crowdShares(index);
  setLogs(smoothedVotes(index, crowd), levels, models.length, logs);
  const ratings = Int32Array.from({ length: items }, (_, i) => start[i + 1] - start[i]);
  return silence({ items, levels, logs, ratings, models, crowd, silent: [] }, astray);
}

/**
 * The opinions without some of them: these say the same of every level. What the others say is kept.
 * Shapes as in `Opinions`; a flat opinion leaves a logarithmic pool as it is (Genest & Zidek 1986).
 */
export function silence(opinions: Opinions, names: readonly Opinion[]): Opinions {
  if (names.every((name) => opinions.silent.includes(name))) return opinions;
  const silent = OPINIONS.filter((name) => names.includes(name) || opinions.silent.includes(name));
  const positions = silent.map((name) => OPINIONS.indexOf(name));
  const logs = opinions.logs.map((log, at) => (positions.includes(at % OPINIONS.length) ? 0 : log));
  return { ...opinions, logs, silent };
}

/**
 * What the same opinions say of other answers of the same people, nothing learned from them.
 * @param labeling other items, the same annotators and levels
 */
export function askAgain({ models, crowd, silent }: Opinions, labeling: Labeling): Opinions {
  const index = byItem(labeling);
  const { items, levels, start } = index;
  const logs = new Float64Array(items * levels * OPINIONS.length);
  const none = new Int32Array(items);
  models.forEach((model, f) => {
    const expected = newExpected(index, true);
    expect(index, none, model, expected);
    setLogs(expected.posterior as Float64Array, levels, f, logs);
  });
  setLogs(smoothedVotes(index, crowd), levels, models.length, logs);
  const ratings = Int32Array.from({ length: items }, (_, i) => start[i + 1] - start[i]);
  return silence({ items, levels, logs, ratings, models, crowd, silent: [] }, silent);
}

/** Writes one opinion's I × K probabilities as logs. */
function setLogs(posterior: Float64Array, levels: number, opinion: number, logs: Float64Array): void {
  const whole = Math.log(1 + FLOOR * levels);
  for (let at = 0; at < posterior.length; at++) {
    logs[at * OPINIONS.length + opinion] = Math.log(posterior[at] + FLOOR) - whole;
  }
}

/** Table = (expected answers + 5 × the guesser's) / (expected answers on the class + 5). */
function confusions(index: ByItem) {
  const guessers = newGuessers(index);
  const block = index.levels ** 2;
  return fitOpinion(index, ({ counts, classes }, { prior, table }) => {
    updateGuessers(counts, guessers);
    setGuesserTable(guessers, table);
    setPrior(classes, 1, prior);
    for (let from = 0; from < table.length; from += block) {
      drawToPrior(counts.subarray(from, from + block), table.subarray(from, from + block), index.levels);
    }
  });
}

/** One person's K × K table: the prior's probabilities in, the posterior mean out. */
function drawToPrior(counts: Float64Array, table: Float64Array, levels: number): void {
  for (let k = 0; k < levels; k++) {
    let all = CONFUSION_PRIOR;
    for (let at = k; at < counts.length; at += levels) all += counts[at];
    for (let at = k; at < counts.length; at += levels) {
      table[at] = (counts[at] + CONFUSION_PRIOR * table[at]) / all;
    }
  }
}

/** Knowing or guessing only; all classes equally likely. */
function guessing(index: ByItem) {
  const guessers = newGuessers(index);
  return fitOpinion(index, ({ counts }, { table }) => {
    updateGuessers(counts, guessers);
    setGuesserTable(guessers, table);
  });
}

function coins(index: ByItem) {
  return fitOpinion(index, ({ counts, classes }, { prior, table }) => {
    setCoinTable(counts, index.levels, table);
    setPrior(classes, 1, prior);
  });
}
