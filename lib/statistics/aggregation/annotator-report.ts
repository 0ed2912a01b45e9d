import type { Defined } from "#lib/labeling.ts";
import type { Interval } from "#lib/statistics/numeric/interval.ts";
import type { SpamMixture } from "./models/spam-mixture.ts";

/** A mean over kinds with the span that holds the middle share of their probability. */
export type KindEstimate = Interval & { readonly mean: number };

/** What the spam-mixture believes about one annotator, in three numbers. */
export type AnnotatorReport = {
  /** Share of answers given without looking, 0..1 */
  readonly spamShare: KindEstimate;
  /** Lean in levels, below 0 = harsher than the group; undefined ("too-few") for somebody who seems only to guess */
  readonly bias: Defined<KindEstimate>;
  /** Standard deviation of the perceived grade, in levels; undefined ("too-few") likewise */
  readonly noise: Defined<KindEstimate>;
};

/** Below this probability of ever looking, bias and noise describe nobody. */
const LOOKS_AT_ALL = 0.05;

/**
 * Reads spam share, bias and noise of an annotator off their probabilities of the kinds: means, with intervals from the same
 * distribution (equal tails; the ends are grid values, so an interval is never narrower than the grid). Bias and noise are
 * conditional on not being a pure guesser. The intervals take the crowd's labels as known, so they are somewhat
 * too narrow for people who share few items with others.
 * Means and equal-tailed intervals are of the posterior over the kinds of `spamMixture`.
 * Source: of the score V. C. Raykar & S. Yu, JMLR 13, 2012 (see `spammerScore`).
 * @param mixture a fitted spam-mixture @param annotator index 0..A-1 @param confidence fraction, 0.95
 * @example a constant answerer shows a spam share near 1 and no bias
 */
export function annotatorReport(mixture: SpamMixture, annotator: number, confidence = 0.95): AnnotatorReport {
  const { grid, kinds } = mixture;
  const shares = kinds.subarray(annotator * grid.kinds, (annotator + 1) * grid.kinds);
  const looking = shares.subarray(0, grid.kinds - 1);
  const looks = looking.reduce((sum, share) => sum + share, 0);
  const spamShare = kindEstimate(grid.spam, shares, confidence);
  if (looks < LOOKS_AT_ALL) {
    const unknown = { value: null, reason: "too-few" } as const;
    return { spamShare, bias: unknown, noise: unknown };
  }
  const pairs = grid.bias.length;
  const byKernel = new Float64Array(pairs);
  for (let g = 0; g < looking.length; g++) {
    byKernel[g % pairs] = byKernel[g % pairs] + looking[g] / looks;
  }
  return {
    spamShare,
    bias: { reason: null, ...kindEstimate(grid.bias, byKernel, confidence) },
    noise: { reason: null, ...kindEstimate(grid.noise, byKernel, confidence) },
  };
}

/**
 * Mean and equal-tailed interval of a distribution on given values, which may repeat.
 * @param values n numbers @param shares n probabilities @param confidence fraction strictly between 0 and 1
 */
export function kindEstimate(values: Float64Array, shares: Float64Array, confidence = 0.95): KindEstimate {
  const order = [...values.keys()].sort((i, j) => values[i] - values[j]);
  const tail = (1 - confidence) / 2;
  let below = 0;
  let mean = 0;
  let lower = values[order[0]];
  let upper = lower;
  for (const at of order) {
    const value = values[at];
    if (below < tail) lower = value;
    if (below < 1 - tail) upper = value;
    below += shares[at];
    mean += value * shares[at];
  }
  return { mean, lower, upper };
}
