import { normalizeLogs } from "#lib/statistics/numeric/normalize-logs.ts";
import { askAboutAll, type OpinionLogs } from "./ask.ts";
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
  { levels, logs }: OpinionLogs,
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
  said: OpinionLogs,
  item: number,
  settings: readonly PoolSettings[],
  drawn: Float64Array,
  mean: Float64Array,
): void {
  for (const one of settings) {
    poolItem(said, item, one, drawn);
    for (let k = 0; k < mean.length; k++) mean[k] = mean[k] + drawn[k] / settings.length;
  }
}

/**
 * Calls `visit` for every item that has ratings, with `poolMean` of it.
 * @param settings one or more @param visit is told the item and K probabilities, which are overwritten for the next one
 */
export function poolEach(
  opinions: Opinions,
  settings: readonly PoolSettings[],
  visit: (item: number, mean: Float64Array) => void,
): void {
  const drawn = new Float64Array(opinions.index.levels);
  const mean = new Float64Array(opinions.index.levels);
  askAboutAll(opinions, (item, said, place) => {
    mean.fill(0);
    poolMean(said, place, settings, drawn, mean);
    visit(item, mean);
  });
}
