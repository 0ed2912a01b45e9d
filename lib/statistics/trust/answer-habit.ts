import { incompleteBeta } from "#lib/statistics/numeric/incomplete-beta.ts";

/** What somebody's answers look like in themselves, whatever the items: reasons to look closer, never proof. */
export type AnswerHabit = {
  readonly n: number;
  /** Longest run of equal answers in a row */
  readonly longestRun: number;
  /** At most this probable is a run of that length somewhere, for somebody with the crowd's shares; 0..1 */
  readonly runChance: number;
  /** The level given most, and its share of the answers; null without answers */
  readonly favorite: { readonly label: number; readonly share: number } | null;
  /** Probability of at least this many of the favorite with the crowd's shares, times K for having picked it; 0..1 */
  readonly favoriteChance: number;
  /** Entropy of the answers in nats, 0 (always the same) to ln K */
  readonly entropy: number;
};

/**
 * Straight-lining and one-sidedness: is the longest run of equal answers, or the share of the favorite one, more than
 * chance would give to somebody who answers like the crowd?
 *
 * In words: a run of length m of level k begins at one of n - m + 1 positions with probability (crowd share of k)^m each,
 * added up over levels (an upper bound); the favorite is held against the binomial distribution, with Bonferroni's factor K.
 * Items shown in an order of their own (all pages of one query after another) make honest runs: hence a flag for a
 * person to look at, not a verdict.
 * Source: straight-lining in survey research, J. A. Krosnick, Applied Cognitive Psychology 5, 1991; bounds: Boole's inequality.
 * @param labels answers in the order given, 0..K-1 @param crowd K shares of all answers, summing to 1
 * @returns counts, probabilities 0..1, nats
 * @example ten equal answers in a row of a level the crowd gives half of the time: run chance below .01
 */
export function answerHabit(labels: ArrayLike<number>, crowd: ArrayLike<number>): AnswerHabit {
  const n = labels.length;
  const counts = new Float64Array(crowd.length);
  let longestRun = 0;
  let run = 0;
  for (let r = 0; r < n; r++) {
    run = r > 0 && labels[r] === labels[r - 1] ? run + 1 : 1;
    longestRun = Math.max(longestRun, run);
    counts[labels[r]] = counts[labels[r]] + 1;
  }
  if (n === 0) return { n, longestRun, runChance: 1, favorite: null, favoriteChance: 1, entropy: 0 };
  const label = counts.indexOf(counts.reduce((most, count) => Math.max(most, count), 0));
  const count = counts[label];
  const positions = n - longestRun + 1;
  const runChance = Array.from(crowd).reduce((sum, share) => sum + positions * share ** longestRun, 0);
  return {
    n,
    longestRun,
    runChance: Math.min(1, runChance),
    favorite: { label, share: count / n },
    favoriteChance: Math.min(1, crowd.length * atLeast(count, n, crowd[label])),
    entropy: counts.reduce((sum, size) => (size > 0 ? sum - (size / n) * Math.log(size / n) : sum), 0),
  };
}

/** Probability of at least `count` successes in n trials of this share: that a Beta(count, n - count + 1) lies below the share. */
function atLeast(count: number, n: number, share: number): number {
  return incompleteBeta(share, count, n - count + 1);
}
