import { NO_LABEL } from "#lib/statistics/aggregation/votes/vote.ts";
import { normalizeLogs } from "#lib/statistics/numeric/normalize-logs.ts";

/** What one row of posterior probabilities says about an item. */
export type ItemSummary = {
  /** Posterior median: the label with the smallest expected absolute error */
  readonly median: number;
  /** Most probable label, the lower of equals */
  readonly mode: number;
  /** Probability of the mode, the largest of the row */
  readonly peak: number;
  /** Expected distance of the truth from the median, in levels */
  readonly expectedError: number;
  /** Entropy in nats, 0 (certain) to ln K */
  readonly entropy: number;
};

/** Summaries of all items as parallel arrays; where `median[i]` is `NO_LABEL` nothing is known and the rest is void. */
export type Summaries = {
  readonly median: Int8Array;
  readonly mode: Int8Array;
  readonly entropy: Float64Array;
};

/** Two halves that differ by less than this differ by rounding only. */
const SLACK = 1e-12;

/**
 * Median, mode, peak, expected absolute error and entropy of one posterior.
 *
 * The median is the smallest label at or below which at least half of the probability lies; it is the label to hand out
 * on an ordered scale because it costs the least expected distance, while the mode is most often exactly right.
 * @param row K probabilities that sum to 1, or all 0 when nothing is known
 * @returns null when the row is empty of probability
 * @example summarizeItem([0.4, 0.3, 0.3, 0, 0]) // median 1, mode 0, peak 0.4, expected error 0.7
 */
export function summarizeItem(row: ArrayLike<number>): ItemSummary | null {
  let mode = 0;
  let total = 0;
  let entropy = 0;
  for (let k = 0; k < row.length; k++) {
    const share = row[k];
    total += share;
    if (share > row[mode]) mode = k;
    if (share > 0) entropy -= share * Math.log(share);
  }
  if (!(total > 0)) return null;
  const median = medianIndex(row);
  let expectedError = 0;
  for (let k = 0; k < row.length; k++) expectedError += row[k] * Math.abs(k - median);
  return { median, mode, peak: row[mode], expectedError, entropy: Math.max(0, entropy) };
}

function medianIndex(row: ArrayLike<number>): number {
  let below = 0;
  for (let k = 0; k < row.length - 1; k++) {
    below += row[k];
    if (below >= 0.5 - SLACK) return k;
  }
  return row.length - 1;
}

/**
 * Median, mode and entropy of `summarizeItem` for every item. @param posterior I × K, row by row @param levels K
 */
export function summarize(posterior: Float64Array, levels: number): Summaries {
  const items = posterior.length / levels;
  const median = new Int8Array(items).fill(NO_LABEL);
  const mode = new Int8Array(items).fill(NO_LABEL);
  const entropy = new Float64Array(items);
  for (let i = 0; i < items; i++) {
    const summary = summarizeItem(posterior.subarray(i * levels, (i + 1) * levels));
    if (summary === null) continue;
    median[i] = summary.median;
    mode[i] = summary.mode;
    entropy[i] = summary.entropy;
  }
  return { median, mode, entropy };
}

/**
 * Posterior of one item from a handful of answers and a fitted model: for deciding about an item while it is judged,
 * without refitting.
 * @param model class shares (K) and answer table, (annotator × K + label) × K + class
 * @param answers pairs of annotator index and label @returns K probabilities; without answers the class shares
 */
export function posteriorOf(
  model: { readonly prior: Float64Array; readonly table: Float64Array },
  answers: readonly (readonly [annotator: number, label: number])[],
): Float64Array {
  const levels = model.prior.length;
  const logs = model.prior.map(Math.log);
  for (const [annotator, label] of answers) {
    const base = (annotator * levels + label) * levels;
    for (let k = 0; k < levels; k++) logs[k] = logs[k] + Math.log(model.table[base + k]);
  }
  normalizeLogs(logs);
  return logs;
}
