import type { ByItem } from "#lib/statistics/aggregation/by-item.ts";
import type { GoldLabels } from "#lib/statistics/aggregation/gold-labels.ts";
import { createRandom } from "#lib/statistics/numeric/random.ts";
import type { Fit } from "./dawid-skene.ts";
import { expect, newExpected } from "./expectation.ts";
import { drawHabits, type MaceHabits, maceDivergence, setHabits, setMaceTable } from "./mace-habits.ts";
import type { Expected, Model } from "./model.ts";

/** A fitted MACE model: the best restart, judged by the lower bound on the evidence. */
export type MaceFit = Fit & {
  /** A probabilities that an answer was given without looking */
  readonly spamShare: Float64Array;
  /** ln evidence, lower bound, of every restart in the order of the seeds */
  readonly bounds: readonly number[];
};

/** A restart each, where nobody asks for others. */
export const MACE_SEEDS: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

export type MaceOptions = {
  /** One restart per seed */
  readonly seeds?: readonly number[];
  readonly maxRounds?: number;
  /** Stop a restart when its bound changes by less than this per rating */
  readonly tolerance?: number;
  readonly gold?: GoldLabels;
  /** I × K numbers to write the posteriors over; new ones where absent */
  readonly room?: Float64Array;
};

/**
 * MACE (multi-annotator competence estimation) by variational Bayes: every annotator either knows the truth or guesses
 * from a habit of their own; how often they guess and what they then say are learned. Classes are equally likely.
 *
 * Priors: the guessing share Beta(1/2, 1/2), which favors people who nearly always or nearly never guess; the habit
 * Dirichlet with 10 per label. Each round replaces every probability by exp of its mean logarithm, exp ψ(count + prior) /
 * exp ψ(sum), then takes expectations as in Dawid–Skene. The bound (likelihood with these numbers minus the divergence of
 * posteriors from priors) rises every round; starting points are random, so the restart with the best bound wins.
 * Restarts differ because every one has a seed of its own.
 *
 * Knows no order of the scale and no notion of being harsh; check its confidence on gold (`calibration`).
 * Source: D. Hovy, T. Berg-Kirkpatrick, A. Vaswani, E. Hovy, Learning whom to trust with MACE, NAACL 2013.
 * @param index ratings by item: I items, A annotators, K levels
 * @returns the best restart; posterior rows of zeros without ratings
 * @example mace(byItem(labeling), { seeds: [1, 2, 3] }).bounds // three numbers
 */
export function mace(index: ByItem, options: MaceOptions = {}): MaceFit {
  const { seeds = MACE_SEEDS, gold = new Int32Array(index.items) } = options;
  let best: Restart | null = null;
  const bounds: number[] = [];
  for (const seed of seeds) {
    const run = restart(index, seed, gold, options);
    const bound = run.objectives.at(-1) ?? Number.NEGATIVE_INFINITY;
    if (best === null || bound > Math.max(...bounds)) best = run;
    bounds.push(bound);
  }
  if (best === null) throw new RangeError("MACE needs at least one seed");
  // Once more with the best of them: in a large project the posteriors of each restart are tens of megabytes.
  const last = newExpected(index, options.room ?? true);
  expect(index, gold, best, last);
  return { ...best, posterior: last.posterior as Float64Array, bounds };
}

type Restart = Omit<MaceFit, "bounds" | "posterior">;

function restart(index: ByItem, seed: number, gold: GoldLabels, options: MaceOptions): Restart {
  const { maxRounds = 50, tolerance = 1e-7 } = options;
  const { annotators, levels } = index;
  const habits = drawHabits(annotators, levels, createRandom(seed));
  const model: Model = {
    prior: new Float64Array(levels).fill(1 / levels),
    table: new Float64Array(annotators * levels * levels),
  };
  const expected: Expected = newExpected(index, false);
  const bounds: number[] = [];
  let hasConverged = false;
  let divergence = 0;
  while (bounds.length < maxRounds && !hasConverged) {
    if (bounds.length > 0) {
      setHabits(expected.counts, habits);
      divergence = maceDivergence(habits);
    }
    setMaceTable(habits, model.table);
    expect(index, gold, model, expected);
    const bound = expected.logLikelihood - divergence;
    // The first round has random habits, not posteriors: its bound means nothing and is no part of the climb.
    hasConverged =
      bounds.length > 1 && Math.abs(bound - (bounds.at(-1) as number)) < tolerance * index.key.length;
    bounds.push(bound);
  }
  return {
    ...model,
    logLikelihoods: bounds,
    objectives: bounds.slice(1),
    rounds: bounds.length,
    hasConverged,
    spamShare: spamShares(habits),
  };
}

function spamShares(habits: MaceHabits): Float64Array {
  return habits.guessed.map((count, a) => count / (count + habits.known[a]));
}
