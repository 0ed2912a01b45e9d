import type { Labeling } from "#lib/labeling.ts";
import { classesFromCounts } from "./item-classes.ts";
import { addItems, countPairs, emptyPairCounts, type PairCounts, type Tally } from "./tally.ts";

/**
 * The sums behind the headline, kept up to date rating by rating.
 *
 * What: the histogram of every item, the whole-number sums of `PairCounts`, and how many items have each histogram.
 * Why: the sums are whole numbers below 2^53, so they are exact: after any sequence of added, changed and removed
 * ratings they are what a tally of the remaining ratings gives, bit for bit, whatever the order or sharding.
 * Shapes: `histogram` items * K (room for more), `pairs` as there, maybe with empty sizes above the largest.
 */
export type LiveCounts = {
  readonly levels: number;
  histogram: Int32Array;
  pairs: PairCounts;
  /** Histogram as a key -> number of items; never 0. */
  readonly classes: Map<string, number>;
};

/**
 * Counts without any rating, for a scale of K levels.
 * Units: counts.
 */
export function emptyLiveCounts(levels: number): LiveCounts {
  return { levels, histogram: new Int32Array(0), pairs: emptyPairCounts(levels, 0), classes: new Map() };
}

/**
 * Counts of what has been rated so far: O(ratings * K).
 * Units: counts.
 */
export function liveCounts({ levels, items, item, label }: Labeling): LiveCounts {
  const live = emptyLiveCounts(levels);
  live.histogram = new Int32Array(items * levels);
  for (let r = 0; r < item.length; r++) {
    live.histogram[item[r] * levels + label[r]] += 1;
  }
  for (let i = 0; i < items; i++) countItem(live, i, 1);
  return live;
}

/**
 * Counts one more rating, label 0..K-1, of an item from 0 on (unknown items are made room for).
 *
 * Cost: O(K * d), d = different levels on the item, at most the number of its ratings: below a microsecond.
 */
export function addRating(live: LiveCounts, item: number, label: number): void {
  makeRoom(live, item);
  update(live, item, () => {
    live.histogram[item * live.levels + label] += 1;
  });
}

/**
 * Takes one rating back. Throws RangeError if the item has no rating of that level. Cost: as `addRating`.
 */
export function removeRating(live: LiveCounts, item: number, label: number): void {
  refuseAbsent(live, item, label);
  update(live, item, () => {
    live.histogram[item * live.levels + label] -= 1;
  });
}

/**
 * A tally of the current counts, which every statistic takes that does not ask who rated: intervals, standard errors.
 * The same bits as `tally` of the same ratings; `classOf` is empty. Cost: O(classes * K^2), however many items.
 */
export function liveTally({ levels, classes }: LiveCounts): Tally {
  const rows = [...classes.keys()].map((key) => key.split(",").map(Number));
  const found = classesFromCounts(rows, [...classes.values()], levels);
  return { levels, classes: found, pairs: countPairs(found), classOf: () => new Int32Array(0) };
}

function update(live: LiveCounts, item: number, change: () => void): void {
  countItem(live, item, -1);
  change();
  countItem(live, item, 1);
}

/** Counts the item as it stands in the histogram, or takes it out (times -1). */
function countItem(live: LiveCounts, item: number, times: 1 | -1): void {
  const { levels, histogram, classes } = live;
  const at = item * levels;
  let size = 0;
  let key = "";
  for (let k = 0; k < levels; k++) {
    const count = histogram[at + k];
    size += count;
    key += k === 0 ? count : `,${count}`;
  }
  if (size === 0) return;
  if (size > live.pairs.largest) live.pairs = widened(live.pairs, 2 * size);
  addItems(live.pairs, histogram, at, size, times);
  const items = (classes.get(key) ?? 0) + times;
  if (items === 0) classes.delete(key);
  else classes.set(key, items);
}

function widened(pairs: PairCounts, largest: number): PairCounts {
  const wider = emptyPairCounts(pairs.levels, largest);
  wider.items.set(pairs.items);
  wider.labels.set(pairs.labels);
  wider.pairs.set(pairs.pairs);
  return wider;
}

/** Makes room for the histogram of an item. */
export function makeRoom(live: LiveCounts, item: number): void {
  const needed = (item + 1) * live.levels;
  if (needed <= live.histogram.length) return;
  const wider = new Int32Array(Math.max(needed, 2 * live.histogram.length));
  wider.set(live.histogram);
  live.histogram = wider;
}

function refuseAbsent({ levels, histogram }: LiveCounts, item: number, label: number): void {
  if (!(histogram[item * levels + label] > 0)) {
    throw new RangeError(`item ${item} has no rating of level ${label}`);
  }
}
