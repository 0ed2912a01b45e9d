import { isAcceptable } from "#lib/statistics/aggregation/gold-labels.ts";
import type { OpinionLogs } from "./ask.ts";
import type { WeighedGold } from "./gold-weight.ts";
import { cautiousSettings, type PoolSettings, poolItem } from "./log-pool.ts";
import { OPINIONS } from "./opinions.ts";

/** How far this many gold items may move weights and shifts: a multiple of √G, up to a bound. */
const FREEDOM = { weight: { each: 0.03, most: 0.5 }, shift: { each: 0.05, most: 0.8 } } as const;

/** Where the settings start and how firmly they are held there. */
export type Prior = { readonly start: PoolSettings; readonly precision: Float64Array };

/**
 * The prior of the settings: weights normal around the cautious ones, shifts around 0.
 * Ridge penalties as normal priors, A. E. Hoerl & R. W. Kennard, Technometrics 12, 1970; the widths are ours.
 * @param gold number of gold items G ≥ 1: standard deviations .03 √G, at most .5, and .05 √G, at most .8
 */
export function priorOf(gold: number, levels: number): Prior {
  const spread = ({ each, most }: { each: number; most: number }) => Math.min(most, each * Math.sqrt(gold));
  const precision = new Float64Array(OPINIONS.length + levels).fill(1 / spread(FREEDOM.shift) ** 2);
  precision.fill(1 / spread(FREEDOM.weight) ** 2, 0, OPINIONS.length);
  return { start: cautiousSettings(levels), precision };
}

/**
 * ln of the posterior density of the settings, but for a constant.
 * A key of several levels is as likely as all of them together.
 */
export function logPosterior(
  said: OpinionLogs,
  gold: readonly WeighedGold[],
  settings: PoolSettings,
  { start, precision }: Prior,
): number {
  let sum = settings.reduce((total, part, d) => total - (precision[d] * (part - start[d]) ** 2) / 2, 0);
  const row = new Float64Array(said.levels);
  for (const { item, bits, weight } of gold) {
    poolItem(said, item, settings, row);
    sum += weight * Math.log(row.reduce((all, share, k) => (isAcceptable(bits, k) ? all + share : all), 0));
  }
  return sum;
}

/** Of the log posterior at some settings. The second curvature leaves out what is unknown within keys of several levels. */
export type Slope = {
  readonly gradient: Float64Array;
  /** Minus the second derivatives, lower triangle; not always positive */
  readonly exact: Float64Array;
  /** A bound of it that always is, and the same where every key is one level */
  readonly bound: Float64Array;
};

/**
 * Gradient and curvature of `logPosterior`.
 * Each key adds the mean of its logs within the key less that over all levels, and takes the covariances from the curvature
 * likewise.
 */
export function posteriorSlope(
  said: OpinionLogs,
  gold: readonly WeighedGold[],
  settings: PoolSettings,
  { start, precision }: Prior,
): Slope {
  const size = settings.length;
  const gradient = settings.map((value, d) => (start[d] - value) * precision[d]);
  const bound = new Float64Array(size * size);
  for (let d = 0; d < size; d++) bound[d * size + d] = precision[d];
  const exact = bound.slice();
  const row = new Float64Array(said.levels);
  for (const { item, bits, weight } of gold) {
    poolItem(said, item, settings, row);
    const within = row.map((share, k) => (isAcceptable(bits, k) ? share : 0));
    const right = within.reduce((sum, share) => sum + share, 0);
    addMoments(said, item, row, -weight, gradient, [bound, exact]);
    addMoments(
      said,
      item,
      within.map((share) => share / right),
      weight,
      gradient,
      [exact],
    );
  }
  return { gradient, exact, bound };
}

/**
 * Adds weight × the mean of (logs of the level, one for the level) under `row` to the gradient, and takes weight × their
 * covariance from each matrix.
 */
function addMoments(
  { levels, logs }: OpinionLogs,
  item: number,
  row: Float64Array,
  weight: number,
  gradient: Float64Array,
  matrices: readonly Float64Array[],
): void {
  const many = OPINIONS.length;
  const size = many + levels;
  const mean = new Float64Array(size);
  const of = (k: number, d: number) =>
    d < many ? logs[(item * levels + k) * many + d] : d - many === k ? 1 : 0;
  for (let k = 0; k < levels; k++) {
    for (let d = 0; d < size; d++) mean[d] = mean[d] + row[k] * of(k, d);
  }
  for (let d = 0; d < size; d++) gradient[d] = gradient[d] + weight * mean[d];
  for (let k = 0; k < levels; k++) {
    if (row[k] === 0) continue;
    for (let d = 0; d < size; d++) {
      const apart = weight * row[k] * (of(k, d) - mean[d]);
      for (let c = 0; c <= d; c++) {
        const product = apart * (of(k, c) - mean[c]);
        for (const matrix of matrices) matrix[d * size + c] = matrix[d * size + c] - product;
      }
    }
  }
}
