import type { Defined } from "#lib/labeling.ts";
import { addItemsToRow, rowOfPairs } from "./cluster-row.ts";
import { clusterSpread, degreesOf, type Spread } from "./cluster-spread.ts";
import type { ClusterSums } from "./cluster-sums.ts";
import type { RowCoefficient } from "./coefficient.ts";
import { gradientOf } from "./gradient.ts";
import { histogramOf, type LiveClusters } from "./live-clusters.ts";
import { sumOfSquares } from "./products.ts";
import { toScale } from "./scale.ts";

/** To first order s is too small by 22 / 6 / 2 / .2 % at 10 / 25 / 50 / 500 queries. */
const MANY_CLUSTERS = 500;
/** The kurtosis is counted anew when a tenth as many ratings as there are queries have come or gone. */
const OFTEN = 10;

/**
 * Spread of a coefficient over queries after every rating.
 *
 * What: up to 500 queries `clusterSpread`; above, s^2 = Q / (Q - 1) * g' S g with the gradient g of the coefficient on its
 * scale. Only the kurtosis, which asks for every query, may be that of a tenth of Q ratings ago.
 * Undefined: as `clusterSpread`.
 * Cost: some microseconds above 500 queries, and now and then a pass over Q * W numbers.
 * Source: the infinitesimal jackknife, L. A. Jaeckel, Bell Laboratories memorandum, 1972.
 *
 * @param coefficient the same object each time, as what is known of its tails is kept with it
 */
export function liveSpread(live: LiveClusters, coefficient: RowCoefficient): Defined<Spread> {
  const { layout, total, clusters: counts, products, sizes } = live;
  const clusters = counts[coefficient.counts];
  if (clusters <= MANY_CLUSTERS) return clusterSpread(sumsNow(live), coefficient);
  if (total[layout.pairable] === 0) return { value: null, reason: "no-pairs" };
  const value = coefficient.reader(layout, total)();
  if (value === null) return { value: null, reason: "no-variation" };
  const z = toScale(coefficient.scale, value);
  const gradient = z === null ? null : gradientOf(layout, total, coefficient);
  if (z === null || gradient === null) return { value: null, reason: "little-variation" };
  const squares = sumOfSquares(products, gradient);
  const evenClusters = sizes.squares ** 2 / sizes.fourths;
  const degrees = degreesOf(evenClusters, clusters, kurtosisNow(live, coefficient, gradient, clusters));
  const error = Math.sqrt((clusters / (clusters - 1)) * squares);
  return { reason: null, scale: coefficient.scale, value, z, error, degrees, clusters, evenClusters };
}

/** The rows as they are, for the exact form. */
function sumsNow({ layout, counts, alone, rows }: LiveClusters): ClusterSums {
  const { width } = layout;
  const queries = Math.floor(rows.length / width);
  const all = new Float64Array((queries + alone.size) * width);
  all.set(rows.subarray(0, queries * width));
  const times = new Float64Array(queries + alone.size).fill(1);
  let at = queries;
  for (const [key, often] of alone) {
    times[at] = often;
    addItemsToRow(layout, all, at * width, histogramOf(key), 0, 1);
    at += 1;
  }
  return { layout, rows: all, times, total: rowOfPairs(layout, counts.pairs) };
}

function kurtosisNow(
  live: LiveClusters,
  coefficient: RowCoefficient,
  gradient: Float64Array,
  clusters: number,
): number {
  const known = live.tails.get(coefficient);
  if (known !== undefined && (live.changes - known.at) * OFTEN < clusters) return known.kurtosis;
  const kurtosis = linearKurtosis(live, gradient, clusters);
  live.tails.set(coefficient, { kurtosis, at: live.changes });
  return kurtosis;
}

/** Of the moves to first order, whose mean is 0. */
function linearKurtosis(
  { layout, rows, alone }: LiveClusters,
  gradient: Float64Array,
  clusters: number,
): number {
  const { width } = layout;
  let squares = 0;
  let fourths = 0;
  const add = (row: Float64Array, offset: number, times: number) => {
    let move = 0;
    for (let j = 0; j < width; j++) move += gradient[j] * row[offset + j];
    squares += times * move * move;
    fourths += times * move ** 4;
  };
  for (let offset = 0; offset + width <= rows.length; offset += width) add(rows, offset, 1);
  for (const [key, often] of alone) {
    const row = new Float64Array(width);
    addItemsToRow(layout, row, 0, histogramOf(key), 0, 1);
    add(row, 0, often);
  }
  return squares === 0 ? 0 : (clusters * fourths) / squares ** 2;
}
