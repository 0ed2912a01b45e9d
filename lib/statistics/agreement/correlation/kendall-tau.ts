import { midRanks } from "#lib/statistics/numeric/ranks.ts";
import type { Correlation } from "./spearman.ts";

/**
 * Kendall's tau-b: pairs of items that two annotators order alike, minus those they order otherwise.
 *
 * What: S / sqrt((n0 - tx) (n0 - ty)); S = concordant - discordant pairs, n0 = all pairs, tx, ty = pairs tied by
 * either. Range: -1..1. Undefined: `too-few` below two pairs of numbers; `zero-variance` when either side is constant.
 * Cost: O(n log n) by counting in a tree, as Knight 1966. Source: Kendall 1945, Biometrika 33.
 *
 * @param left one number per pair, any unit
 * @param right as long as `left`
 * @example 12 2 1 12 2 against 1 4 7 1 0: -.471
 */
export function kendallTauB(left: ArrayLike<number>, right: ArrayLike<number>): Correlation {
  const n = left.length;
  if (n < 2) return { value: null, reason: "too-few" };
  const x = midRanks(left);
  const y = midRanks(right);
  const all = pairsOf(n);
  const untiedLeft = all - x.ties.reduce((sum, size) => sum + pairsOf(size), 0);
  const untiedRight = all - y.ties.reduce((sum, size) => sum + pairsOf(size), 0);
  if (untiedLeft === 0 || untiedRight === 0) return { value: null, reason: "zero-variance" };
  const score = concordanceScore(x.ranks, y.ranks);
  return { reason: null, value: score / Math.sqrt(untiedLeft * untiedRight), pairs: n };
}

function pairsOf(count: number): number {
  return (count * (count - 1)) / 2;
}

/** Concordant minus discordant pairs: goes up x and counts, of what lies below in x, how much is below or above in y. */
function concordanceScore(x: Float64Array, y: Float64Array): number {
  const n = x.length;
  const order = Uint32Array.from(x, (_, i) => i).sort((a, b) => x[a] - x[b]);
  const tree = new Int32Array(2 * n + 2);
  let score = 0;
  for (let from = 0; from < n; ) {
    let to = from;
    while (to < n && x[order[to]] === x[order[from]]) to++;
    for (let at = from; at < to; at++) {
      // Mid-ranks are halves, so doubled ranks are whole positions of the tree.
      const position = 2 * y[order[at]];
      const below = countUpTo(tree, position - 1);
      score += below - (from - countUpTo(tree, position));
    }
    for (let at = from; at < to; at++) addAt(tree, 2 * y[order[at]]);
    from = to;
  }
  return score;
}

/** How many were added at positions 1..position: sums over a binary indexed tree (Fenwick 1994). */
function countUpTo(tree: Int32Array, position: number): number {
  let sum = 0;
  for (let at = position; at > 0; at -= at & -at) sum += tree[at];
  return sum;
}

function addAt(tree: Int32Array, position: number): void {
  for (let at = position; at < tree.length; at += at & -at) tree[at] += 1;
}
