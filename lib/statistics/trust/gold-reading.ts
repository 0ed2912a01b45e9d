import type { Defined } from "#lib/labeling.ts";
import { type KindEstimate, kindEstimate } from "#lib/statistics/aggregation/annotator-report.ts";
import { type SpamGrid, spamGrid } from "#lib/statistics/aggregation/models/spam-grid.ts";
import { normalizeLogs } from "#lib/statistics/numeric/normalize-logs.ts";
import type { GoldAnswer } from "./gold-accuracy.ts";

/** How somebody reads the scale, by their answers on gold: severity and noise apart. */
export type GoldReading = {
  /** Answers on gold */
  readonly n: number;
  /** Lean in levels, below 0 = stricter than the gold */
  readonly lean: KindEstimate;
  /** Standard deviation of the perceived grade, in levels */
  readonly noise: KindEstimate;
  /** Share of answers given without looking, 0..1 */
  readonly guesses: KindEstimate;
  /** Accuracy on this gold with their lean taken out, 0..1: what they would reach once told of it */
  readonly evened: KindEstimate;
  /** Probability that this is below the wanted accuracy, 0..1 */
  readonly evenedBelow: number;
};

const grids = new Map<number, SpamGrid>();

/**
 * Reads lean, noise and guessing off somebody's answers on gold. Somebody who is strict by one level everywhere is as exact as
 * somebody who is right everywhere: right and wrong alone call one of them careless.
 *
 * In words: each kind of annotator of `spamGrid` (a share of guesses, a lean, a noise) makes these answers with some
 * probability. All shares are equally likely beforehand, and so are all pairs of lean and noise. Of several accepted
 * levels each may be the one they saw. The accuracy without lean is what the same guesses and noise make of
 * this gold with a lean of 0.
 * Source: Bayes' theorem on a grid; the kinds after the ordered probit of McKelvey & Zavoina, Journal of Mathematical
 * Sociology 4, 1975.
 * @param answers label and acceptable labels, all from 0 to K - 1 @param levels K ≥ 2
 * @param wanted accuracy that is good enough, fraction
 * @returns means with equal-tailed 95 % intervals; undefined ("no-gold") without answers
 * @example one level below every gold of a scale of five, twelve times: lean -1, noise small, evened near 1
 */
export function goldReading(
  answers: readonly GoldAnswer[],
  levels: number,
  wanted: number,
): Defined<GoldReading> {
  if (answers.length === 0) return { value: null, reason: "no-gold" };
  const grid = grids.get(levels) ?? spamGrid(levels, true);
  grids.set(levels, grid);
  const shares = posteriorOfKinds(answers, grid);
  const evened = Float64Array.from(shares, (_, g) => evenedAccuracy(answers, grid, g));
  const looking = shares.subarray(0, grid.kinds - 1);
  const pairs = grid.bias.length;
  const byKernel = new Float64Array(pairs);
  const looks = looking.reduce((sum, share) => sum + share, 0);
  for (let g = 0; g < looking.length; g++) {
    byKernel[g % pairs] = byKernel[g % pairs] + looking[g] / looks;
  }
  return {
    reason: null,
    n: answers.length,
    lean: kindEstimate(grid.bias, byKernel),
    noise: kindEstimate(grid.noise, byKernel),
    guesses: kindEstimate(grid.spam, shares),
    evened: kindEstimate(evened, shares),
    evenedBelow: shares.reduce((sum, share, g) => sum + (evened[g] < wanted ? share : 0), 0),
  };
}

/** G probabilities of the kinds, given the answers. */
function posteriorOfKinds(answers: readonly GoldAnswer[], grid: SpamGrid): Float64Array {
  const pairs = grid.bias.length;
  const logs = Float64Array.from({ length: grid.kinds }, (_, g) =>
    g === grid.kinds - 1 ? 0 : -Math.log(pairs),
  );
  for (const { label, acceptable } of answers) {
    for (let g = 0; g < grid.kinds; g++) {
      logs[g] = logs[g] + Math.log(chanceOf(label, acceptable, grid, g, g % pairs));
    }
  }
  normalizeLogs(logs);
  return logs;
}

/** Mean probability that a kind would name an acceptable level if it had no lean. */
function evenedAccuracy(answers: readonly GoldAnswer[], grid: SpamGrid, kind: number): number {
  const pairs = grid.bias.length;
  const noise = grid.noise[kind % pairs];
  const even = grid.bias.findIndex((bias, v) => bias === 0 && grid.noise[v] === noise);
  const right = answers.reduce((sum, { acceptable }) => {
    const named = acceptable.map((label) => chanceOf(label, acceptable, grid, kind, even));
    return sum + named.reduce((all, chance) => all + chance, 0);
  }, 0);
  return right / answers.length;
}

/** Probability of a label by a kind's guesses and a kernel, each acceptable level equally likely to be the one seen. */
function chanceOf(
  label: number,
  acceptable: readonly number[],
  { levels, spam, kernels }: SpamGrid,
  kind: number,
  kernel: number,
): number {
  const from = (kernel * levels + label) * levels;
  const seen = acceptable.reduce((sum, level) => sum + kernels[from + level], 0) / acceptable.length;
  return (1 - spam[kind]) * seen + spam[kind] / levels;
}
