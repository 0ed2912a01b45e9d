import { summarizeItem } from "./models/posterior.ts";

/** When an item has enough judgments; the numbers are settings of a project. */
export type StopSettings = {
  /** Never stop before this many ratings */
  readonly least: number;
  /** Always stop at this many */
  readonly most: number;
  /** Stop when the most probable label has at least this probability */
  readonly confidence: number;
  /** … or when the expected distance of the truth from the median is at most this, in levels */
  readonly expectedError: number;
};

/** Where nothing else is set. How many judgments they save depends on the data, and may be none. */
export const STOP_DEFAULTS: StopSettings = { least: 2, most: 5, confidence: 0.9, expectedError: 0.1 };

export type StopVerdict = {
  readonly isDone: boolean;
  readonly because: "too-few" | "confident" | "small-error" | "most-reached" | "uncertain";
};

/**
 * Whether an item needs another judgment, from its posterior so far. Adaptive stopping flatters agreement: compute
 * agreement on the first `least` ratings only, and keep `isAudited` items at full overlap.
 * Source: sequential stopping on the posterior, as in V. S. Sheng, F. Provost & P. G. Ipeirotis, KDD 2008.
 * @param row K posterior probabilities of the item @param ratings how many judgments it has
 * @returns the verdict and what decided
 * @example stopVerdict([0, 0, 0.05, 0.95, 0], 2) // done, "confident"
 */
export function stopVerdict(
  row: ArrayLike<number>,
  ratings: number,
  settings: StopSettings = STOP_DEFAULTS,
): StopVerdict {
  if (ratings < settings.least) return { isDone: false, because: "too-few" };
  const summary = summarizeItem(row);
  if (summary !== null && summary.peak >= settings.confidence) return { isDone: true, because: "confident" };
  if (summary !== null && summary.expectedError <= settings.expectedError) {
    return { isDone: true, because: "small-error" };
  }
  if (ratings >= settings.most) return { isDone: true, because: "most-reached" };
  return { isDone: false, because: "uncertain" };
}

/**
 * Whether an item belongs to the random audit share that is always judged to the full number: the only unbiased look at
 * agreement and at the stop rule itself.
 * @param chance a number drawn once per item, evenly from 0 (included) to 1 (excluded) @param share audit share, 0..1
 */
export function isAudited(chance: number, share = 0.05): boolean {
  return chance < share;
}
