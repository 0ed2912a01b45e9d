import { isAcceptable } from "#lib/statistics/aggregation/gold-labels.ts";
import { cholesky, solveLower, solveUpper } from "#lib/statistics/numeric/cholesky.ts";
import type { WeighedGold } from "./gold-weight.ts";
import { cautiousSettings, type PoolSettings, poolItem } from "./log-pool.ts";
import { OPINIONS, type Opinions } from "./opinions.ts";

const MAX_STEPS = 12;
const LARGEST_STEP = 1;
const TOLERANCE = 1e-9;
/** How far so many gold items may move weights and shifts: a multiple of √G, up to a bound. */
const FREEDOM = { weight: { each: 0.03, most: 0.5 }, shift: { each: 0.05, most: 0.8 } } as const;

/** What gold says of the settings: the most probable ones, and the Cholesky factor of the curvature there. */
export type GoldStep = { readonly settings: PoolSettings; readonly lower: Float64Array };

/**
 * The settings of the pool that gold makes most probable: the multinomial likelihood of the keys, with weights normal around
 * the cautious ones (standard deviation .03 √G, at most .5) and shifts normal around 0 (.05 √G, at most .8).
 *
 * A key that accepts several levels is as likely as all of them together. Newton's method, at most 12 steps, no component
 * of a step above 1.
 * Source: penalized multinomial logistic regression, S. le Cessie & J. C. van Houwelingen, Applied Statistics 41, 1992, as
 * stacking of opinions, D. H. Wolpert, Neural Networks 5, 1992.
 * @param gold G ≥ 1 items with ratings
 */
export function goldStep(opinions: Opinions, gold: readonly WeighedGold[]): GoldStep {
  const start = cautiousSettings(opinions.levels);
  const precision = precisions(gold.length, opinions.levels);
  const settings = start.slice();
  for (let step = 0; step < MAX_STEPS; step++) {
    const { gradient, lower } = curvatureAt(opinions, gold, settings, start, precision);
    solveLower(lower, gradient);
    solveUpper(lower, gradient);
    const largest = gradient.reduce((most, part) => Math.max(most, Math.abs(part)), 0);
    const scale = largest > LARGEST_STEP ? LARGEST_STEP / largest : 1;
    for (let d = 0; d < settings.length; d++) settings[d] = settings[d] + scale * gradient[d];
    if (largest < TOLERANCE) break;
  }
  return { settings, lower: curvatureAt(opinions, gold, settings, start, precision).lower };
}

function precisions(gold: number, levels: number): Float64Array {
  const spread = ({ each, most }: { each: number; most: number }) => Math.min(most, each * Math.sqrt(gold));
  const precision = new Float64Array(OPINIONS.length + levels).fill(1 / spread(FREEDOM.shift) ** 2);
  return precision.fill(1 / spread(FREEDOM.weight) ** 2, 0, OPINIONS.length);
}

/** Gradient of the log posterior and the factor of its negative curvature. */
function curvatureAt(
  opinions: Opinions,
  gold: readonly WeighedGold[],
  settings: PoolSettings,
  start: PoolSettings,
  precision: Float64Array,
): { gradient: Float64Array; lower: Float64Array } {
  const size = settings.length;
  const gradient = settings.map((value, d) => (start[d] - value) * precision[d]);
  const curvature = new Float64Array(size * size);
  for (let d = 0; d < size; d++) curvature[d * size + d] = precision[d];
  // What is unknown within a key's set takes away from the curvature; without it the matrix is always positive.
  const exact = curvature.slice();
  const row = new Float64Array(opinions.levels);
  for (const { item, bits, weight } of gold) {
    poolItem(opinions, item, settings, row);
    const within = acceptableOf(row, bits);
    addMoments(opinions, item, row, -weight, gradient, [curvature, exact]);
    addMoments(opinions, item, within, weight, gradient, [exact]);
  }
  return { gradient, lower: (cholesky(exact, size) ?? cholesky(curvature, size)) as Float64Array };
}

/** The probabilities within the acceptable labels. */
function acceptableOf(row: Float64Array, bits: number): Float64Array {
  const within = row.map((share, k) => (isAcceptable(bits, k) ? share : 0));
  const total = within.reduce((sum, share) => sum + share, 0);
  return within.map((share) => share / total);
}

/**
 * Adds weight × the mean of (logs of the level, one for the level) under `row` to the gradient, and takes weight × their
 * covariance from each matrix.
 */
function addMoments(
  { levels, logs }: Opinions,
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
