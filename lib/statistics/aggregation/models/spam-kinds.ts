import type { ByItem } from "#lib/statistics/aggregation/by-item.ts";
import { normalizeLogs } from "#lib/statistics/numeric/normalize-logs.ts";
import type { SpamGrid } from "./spam-grid.ts";

/** No answer is ever impossible: added to every probability. */
const FLOOR = 1e-6;
/** Imaginary answers of the whole crowd behind everybody's guessing habit. */
const GUESS_PRIOR = 10;
/** Bytes of cached logarithms above which they are recomputed every round instead. */
const CACHE_BYTES = 160_000_000;

/**
 * How each annotator would answer without looking: own label counts plus ten answers at the crowd's shares, as shares. It
 * must be everybody's own: one common habit makes a constant answer look informed.
 * The posterior mean of a Dirichlet distribution with ten imaginary answers.
 * @returns A × K shares
 */
export function guessingHabits(index: ByItem): Float64Array {
  const { annotators, levels, key } = index;
  const habit = new Float64Array(annotators * levels);
  const crowd = new Float64Array(levels);
  for (let r = 0; r < key.length; r++) {
    const at = key[r];
    habit[at] = habit[at] + 1;
    crowd[at % levels] = crowd[at % levels] + 1;
  }
  for (let a = 0; a < annotators; a++) {
    const row = habit.subarray(a * levels, (a + 1) * levels);
    const own = row.reduce((sum, count) => sum + count, 0);
    for (let l = 0; l < levels; l++) {
      const share = key.length > 0 ? crowd[l] / key.length : 1 / levels;
      row[l] = (row[l] + GUESS_PRIOR * share) / (own + GUESS_PRIOR);
    }
  }
  return habit;
}

/** Writes ln of the answer probabilities of all kinds, for one guessing habit: G blocks of K × K, label × K + class. */
function writeLogs(grid: SpamGrid, habit: Float64Array, logs: Float32Array): void {
  const { levels, kinds, spam, kernels } = grid;
  const block = levels * levels;
  for (let g = 0; g < kinds; g++) {
    const share = spam[g];
    const kernel = share === 1 ? 0 : (g * block) % kernels.length;
    for (let cell = 0; cell < block; cell++) {
      const guess = habit[Math.floor(cell / levels)];
      logs[g * block + cell] = Math.log(share * guess + (1 - share) * kernels[kernel + cell] + FLOOR);
    }
  }
}

/**
 * Gives the logarithms of one annotator's kinds. They never change during a fit, so they are computed once and kept
 * while they fit into memory (32-bit, 38 kB per annotator at five levels), else recomputed: the same numbers either way.
 */
export function kindLogs(
  grid: SpamGrid,
  habits: Float64Array,
  cacheBytes = CACHE_BYTES,
): (annotator: number) => Float32Array {
  const { levels, kinds } = grid;
  const size = kinds * levels * levels;
  const annotators = habits.length / levels;
  const habitOf = (a: number) => habits.subarray(a * levels, (a + 1) * levels);
  if (annotators * size * 4 > cacheBytes) {
    const scratch = new Float32Array(size);
    return (a) => {
      writeLogs(grid, habitOf(a), scratch);
      return scratch;
    };
  }
  const all = new Float32Array(annotators * size);
  const logs = Array.from({ length: annotators }, (_, a) => all.subarray(a * size, (a + 1) * size));
  logs.forEach((part, a) => {
    writeLogs(grid, habitOf(a), part);
  });
  return (a) => logs[a] as Float32Array;
}

/**
 * Probability of each kind for one annotator, given expected counts: proportional to the kind's weight times the product
 * of its answer probabilities to the power of the counts.
 * Bayes' rule over the kinds of `spamGrid`.
 * @param counts K × K of one annotator, label × K + class @param logs from `kindLogs` @param logWeight ln of G weights
 * @param shares G numbers, overwritten, summing to 1
 */
export function weighKinds(
  counts: Float64Array,
  logs: Float32Array,
  logWeight: Float64Array,
  shares: Float64Array,
): void {
  const block = counts.length;
  let at = 0;
  for (let g = 0; g < shares.length; g++) {
    let log = logWeight[g];
    for (let cell = 0; cell < block; cell++) log += counts[cell] * logs[at++];
    shares[g] = log;
  }
  normalizeLogs(shares);
}

/**
 * The answer probabilities of one annotator, averaged over their kinds.
 * @param shares G probabilities of the kinds @param habit K guessing shares @param table K × K, overwritten, label × K + class
 */
export function averageKinds(
  grid: SpamGrid,
  shares: Float64Array,
  habit: Float64Array,
  table: Float64Array,
): void {
  const { levels, kinds, spam, kernels } = grid;
  const block = levels * levels;
  const pairs = kernels.length / block;
  const looking = new Float64Array(pairs);
  let guessing = 0;
  for (let g = 0; g < kinds; g++) {
    const share = shares[g];
    const spamShare = spam[g];
    guessing += share * spamShare;
    looking[g % pairs] = looking[g % pairs] + share * (1 - spamShare);
  }
  for (let cell = 0; cell < block; cell++) {
    let sum = guessing * habit[Math.floor(cell / levels)] + FLOOR;
    for (let v = 0; v < pairs; v++) sum += looking[v] * kernels[v * block + cell];
    table[cell] = sum;
  }
}
