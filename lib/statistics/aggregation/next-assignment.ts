import type { Random } from "#lib/statistics/numeric/random.ts";
import { summarizeItem } from "./models/posterior.ts";

/**
 * How much a judgment by one annotator is expected to help one item: the item's expected absolute error now, minus what
 * it will be on average after their answer.
 *
 * In words: for each label they may give, its probability under the item's posterior and their answer table, times the
 * expected error of the posterior after it. Never negative: information cannot hurt on average.
 * Source: one-step value of information for absolute loss (Sheng, Provost & Ipeirotis, KDD 2008, for the idea).
 * @param row K posterior probabilities of the item
 * @param table K × K answer probabilities of the annotator, label × K + class @returns levels saved, ≥ 0
 * @example with an even posterior over two classes and a perfect annotator the gain is 0.5
 */
export function expectedGain(row: ArrayLike<number>, table: ArrayLike<number>): number {
  const levels = row.length;
  const now = summarizeItem(row);
  if (now === null) return 0;
  let after = 0;
  let all = 0;
  const next = new Float64Array(levels);
  for (let label = 0; label < levels; label++) {
    let chance = 0;
    for (let k = 0; k < levels; k++) {
      next[k] = row[k] * table[label * levels + k];
      chance += next[k];
    }
    for (let k = 0; k < levels; k++) next[k] = chance > 0 ? next[k] / chance : 0;
    after += chance * (summarizeItem(next)?.expectedError ?? 0);
    all += chance;
  }
  return Math.max(0, now.expectedError - (all > 0 ? after / all : now.expectedError));
}

/** One item that an annotator could be given. */
export type Candidate = { readonly item: number; readonly row: ArrayLike<number> };

/**
 * Which item an annotator should get next: the one on which their answer is expected to save most error. Equals are drawn at
 * random, and with the exploration probability any candidate is: otherwise annotators who never meet could not be compared.
 * @param candidates open items with their posteriors @param table the annotator's K × K answer table
 * @param random seeded generator @param exploration share of purely random picks, 0..1
 * @returns the item, its expected gain in levels and whether it was explored; null without candidates
 */
export function nextAssignment(
  candidates: readonly Candidate[],
  table: ArrayLike<number>,
  random: Random,
  exploration = 0.1,
): { readonly item: number; readonly gain: number; readonly isExplored: boolean } | null {
  const isExplored = random() < exploration;
  const gains = candidates.map(({ row }) => expectedGain(row, table));
  const most = gains.reduce((high, gain) => Math.max(high, gain), 0);
  const open = [...candidates.keys()].filter((at) => isExplored || gains[at] >= most - 1e-12);
  const at = open[Math.floor(random() * open.length)];
  if (at === undefined) return null;
  return { item: candidates[at].item, gain: gains[at], isExplored };
}
