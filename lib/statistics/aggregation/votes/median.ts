import type { Labeling } from "#lib/labeling.ts";
import { type ItemVote, type Votes, voteOnAll } from "./vote.ts";

/**
 * Lower median of one item: the smallest label at or below which at least half of the ratings lie. It minimizes the
 * sum of absolute errors and ignores how far off an outlier is, but gives way once about a fifth of
 * the crowd guesses. On an even number of ratings the two middle ones may differ: then `tied` is set and
 * `candidates` are all labels between them (each would minimize the absolute error), and which one is taken is
 * arbitrary; an odd number of ratings avoids the question.
 *
 * @param counts K counts (or weights) of one item, in level order
 * @returns the label 0..K-1 (null without ratings)
 * @example medianOf([1, 0, 0, 1, 0]) // label 0, tied among 0 1 2 3
 */
export function medianOf(counts: ArrayLike<number>): ItemVote {
  let total = 0;
  for (let k = 0; k < counts.length; k++) total += counts[k];
  if (total === 0) return { label: null, tied: false, candidates: [] };
  const half = total / 2;
  const slack = total * 1e-12;
  let below = 0;
  let label = 0;
  for (; label < counts.length - 1; label++) {
    below += counts[label];
    if (below >= half - slack) break;
  }
  const candidates = [label];
  if (Math.abs(below - half) <= slack) {
    for (let k = label + 1; k < counts.length; k++) {
      candidates.push(k);
      if (counts[k] > 0) break;
    }
  }
  return { label, tied: candidates.length > 1, candidates };
}

/**
 * Lower median on every item; `shares` are the vote shares.
 * @param labeling I items, A annotators, K levels @returns parallel arrays by item
 */
export function medianVote(labeling: Labeling): Votes {
  return voteOnAll(labeling, medianOf);
}
