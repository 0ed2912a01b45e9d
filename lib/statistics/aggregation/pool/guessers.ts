import type { ByItem } from "#lib/statistics/aggregation/by-item.ts";
import { crowdShares } from "./smoothed-votes.ts";

/** Imaginary answers behind everybody's share of guesses, at the crowd's share. */
const SHARE_PRIOR = 2;
/** Imaginary guesses behind everybody's guessing habit, at the crowd's shares of labels. */
const HABIT_PRIOR = 4;
const FIRST_SHARE = 0.3;
const LEAST_SHARE = 0.001;
const STEPS = 2;

/** What is believed of people who know the truth or guess: how often each guesses, and what they say then. */
export type Guessers = {
  readonly levels: number;
  /** A answers given */
  readonly answers: Float64Array;
  /** K shares of all labels */
  readonly crowd: Float64Array;
  /** A shares of guesses, .001 to .999 */
  readonly share: Float64Array;
  /** A × K shares of the labels when guessing */
  readonly habit: Float64Array;
};

/**
 * The first belief: three answers in ten are guessed, in the proportions of one's own labels.
 * The start is ours; Hovy et al. 2013 start at random and keep the best of many runs.
 * @param index ratings by item: A annotators, K levels
 */
export function newGuessers(index: ByItem): Guessers {
  const { annotators, levels, key } = index;
  const answers = new Float64Array(annotators);
  const crowd = crowdShares(index);
  const habit = new Float64Array(annotators * levels);
  for (let r = 0; r < key.length; r++) {
    const a = Math.floor(key[r] / levels);
    answers[a] = answers[a] + 1;
    habit[key[r]] = habit[key[r]] + 1;
  }
  const share = new Float64Array(annotators).fill(FIRST_SHARE);
  for (let a = 0; a < annotators; a++) setHabit(habit.subarray(a * levels, (a + 1) * levels), crowd);
  return { levels, answers, crowd, share, habit };
}

/** Guesses per label to shares, with four more in the proportions of the crowd. */
function setHabit(guesses: Float64Array, crowd: Float64Array): void {
  const all = guesses.reduce((sum, count) => sum + count, HABIT_PRIOR);
  for (let l = 0; l < guesses.length; l++) guesses[l] = (guesses[l] + HABIT_PRIOR * crowd[l]) / all;
}

/**
 * New beliefs from expected counts, two steps: an answer off the class was guessed; one on class k was known with
 * probability (1 - e) / (1 - e + e h_k). The share of guesses gets two imaginary answers at the crowd's share μ, the habit
 * four imaginary guesses at the crowd's labels.
 * Source: D. Hovy et al., Learning Whom to Trust with MACE, NAACL 2013, as expectation-maximization with priors of ours.
 * @param counts A × K × K expected ratings, label × K + class within an annotator @param guessers overwritten
 */
export function updateGuessers(counts: Float64Array, guessers: Guessers): void {
  const { levels, answers, crowd, share, habit } = guessers;
  const all = answers.reduce((sum, count) => sum + count, 0);
  const known = new Float64Array(answers.length);
  for (let step = 0; step < STEPS; step++) {
    let guesses = 0;
    for (let a = 0; a < answers.length; a++) {
      known[a] = divideAnswers(counts, guessers, a);
      guesses += answers[a] - known[a];
      setHabit(habit.subarray(a * levels, (a + 1) * levels), crowd);
    }
    const common = (guesses + 1) / (all + 2);
    for (let a = 0; a < answers.length; a++) {
      const guessed = (answers[a] - known[a] + SHARE_PRIOR * common) / (answers[a] + SHARE_PRIOR);
      share[a] = Math.min(1 - LEAST_SHARE, Math.max(LEAST_SHARE, guessed));
    }
  }
}

/** Writes one person's expected guesses per label over their habit and returns how many answers were known. */
function divideAnswers(counts: Float64Array, { levels, share, habit }: Guessers, a: number): number {
  let known = 0;
  for (let l = 0; l < levels; l++) {
    const cell = a * levels + l;
    const knew = 1 - share[a];
    const wasKnown = counts[cell * levels + l] * (knew / (knew + share[a] * habit[cell]));
    let given = 0;
    for (let k = 0; k < levels; k++) given += counts[cell * levels + k];
    habit[cell] = given - wasKnown;
    known += wasKnown;
  }
  return known;
}

/**
 * Answer table: the habit times the share of guesses, plus the rest where the label is the class.
 * @param table A × K × K probabilities as in `Model`, overwritten
 */
export function setGuesserTable({ levels, share, habit }: Guessers, table: Float64Array): void {
  for (let cell = 0; cell < habit.length; cell++) {
    const a = Math.floor(cell / levels);
    const guess = share[a] * habit[cell];
    for (let k = 0; k < levels; k++) {
      table[cell * levels + k] = cell % levels === k ? 1 - share[a] + guess : guess;
    }
  }
}
