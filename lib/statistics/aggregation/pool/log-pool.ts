import { normalizeLogs } from "#lib/statistics/numeric/normalize-logs.ts";
import { OPINIONS, type Opinions } from "./opinions.ts";

/** How the opinions are pooled: one weight per opinion, then one shift per level, 5 + K numbers. */
export type PoolSettings = Float64Array;

/** Without gold: the order of `OPINIONS`. Small, because opinions from the same answers share their mistakes. */
const CAUTIOUS = [0.25, 0.15, 0.05, 0, 0.2];

/**
 * The settings without gold, the same on every data set: weights .25 .15 .05 0 .20, no shifts.
 * Chosen by leaving each of twenty public sets out; ours.
 */
export function cautiousSettings(levels: number): PoolSettings {
  const settings = new Float64Array(OPINIONS.length + levels);
  settings.set(CAUTIOUS);
  return settings;
}

/**
 * The logarithmic opinion pool of one item: probabilities proportional to the product of the opinions, each to the power of
 * its weight, times exp of the level's shift.
 * Source: C. Genest & J. V. Zidek, Combining probability distributions, Statistical Science 1, 1986.
 * @param item an item with ratings @param row K numbers, overwritten with probabilities
 */
export function poolItem(
  { levels, logs }: Opinions,
  item: number,
  settings: PoolSettings,
  row: Float64Array,
): void {
  const many = OPINIONS.length;
  for (let k = 0; k < levels; k++) {
    const from = (item * levels + k) * many;
    let log = settings[many + k];
    for (let f = 0; f < many; f++) log += settings[f] * logs[from + f];
    row[k] = log;
  }
  normalizeLogs(row);
}

/**
 * The pool of one item, averaged over several settings.
 * @param drawn K numbers of scratch @param mean K numbers, 0 before
 */
export function poolMean(
  opinions: Opinions,
  item: number,
  settings: readonly PoolSettings[],
  drawn: Float64Array,
  mean: Float64Array,
): void {
  for (const one of settings) {
    poolItem(opinions, item, one, drawn);
    for (let k = 0; k < mean.length; k++) mean[k] = mean[k] + drawn[k] / settings.length;
  }
}

/**
 * `poolMean` of every item.
 * @param settings one or more @returns I × K probabilities; rows of zeros without ratings
 */
export function poolAll(opinions: Opinions, settings: readonly PoolSettings[]): Float64Array {
  const { items, levels, ratings } = opinions;
  const pooled = new Float64Array(items * levels);
  const drawn = new Float64Array(levels);
  for (let i = 0; i < items; i++) {
    if (ratings[i] === 0) continue;
    poolMean(opinions, i, settings, drawn, pooled.subarray(i * levels, (i + 1) * levels));
  }
  return pooled;
}
