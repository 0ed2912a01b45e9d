/**
 * Small histograms as numbers of one byte, and where one more rating leads from each.
 *
 * What: the ways to spread at most `most` ratings over K levels are C(most + K, K); up to 255 of them are numbered, from the
 * empty one on, smaller ones first. Why: counting then is one look into a table per rating, a million items
 * lie in one megabyte of cache, and items are equal exactly when their numbers are.
 */
export type HistogramStates = {
  /** Most ratings of one item: 21, 9, 6, 5, 4, 3 for 2..7 levels */
  readonly most: number;
  /** 256 * K: ratings of each level, row by row; zeros for numbers that mean nothing */
  readonly histogram: Uint8Array;
  /** 256 * 256: the state after a label, at label * 256 + state; `OVERFLOWN` for more than `most` and for foreign labels */
  readonly next: Uint8Array;
};

/** An item that got more ratings than a state can tell. It stays so. */
export const OVERFLOWN = 255;

const known: HistogramStates[] = [];

/**
 * The states of a scale of K levels, made once. Shapes as in `HistogramStates`.
 * The states are the combinations with repetition; labels move an item from one to the next.
 * @param levels K in 1..7
 */
export function histogramStates(levels: number): HistogramStates {
  known[levels] ??= buildStates(levels);
  return known[levels];
}

function buildStates(levels: number): HistogramStates {
  let most = 1;
  while (multisets(most + 1, levels) <= OVERFLOWN) most++;
  const histogram = new Uint8Array(256 * levels);
  const next = new Uint8Array(256 * 256).fill(OVERFLOWN);
  const numbers = new Map([[String(histogram.subarray(0, levels)), 0]]);
  for (let state = 0; state < numbers.size; state++) {
    const row = histogram.subarray(state * levels, (state + 1) * levels);
    if (row.reduce((sum, count) => sum + count, 0) === most) continue;
    for (let label = 0; label < levels; label++) {
      const longer = row.with(label, row[label] + 1);
      const number = numbers.get(String(longer)) ?? numbers.size;
      numbers.set(String(longer), number);
      histogram.set(longer, number * levels);
      next[label * 256 + state] = number;
    }
  }
  return { most, histogram, next };
}

/** C(most + levels, levels): ways to spread at most this many ratings over the levels. */
function multisets(most: number, levels: number): number {
  let ways = 1;
  for (let level = 1; level <= levels; level++) ways = (ways * (most + level)) / level;
  return ways;
}
