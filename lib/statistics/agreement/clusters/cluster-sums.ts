import type { Tally } from "#lib/statistics/counting/tally.ts";
import { addItemsToRow, type RowLayout, rowLayout, rowOfPairs } from "./cluster-row.ts";

/**
 * The sums of every query, equal ones of items without a query together.
 * Shapes: R rows of W numbers one after another, `times` R. Units: as in `RowLayout`.
 */
export type ClusterSums = {
  readonly layout: RowLayout;
  readonly rows: Float64Array;
  /** How many queries or items have each row. */
  readonly times: Float64Array;
  /** Sum of all rows, W. */
  readonly total: Float64Array;
};

/**
 * Sums by query: items of a query are judged alike, so the query is what was sampled.
 *
 * What: an item without a query is a cluster of its own. Names and order of queries and items do not matter.
 * Cost: O(items * W) for items with a query, O(classes * W) for the others.
 * Shapes: one query number per item, from 0 on without large gaps, -1 for none.
 * Source: clusters as the unit of delete-one methods, B. Efron & R. J. Tibshirani, An Introduction to the Bootstrap, 1993,
 * chapter 11.
 *
 * @param queryOf null where no item has a query
 * @param values the declared value of each level; 1..K when left out
 */
export function clusterSums(
  known: Tally,
  queryOf: Int32Array | null,
  values?: readonly number[],
): ClusterSums {
  const { levels, classes } = known;
  const layout = rowLayout(levels, values);
  const { width } = layout;
  const alone = queryOf === null ? classes.items.slice() : new Float64Array(classes.count);
  const numbered = queryOf === null ? null : numberQueries(known.classOf(), queryOf, alone);
  const queries = numbered?.count ?? 0;
  const used = Array.from(alone.keys()).filter((c) => alone[c] > 0);
  const rows = new Float64Array((queries + used.length) * width);
  const times = new Float64Array(queries + used.length).fill(1);
  if (numbered !== null) addQueries(layout, rows, known, numbered.rowOf);
  used.forEach((c, i) => {
    const row = queries + i;
    times[row] = alone[c];
    addItemsToRow(layout, rows, row * width, classes.histogram, c * levels, 1);
  });
  return { layout, rows, times, total: rowOfPairs(layout, known.pairs) };
}

/** Row of each item, -1 without ratings or query; items without a query are counted by class. */
function numberQueries(classOf: Int32Array, queryOf: Int32Array, alone: Float64Array) {
  const most = queryOf.reduce((max, query) => Math.max(max, query), -1);
  const numberOf = new Int32Array(most + 1).fill(-1);
  const rowOf = new Int32Array(classOf.length).fill(-1);
  let count = 0;
  for (let item = 0; item < classOf.length; item++) {
    const c = classOf[item];
    if (c < 0) continue;
    const query = queryOf[item];
    if (query < 0) {
      alone[c] += 1;
      continue;
    }
    if (numberOf[query] < 0) numberOf[query] = count++;
    rowOf[item] = numberOf[query];
  }
  return { rowOf, count };
}

function addQueries(layout: RowLayout, rows: Float64Array, known: Tally, rowOf: Int32Array): void {
  const { width, levels } = layout;
  const { classes } = known;
  const classOf = known.classOf();
  const ofClass = new Float64Array(classes.count * width);
  for (let c = 0; c < classes.count; c++) {
    addItemsToRow(layout, ofClass, c * width, classes.histogram, c * levels, 1);
  }
  for (let item = 0; item < rowOf.length; item++) {
    if (rowOf[item] < 0) continue;
    const to = rowOf[item] * width;
    const from = classOf[item] * width;
    for (let j = 0; j < width; j++) rows[to + j] += ofClass[from + j];
  }
}
