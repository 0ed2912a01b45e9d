import type { Labeling } from "#lib/labeling.ts";
import {
  addRating,
  type LiveCounts,
  liveCounts,
  makeRoom,
  removeRating,
} from "#lib/statistics/counting/incremental.ts";
import { addItemsToRow, type RowLayout, rowLayout, rowOfPairs } from "./cluster-row.ts";
import { addProducts } from "./products.ts";

/**
 * The sums of every query, kept up to date rating by rating.
 *
 * What: one row per query, the sum T of all rows and the sum S of their products with themselves, so that one rating costs a
 * change of rank two, whatever the number of queries. Items without a query are counted by class.
 * Shapes: `rows` queries * W (room for more), `total` W, `products` W * W. Units: as in `RowLayout`. Sums of shares: after a
 * million changes they hold to ten digits.
 */
export type LiveClusters = {
  readonly layout: RowLayout;
  readonly counts: LiveCounts;
  /** Items without a query: histogram as a key -> number of items; never 0. */
  readonly alone: Map<string, number>;
  rows: Float64Array;
  readonly total: Float64Array;
  readonly products: Float64Array;
  /** Queries, and items without one, with a pairable or a rated item. */
  readonly clusters: { pairable: number; rated: number };
  /** Sums over these of the second and fourth power of their pairable items. */
  readonly sizes: { squares: number; fourths: number };
  /** Ratings added and removed so far. */
  changes: number;
  /** Per coefficient the kurtosis of its moves and the number of changes when it was last counted. */
  readonly tails: Map<object, { readonly kurtosis: number; readonly at: number }>;
  readonly scratch: Float64Array;
};

/**
 * Sums of what has been rated so far: O(ratings + items * W + queries * W^2).
 * Shapes: one query number per item, -1 for none; null where no item has one.
 *
 * @param values the declared value of each level; 1..K when left out
 */
export function liveClusters(
  labeling: Labeling,
  queryOf: Int32Array | null,
  values?: readonly number[],
): LiveClusters {
  const { levels, items } = labeling;
  const layout = rowLayout(levels, values);
  const { width } = layout;
  const counts = liveCounts(labeling);
  const queries = queryOf === null ? 0 : queryOf.reduce((most, query) => Math.max(most, query + 1), 0);
  const live: LiveClusters = {
    layout,
    counts,
    alone: new Map(),
    rows: new Float64Array(queries * width),
    total: rowOfPairs(layout, counts.pairs),
    products: new Float64Array(width * width),
    clusters: { pairable: 0, rated: 0 },
    sizes: { squares: 0, fourths: 0 },
    changes: 0,
    tails: new Map(),
    scratch: new Float64Array(width),
  };
  for (let item = 0; item < items; item++) {
    const query = queryOf?.[item] ?? -1;
    if (query < 0) countAlone(live, item, 1);
    else addItemsToRow(layout, live.rows, query * width, counts.histogram, item * levels, 1);
  }
  for (let query = 0; query < queries; query++) weigh(live, live.rows, query * width, 1);
  for (const [key, often] of live.alone) {
    live.scratch.fill(0);
    addItemsToRow(layout, live.scratch, 0, histogramOf(key), 0, 1);
    weigh(live, live.scratch, 0, often);
  }
  return live;
}

/** One rating: item and query from 0 on (unknown ones are made room for), query -1 for none, label 0..K-1. */
export type ClusterRating = { readonly item: number; readonly query: number; readonly label: number };

/** Counts one more rating. An item keeps its query. Cost: O(W^2), some microseconds. */
export function addClusterRating(live: LiveClusters, rating: ClusterRating): void {
  makeRoom(live.counts, rating.item);
  makeRowRoom(live, rating.query);
  change(live, rating, () => addRating(live.counts, rating.item, rating.label));
}

/** Takes one rating back. Throws RangeError if the item has no rating of that level. Cost: as `addClusterRating`. */
export function removeClusterRating(live: LiveClusters, rating: ClusterRating): void {
  const { item, label } = rating;
  if (!(live.counts.histogram[item * live.layout.levels + label] > 0)) {
    throw new RangeError(`item ${item} has no rating of level ${label}`);
  }
  change(live, rating, () => removeRating(live.counts, item, label));
}

function change(live: LiveClusters, { item, query }: ClusterRating, act: () => void): void {
  const offset = Math.max(0, query) * live.layout.width;
  const row = query < 0 ? live.scratch : live.rows;
  const count = (times: 1 | -1) => {
    if (query < 0) countAlone(live, item, times);
    else addItem(live, row, offset, item, times);
  };
  if (query < 0) loadAlone(live, item);
  weigh(live, row, offset, -1);
  count(-1);
  addItem(live, live.total, 0, item, -1);
  act();
  addItem(live, live.total, 0, item, 1);
  count(1);
  if (query < 0) loadAlone(live, item);
  weigh(live, row, offset, 1);
  live.changes += 1;
}

function addItem(
  { layout, counts }: LiveClusters,
  row: Float64Array,
  offset: number,
  item: number,
  times: 1 | -1,
): void {
  addItemsToRow(layout, row, offset, counts.histogram, item * layout.levels, times);
}

function loadAlone(live: LiveClusters, item: number): void {
  live.scratch.fill(0);
  addItem(live, live.scratch, 0, item, 1);
}

/** Counts an item without a query in the class it now has, or out of it. */
function countAlone({ layout, counts, alone }: LiveClusters, item: number, times: 1 | -1): void {
  const histogram = counts.histogram.subarray(item * layout.levels, (item + 1) * layout.levels);
  if (histogram.every((count) => count === 0)) return;
  const key = histogram.join(",");
  const items = (alone.get(key) ?? 0) + times;
  if (items === 0) alone.delete(key);
  else alone.set(key, items);
}

/** The counts per level that a key of `alone` stands for. Shape: K. */
export function histogramOf(key: string): Int32Array {
  return Int32Array.from(key.split(","), Number);
}

/** Takes a row into what is summed over rows this many times; a negative number takes it out. */
function weigh(live: LiveClusters, row: Float64Array, offset: number, times: number): void {
  const { layout, products, clusters, sizes } = live;
  addProducts(products, row, offset, layout.width, times);
  if (row[offset + layout.rated] > 0) clusters.rated += times;
  const pairable = row[offset + layout.pairable];
  if (pairable === 0) return;
  clusters.pairable += times;
  sizes.squares += times * pairable ** 2;
  sizes.fourths += times * pairable ** 4;
}

function makeRowRoom(live: LiveClusters, query: number): void {
  const needed = (query + 1) * live.layout.width;
  if (needed <= live.rows.length) return;
  const wider = new Float64Array(Math.max(needed, 2 * live.rows.length));
  wider.set(live.rows);
  live.rows = wider;
}
