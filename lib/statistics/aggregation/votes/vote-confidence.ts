import type { Labeling } from "#lib/labeling.ts";
import { type ByItem, byItem, countLabelsOf, ratingsOf } from "#lib/statistics/aggregation/by-item.ts";
import { normalizeLogs } from "#lib/statistics/numeric/normalize-logs.ts";

/** Imaginary pairs of answers, and how often an answer is right by them. */
const PAIRS = 40;
const RIGHT = 0.65;
const MOST_RIGHT = 0.92;
/** Imaginary answers per level, in the shares of all answers. */
const ANSWERS = 5;
/** How much a level speaks for itself by being common. */
const COMMON = 0.05;
/** Answers on one item share their mistakes: each further one tells less. */
const SHARED = 0.1;

/**
 * How probable each level of an item is by its votes alone: as if everybody were right equally often, erred evenly and that
 * share were known from how often two people agree.
 *
 * The share of the votes says 1 where one person answered. This says .65 there, and more only when people agree. On
 * public web-search judgments with one answer an item the share's calibration error was .45, this one's .10.
 *
 * Two answers agree with probability p = (agreeing pairs + 40 p0) / (pairs + 40), p0 = .65² + .35² / (K - 1). An answer is
 * right with probability q, the larger root of (K q² - 2 q + 1) / (K - 1) = p, kept between 1 / K + .02 and .92.
 * Level k weighs m_k^.05 (q (K - 1) / (1 - q))^(n_k / (1 + .1 (n - 1))), m_k its share of all answers with five more of
 * each level.
 * Source: the homogeneous one-coin model, Dawid & Skene 1979 with one error rate for all; its constants are ours.
 * @param labeling I items, A annotators, K levels
 * @returns I × K probabilities; rows of zeros without ratings
 * @example one answer in all, level 3 of five: .65 for level 3 (a little more, as it is the common one)
 */
export function voteConfidence(labeling: Labeling): Float64Array {
  return voteConfidenceOf(byItem(labeling));
}

/** The same of ratings by item. @param room I × K numbers to write it over; new ones where absent */
export function voteConfidenceOf(index: ByItem, room?: Float64Array): Float64Array {
  const { items, levels } = index;
  const scale = voteScale(index);
  const table = room ?? new Float64Array(items * levels);
  for (let i = 0; i < items; i++) {
    setVoteConfidence(index, scale, i, table.subarray(i * levels, (i + 1) * levels));
  }
  return table;
}

/** What one answer tells, everywhere the same. */
export type VoteScale = {
  /** K logarithms of how common a level is, to the power that this counts by */
  readonly logCommon: Float64Array;
  /** ln of how many times more probable the level of a single answer is than another one */
  readonly logOdds: number;
};

/** What all votes say of each, as in `voteConfidence`. */
export function voteScale(index: ByItem): VoteScale {
  const { levels, key } = index;
  const all = new Float64Array(levels).fill(ANSWERS);
  for (const cell of key) all[cell % levels] = all[cell % levels] + 1;
  const total = key.length + ANSWERS * levels;
  const right = shareRight(index);
  return {
    logCommon: all.map((given) => COMMON * Math.log(given / total)),
    logOdds: Math.log((right * (levels - 1)) / (1 - right)),
  };
}

/**
 * The confidence of one item.
 * @param row K numbers, overwritten with probabilities, with zeros without ratings
 */
export function setVoteConfidence(index: ByItem, scale: VoteScale, item: number, row: Float64Array): void {
  countLabelsOf(index, item, row);
  const given = ratingsOf(index, item);
  if (given === 0) return;
  const each = scale.logOdds / (1 + SHARED * (given - 1));
  for (let k = 0; k < row.length; k++) row[k] = scale.logCommon[k] + row[k] * each;
  normalizeLogs(row);
}

/** How often one answer is right, from how often two on one item are the same. */
function shareRight(index: ByItem): number {
  const { items, levels } = index;
  const row = new Float64Array(levels);
  let pairs = PAIRS;
  let agreeing = PAIRS * (RIGHT ** 2 + (1 - RIGHT) ** 2 / (levels - 1));
  for (let i = 0; i < items; i++) {
    countLabelsOf(index, i, row);
    const given = ratingsOf(index, i);
    pairs += (given * (given - 1)) / 2;
    agreeing += row.reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
  }
  const root = Math.sqrt(Math.max(0, 1 - levels * (1 - (levels - 1) * (agreeing / pairs))));
  return Math.min(MOST_RIGHT, Math.max(1 / levels + 0.02, (1 + root) / levels));
}
