import { digamma } from "#lib/statistics/numeric/digamma.ts";
import { logGamma } from "#lib/statistics/numeric/incomplete-beta.ts";
import type { Random } from "#lib/statistics/numeric/random.ts";

/** Prior of the guessing share, both sides, and prior of every label in the guessing habit (Hovy et al. 2013). */
const SHARE_PRIOR = 0.5;
const LABEL_PRIOR = 10;

/** What MACE believes about annotators; the tables hold exp of mean logarithms, so they sum to less than 1. */
export type MaceHabits = {
  readonly annotators: number;
  readonly levels: number;
  /** A weights of guessing and of knowing */
  readonly guess: Float64Array;
  readonly know: Float64Array;
  /** A × K weights of the labels when guessing */
  readonly habit: Float64Array;
  /** Posterior counts: prior plus expected answers, A, A and A × K numbers */
  readonly guessed: Float64Array;
  readonly known: Float64Array;
  readonly said: Float64Array;
};

/**
 * Random starting habits: every share drawn near one half, every label near 1/K.
 * Shapes and priors as in `mace`. Source: D. Hovy et al., Learning Whom to Trust with MACE, NAACL 2013, section 3.
 */
export function drawHabits(annotators: number, levels: number, random: Random): MaceHabits {
  const habits: MaceHabits = {
    annotators,
    levels,
    guess: new Float64Array(annotators),
    know: new Float64Array(annotators),
    habit: new Float64Array(annotators * levels),
    guessed: new Float64Array(annotators).fill(SHARE_PRIOR),
    known: new Float64Array(annotators).fill(SHARE_PRIOR),
    said: new Float64Array(annotators * levels).fill(LABEL_PRIOR),
  };
  for (let a = 0; a < annotators; a++) {
    const guess = 0.5 + random();
    const know = 0.5 + random();
    habits.guess[a] = guess / (guess + know);
    habits.know[a] = know / (guess + know);
    const row = habits.habit.subarray(a * levels, (a + 1) * levels);
    for (let l = 0; l < levels; l++) row[l] = 0.5 + random();
    const total = row.reduce((sum, part) => sum + part, 0);
    for (let l = 0; l < levels; l++) row[l] = row[l] / total;
  }
  return habits;
}

/**
 * Answer table: guessing weight × habit, plus knowing weight where the label is the class.
 * Shapes: A × K × K table as in `Model`, probabilities. Source: Hovy et al. 2013, figure 1 (the generative story).
 */
export function setMaceTable(habits: MaceHabits, table: Float64Array): void {
  const { annotators, levels } = habits;
  for (let al = 0; al < annotators * levels; al++) {
    const a = Math.floor(al / levels);
    const label = al % levels;
    const guess = habits.guess[a] * habits.habit[al];
    for (let k = 0; k < levels; k++) table[al * levels + k] = k === label ? guess + habits.know[a] : guess;
  }
}

/**
 * New habits from expected counts: an answer off the class was guessed for sure, one on the class in the proportion in
 * which guessing explains it.
 * Source: Hovy et al. 2013, variational update with Beta and Dirichlet priors.
 * @param counts A × K × K, label × K + class within an annotator
 */
export function setHabits(counts: Float64Array, habits: MaceHabits): void {
  const { annotators, levels } = habits;
  for (let a = 0; a < annotators; a++) {
    let guessed = SHARE_PRIOR;
    let known = SHARE_PRIOR;
    for (let l = 0; l < levels; l++) {
      const al = a * levels + l;
      const explained = habits.guess[a] * habits.habit[al];
      const onClass = counts[al * levels + l];
      let said = LABEL_PRIOR;
      for (let k = 0; k < levels; k++) if (k !== l) said += counts[al * levels + k];
      const guessedRight = (onClass * explained) / (explained + habits.know[a]);
      said += guessedRight;
      habits.said[al] = said;
      guessed += said - LABEL_PRIOR;
      known += onClass - guessedRight;
    }
    habits.guessed[a] = guessed;
    habits.known[a] = known;
    meanLogs(habits, a);
  }
}

function meanLogs(habits: MaceHabits, a: number): void {
  const { levels } = habits;
  const guessed = habits.guessed[a];
  const known = habits.known[a];
  const both = digamma(guessed + known);
  habits.guess[a] = Math.exp(digamma(guessed) - both);
  habits.know[a] = Math.exp(digamma(known) - both);
  const said = habits.said.subarray(a * levels, (a + 1) * levels);
  const all = digamma(said.reduce((sum, count) => sum + count, 0));
  for (let l = 0; l < levels; l++) habits.habit[a * levels + l] = Math.exp(digamma(said[l]) - all);
}

/**
 * Σ over annotators of the Kullback–Leibler divergences of their posteriors from the priors, in nats, ≥ 0.
 * Source: the bound of variational Bayes, M. J. Beal, Variational Algorithms for Approximate Bayesian Inference,
 * 2003.
 */
export function maceDivergence(habits: MaceHabits): number {
  const { annotators, levels } = habits;
  let sum = 0;
  for (let a = 0; a < annotators; a++) {
    sum += divergence([habits.guessed[a], habits.known[a]], SHARE_PRIOR);
    sum += divergence(habits.said.subarray(a * levels, (a + 1) * levels), LABEL_PRIOR);
  }
  return sum;
}

/** Divergence of Dirichlet(counts) from the symmetric Dirichlet(prior), in nats. */
function divergence(counts: ArrayLike<number>, prior: number): number {
  let total = 0;
  for (let l = 0; l < counts.length; l++) total += counts[l];
  const all = digamma(total);
  let sum = logGamma(total) - logGamma(prior * counts.length);
  for (let l = 0; l < counts.length; l++) {
    const count = counts[l];
    sum += logGamma(prior) - logGamma(count) + (count - prior) * (digamma(count) - all);
  }
  return sum;
}
