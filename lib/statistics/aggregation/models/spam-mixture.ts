import type { ByItem } from "#lib/statistics/aggregation/by-item.ts";
import type { GoldLabels } from "#lib/statistics/aggregation/gold-labels.ts";
import { startFromVotes } from "#lib/statistics/aggregation/votes/vote-start.ts";
import type { Fit } from "./dawid-skene.ts";
import { setPrior } from "./dawid-skene.ts";
import { expect, newExpected } from "./expectation.ts";
import { type SpamGrid, spamGrid } from "./spam-grid.ts";
import { averageKinds, guessingHabits, kindLogs, weighKinds } from "./spam-kinds.ts";

/** A fitted spam-mixture: besides the fit, how probable each kind is for each annotator and in the crowd. */
export type SpamMixture = Fit & {
  readonly grid: SpamGrid;
  /** A × G probabilities */
  readonly kinds: Float64Array;
  /** G weights of the kinds in this crowd */
  readonly weights: Float64Array;
};

export type SpamMixtureOptions = {
  /** I bit sets of acceptable labels, 0 = not gold; gold stays clamped */
  readonly gold?: GoldLabels;
  readonly maxRounds?: number;
  /** Stop when no posterior changes by as much as this */
  readonly tolerance?: number;
  /** I × K numbers to write the posteriors over; new ones where absent */
  readonly room?: Float64Array;
  /** Whether annotators may be harsh or lenient (default yes) */
  readonly hasBias?: boolean;
};

/** What keeps every kind possible: this part of the weights stays evenly spread. */
const EVEN = 0.1;

/**
 * Ordinal spam-mixture, the recommended rule: every annotator is of one of 379 kinds, and which one is learned from the
 * crowd (empirical Bayes). A kind guesses with probability e, following the annotator's own label habit, and otherwise
 * perceives the true grade shifted by a bias b and blurred by a noise s, and names the nearest level.
 *
 * Three numbers per person instead of K² - K: few ratings suffice, the order of the scale is used, a harsh annotator is
 * corrected instead of distrusted, and a guesser is recognized whatever label they favor.
 *
 * Each round: expected counts from the posteriors; probability of each kind per annotator, proportional to the kind's
 * weight times its likelihood; weight of a kind = 0.9 of its mean probability + 0.1 spread evenly; each annotator's answer
 * table = average over their kinds; class share = (expected size + 1) / (rated items + K); new posteriors as in Dawid–Skene.
 * From vote shares on, until no posterior changes by 1e-4 or 60 rounds. Gold is clamped.
 *
 * It recovers the crowd's scale, not the expert's: check it on gold (`calibration`). Answers are assumed ordinal.
 * Source: a finite-kinds version of the spammer models of Raykar & Yu, JMLR 13, 2012, and of Hovy et al., MACE, NAACL
 * 2013, with the thresholded normal of ordinal probit models.
 * @param index ratings by item: I items, A annotators, K ordered levels
 * @returns posteriors (rows of zeros without ratings), class shares, answer tables, kinds, course of the likelihood
 * @example spamMixture(byItem(labeling)).posterior
 */
export function spamMixture(index: ByItem, options: SpamMixtureOptions = {}): SpamMixture {
  const { maxRounds = 60, tolerance = 1e-4, gold = new Int32Array(index.items) } = options;
  const { annotators, levels } = index;
  const grid = spamGrid(levels, options.hasBias ?? true);
  const habits = guessingHabits(index);
  const logsOf = kindLogs(grid, habits);
  const hasRated = annotatorsWithRatings(index);
  const kinds = new Float64Array(annotators * grid.kinds);
  const weights = new Float64Array(grid.kinds).fill(1 / grid.kinds);
  const prior = new Float64Array(levels);
  const table = new Float64Array(annotators * levels * levels);
  const expected = newExpected(index, options.room ?? true);
  startFromVotes(index, gold, expected);
  const logLikelihoods: number[] = [];
  let hasConverged = false;
  while (logLikelihoods.length < maxRounds && !hasConverged) {
    const logWeight = weights.map(Math.log);
    for (let a = 0; a < annotators; a++) {
      const shares = kinds.subarray(a * grid.kinds, (a + 1) * grid.kinds);
      const cells = a * levels * levels;
      weighKinds(expected.counts.subarray(cells, cells + levels * levels), logsOf(a), logWeight, shares);
      const habit = habits.subarray(a * levels, (a + 1) * levels);
      averageKinds(grid, shares, habit, table.subarray(cells, cells + levels * levels));
    }
    setWeights(kinds, hasRated, weights);
    setPrior(expected.classes, 1, prior);
    expect(index, gold, { prior, table }, expected);
    hasConverged = expected.change < tolerance;
    logLikelihoods.push(expected.logLikelihood);
  }
  const posterior = expected.posterior as Float64Array;
  const rounds = logLikelihoods.length;
  const course = { logLikelihoods, objectives: logLikelihoods, rounds, hasConverged };
  return { prior, table, posterior, ...course, grid, kinds, weights };
}

function annotatorsWithRatings(index: ByItem): Uint8Array {
  const hasRated = new Uint8Array(index.annotators);
  for (let r = 0; r < index.key.length; r++) hasRated[Math.floor(index.key[r] / index.levels)] = 1;
  return hasRated;
}

/** Mean probability of each kind over annotators with ratings, a tenth of it spread evenly. */
function setWeights(kinds: Float64Array, hasRated: Uint8Array, weights: Float64Array): void {
  const size = weights.length;
  const people = hasRated.reduce((sum, one) => sum + one, 0);
  weights.fill(EVEN / size);
  for (let a = 0; a < hasRated.length; a++) {
    if (hasRated[a] === 0) continue;
    for (let g = 0; g < size; g++) {
      weights[g] = weights[g] + ((1 - EVEN) * kinds[a * size + g]) / people;
    }
  }
}
