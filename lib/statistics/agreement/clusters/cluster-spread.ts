import type { Defined, Reason } from "#lib/labeling.ts";
import type { ClusterSums } from "./cluster-sums.ts";
import type { RowCoefficient } from "./coefficient.ts";
import { type Scale, toScale } from "./scale.ts";

/** With fewer queries than this a few of them decide. */
export const FEWEST_CLUSTERS = 10;

/** How far a coefficient would move with other queries like these. */
export type Spread = {
  readonly scale: Scale;
  readonly value: number;
  /** The coefficient on its scale. */
  readonly z: number;
  /** Standard error of z. */
  readonly error: number;
  /** Degrees of freedom of t, at least 1. */
  readonly degrees: number;
  /** Queries, and items without one, that enter. */
  readonly clusters: number;
  /** How many queries of equal size would be as uneven: (sum m^2)^2 / sum m^4, m = pairable items of a query. */
  readonly evenClusters: number;
};

/**
 * Leaves out each query in turn, on the coefficient's scale.
 *
 * What: s^2 = (Q - 1) / Q * sum (z_(q) - z)^2 about z itself; degrees of freedom
 * min((sum m^2)^2 / sum m^4, 2 Q / max(kurtosis - 1, 2)) - 1, as few large or odd queries know less about their spread.
 * Measured on real ratings to cover 94 to 97 % of 95 %, where resampling items covers 25 to 65 %.
 * Undefined: `no-pairs`; `no-variation` when all ratings are equal; `little-variation`, or `few-clusters` below ten, when the
 * coefficient is at an end of its scale, or undefined, in total or without some query.
 * Cost: O(R * (W + K^2)), some 250 operations a row.
 * Source: the jackknife of B. Efron & R. J. Tibshirani, An Introduction to the Bootstrap, 1993, chapter 11.
 */
export function clusterSpread(sums: ClusterSums, coefficient: RowCoefficient): Defined<Spread> {
  const { layout, rows, times, total } = sums;
  const { width } = layout;
  const rest = total.slice();
  const read = coefficient.reader(layout, rest);
  const value = read();
  if (value === null) return undefinedFor(total[layout.pairable] === 0 ? "no-pairs" : "no-variation");
  const z = toScale(coefficient.scale, value);
  const clusters = countClusters(sums, coefficient.counts);
  const tooEven = clusters < FEWEST_CLUSTERS ? "few-clusters" : "little-variation";
  if (z === null) return undefinedFor(tooEven);
  const counted = layout[coefficient.counts];
  const moved = new Float64Array(times.length);
  for (let r = 0; r < times.length; r++) {
    const at = r * width;
    if (rows[at + counted] === 0) continue;
    for (let j = 0; j < width; j++) rest[j] = total[j] - rows[at + j];
    const without = read();
    const there = without === null ? null : toScale(coefficient.scale, without);
    if (there === null) return undefinedFor(tooEven);
    moved[r] = there - z;
  }
  const squares = moved.reduce((sum, step, r) => sum + times[r] * step * step, 0);
  const evenClusters = evennessOf(sums);
  const degrees = degreesOf(evenClusters, clusters, kurtosisOf(moved, sums, counted, clusters));
  const error = Math.sqrt(((clusters - 1) / clusters) * squares);
  return { reason: null, scale: coefficient.scale, value, z, error, degrees, clusters, evenClusters };
}

function undefinedFor(reason: Reason) {
  return { value: null, reason } as const;
}

/** Queries, and items without one, with an item that enters (a pairable one when left out). Unit: count. */
export function countClusters(
  { layout, rows, times }: ClusterSums,
  counted: "pairable" | "rated" = "pairable",
): number {
  const at = layout[counted];
  return times.reduce((sum, often, r) => sum + (rows[r * layout.width + at] > 0 ? often : 0), 0);
}

/**
 * How many queries of equal size would be as uneven in size: (sum m^2)^2 / sum m^4, m = pairable items of a query.
 * Source: the degrees of freedom of weighted sums of squares, F. E. Satterthwaite, Biometrics Bulletin 2, 1946.
 */
function evennessOf({ layout, rows, times }: ClusterSums): number {
  let squares = 0;
  let fourths = 0;
  for (let r = 0; r < times.length; r++) {
    const square = rows[r * layout.width + layout.pairable] ** 2;
    squares += times[r] * square;
    fourths += times[r] * square * square;
  }
  return squares ** 2 / fourths;
}

/** Of the values without one query, about their mean; 3 for a normal distribution, 0 where all are equal. */
function kurtosisOf(
  moved: Float64Array,
  { layout, rows, times }: ClusterSums,
  counted: number,
  clusters: number,
): number {
  const mean = moved.reduce((sum, step, r) => sum + times[r] * step, 0) / clusters;
  let squares = 0;
  let fourths = 0;
  for (let r = 0; r < moved.length; r++) {
    if (rows[r * layout.width + counted] === 0) continue;
    const square = (moved[r] - mean) ** 2;
    squares += times[r] * square;
    fourths += times[r] * square * square;
  }
  return squares === 0 ? 0 : (clusters * fourths) / squares ** 2;
}

/** Degrees of freedom of t for Q queries: a real number, at least 1. Source: the moments of a variance, H. Cramér, 1946, 27.4. */
export function degreesOf(evenClusters: number, clusters: number, kurtosis: number): number {
  return Math.max(1, Math.min(evenClusters, (2 * clusters) / Math.max(kurtosis - 1, 2)) - 1);
}
