import type { Labeling } from "#lib/labeling.ts";

/**
 * A labeling sorted by item, the form in which every model reads it (a "compressed sparse row" index).
 *
 * The ratings of item i are the entries `start[i]` to `start[i + 1] - 1` of `key`, in their original order.
 */
export type ByItem = {
  readonly items: number;
  readonly annotators: number;
  readonly levels: number;
  /** I + 1 offsets into `key` */
  readonly start: Int32Array;
  /** One entry per rating: annotator × K + label */
  readonly key: Int32Array;
};

/**
 * Sorts ratings by item with one counting pass and one placing pass, whatever their order: no comparison, time
 * proportional to the number of ratings.
 * Source: counting sort, D. E. Knuth, The Art of Computer Programming 3, 2nd ed. 1998, section 5.2.
 * @param labeling I items, A annotators, K levels; A × K must stay below 2³¹
 * @example ratings of items 1 0 1 give start 0 1 3
 */
export function byItem(labeling: Labeling): ByItem {
  const { items, annotators, levels, item, annotator, label } = labeling;
  const start = new Int32Array(items + 1);
  for (let r = 0; r < item.length; r++) {
    const after = item[r] + 1;
    start[after] = start[after] + 1;
  }
  for (let i = 0; i < items; i++) start[i + 1] = start[i + 1] + start[i];
  const next = start.slice();
  // Where each rating goes is worked out first: the counters and the scattered keys would evict each other.
  const position = new Int32Array(item.length);
  for (let r = 0; r < item.length; r++) {
    const i = item[r];
    const at = next[i];
    next[i] = at + 1;
    position[r] = at;
  }
  const key = new Int32Array(item.length);
  for (let r = 0; r < item.length; r++) {
    key[position[r]] = annotator[r] * levels + label[r];
  }
  return { items, annotators, levels, start, key };
}

/**
 * The ratings of some items that stand one after the other, without a copy: the offsets count into the same `key` and need not
 * begin at 0.
 * @param from the first item @param to the first item behind them
 */
export function stretchOfItems(index: ByItem, from: number, to: number): ByItem {
  return { ...index, items: to - from, start: index.start.subarray(from, to + 1) };
}

/**
 * The ratings of these items alone, each in its original order; item n is the n-th of the list.
 * @param wanted items 0..I-1, in any order
 */
export function pickItems(index: ByItem, wanted: readonly number[]): ByItem {
  const start = new Int32Array(wanted.length + 1);
  wanted.forEach((item, at) => {
    start[at + 1] = start[at] + ratingsOf(index, item);
  });
  const key = new Int32Array(start[wanted.length]);
  wanted.forEach((item, at) => {
    key.set(index.key.subarray(index.start[item], index.start[item + 1]), start[at]);
  });
  return { ...index, items: wanted.length, start, key };
}

/** How many ratings an item has. */
export function ratingsOf({ start }: Pick<ByItem, "start">, item: number): number {
  return start[item + 1] - start[item];
}

/**
 * Counts the labels of one item.
 * @param counts K numbers, overwritten
 */
export function countLabelsOf({ levels, start, key }: ByItem, item: number, counts: Float64Array): void {
  counts.fill(0);
  for (let r = start[item]; r < start[item + 1]; r++) {
    const label = key[r] % levels;
    counts[label] = counts[label] + 1;
  }
}
