import type { Labeling } from "#lib/labeling.ts";
import { type ByItem, byItem } from "#lib/statistics/aggregation/by-item.ts";
import { findAlarms } from "#lib/statistics/aggregation/guards.ts";
import { setPrior } from "#lib/statistics/aggregation/models/dawid-skene.ts";
import type { Model } from "#lib/statistics/aggregation/models/model.ts";
import { spamMixture } from "#lib/statistics/aggregation/models/spam-mixture.ts";
import { setCoinTable } from "./coins.ts";
import { newGuessers, setGuesserTable, updateGuessers } from "./guessers.ts";
import { fitOpinion } from "./opinion.ts";
import { crowdShares } from "./smoothed-votes.ts";

/** The opinions that are pooled, in the order of their weights. */
export const OPINIONS = ["spam-mixture", "dawid-skene", "mace", "one-coin", "votes"] as const;
export type Opinion = (typeof OPINIONS)[number];

/** Imaginary answers per class behind everybody's confusion, as their guessing and knowing predict them. */
const CONFUSION_PRIOR = 5;

/** Five opinions of the items of a labeling. What they say of an item is found by `ask`. */
export type Opinions = {
  /** The ratings that they were formed from: I items, A annotators, K levels */
  readonly index: ByItem;
  /** The four models; the fifth opinion are the votes */
  readonly models: readonly Model[];
  /** K shares of all labels */
  readonly crowd: Float64Array;
  /** The opinions that are not believed: they say the same of every level, so that no weight makes them heard */
  readonly silent: readonly Opinion[];
};

/**
 * Five opinions, none of which has seen gold: the ordinal spam-mixture, Dawid and Skene's confusions drawn to what a guesser
 * would answer, guessers alone, one accuracy per person, and the votes.
 *
 * They are wrong on different data, and which is right the answers alone cannot tell: a crowd's common mistakes look
 * like skill. One that `findAlarms` does not believe falls silent.
 * The models name their sources.
 * @param labeling I items, A annotators, K levels
 * @param index the same by item, where it is known already
 */
export function opinionsOf(labeling: Labeling, index: ByItem = byItem(labeling)): Opinions {
  const astray: Opinion[] = [];
  // All posteriors come to the same place: in a large project it is tens of megabytes, and a model gives its own again.
  const room = new Float64Array(index.items * index.levels);
  const mixture = () => spamMixture(index, { room });
  const models = [mixture, confusions, guessing, coins].map((learn, f): Model => {
    const { prior, table, posterior } = learn(index, room);
    if (findAlarms(index, posterior).length > 0) astray.push(OPINIONS[f]);
    return { prior, table };
  });
  return silence({ index, models, crowd: crowdShares(index), silent: [] }, astray);
}

/**
 * The opinions without some of them: these say the same of every level. What the others say is kept.
 * Shapes as in `Opinions`; a flat opinion leaves a logarithmic pool as it is (Genest & Zidek 1986).
 */
export function silence(opinions: Opinions, names: readonly Opinion[]): Opinions {
  if (names.every((name) => opinions.silent.includes(name))) return opinions;
  const silent = OPINIONS.filter((name) => names.includes(name) || opinions.silent.includes(name));
  return { ...opinions, silent };
}

/** Table = (expected answers + 5 × the guesser's) / (expected answers on the class + 5). */
function confusions(index: ByItem, room: Float64Array) {
  const guessers = newGuessers(index);
  const block = index.levels ** 2;
  return fitOpinion(
    index,
    ({ counts, classes }, { prior, table }) => {
      updateGuessers(counts, guessers);
      setGuesserTable(guessers, table);
      setPrior(classes, 1, prior);
      for (let from = 0; from < table.length; from += block) {
        drawToPrior(counts.subarray(from, from + block), table.subarray(from, from + block), index.levels);
      }
    },
    room,
  );
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
function guessing(index: ByItem, room: Float64Array) {
  const guessers = newGuessers(index);
  return fitOpinion(
    index,
    ({ counts }, { table }) => {
      updateGuessers(counts, guessers);
      setGuesserTable(guessers, table);
    },
    room,
  );
}

function coins(index: ByItem, room: Float64Array) {
  return fitOpinion(
    index,
    ({ counts, classes }, { prior, table }) => {
      setCoinTable(counts, index.levels, table);
      setPrior(classes, 1, prior);
    },
    room,
  );
}
