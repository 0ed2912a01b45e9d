import type { Labeling } from "#lib/labeling.ts";
import { levelWeights, ratingsPerItem } from "./level-weights.ts";

/** What stands in a label array for an item without any rating. */
export const NO_LABEL = -1;

/** The result of a vote on one item; `label` is null, with an empty list of candidates, when nobody voted. */
export type ItemVote = {
  readonly label: number | null;
  readonly tied: boolean;
  /** All labels that share the first rank, ascending */
  readonly candidates: readonly number[];
};

/** The result of a voting rule on all items: parallel arrays, entry i = item i. */
export type Votes = {
  readonly items: number;
  readonly levels: number;
  /** Winning label 0..K-1, `NO_LABEL` without ratings */
  readonly label: Int8Array;
  /** 1 where several labels shared the first rank */
  readonly tied: Uint8Array;
  /** Ratings per item */
  readonly ratings: Int32Array;
  /** I × K shares of the weight, a row sums to 1 (to 0 without ratings) */
  readonly shares: Float64Array;
};

/** Sums of trust that differ by less than this part of the larger are equal: only rounding tells them apart. */
const SAME = 1e-12;

/**
 * The label with the largest weight. Tie on an ordered scale: the tied label nearest the weighted mean of the item, then the
 * lower one. Where labels have no order, a mean of their numbers means nothing: the tied label that is commoner among all
 * answers, then the lower one.
 *
 * The first rule is ordinal on purpose: of 1, 1, 5, 5, 4 the mean 3.2 says that 5 is nearer to what the group
 * meant than 1. The second is what everybody equally often right would make of it: answers that are as many speak alike, and
 * what is left is how common the labels are.
 * The tie rules are this product's conventions.
 * @param weights K numbers ≥ 0, the counts or sums of trust of one item
 * @param common K numbers of answers in all, for labels without an order
 * @example heaviest([1, 1, 1, 0, 0]) // label 1, tied, candidates 0 1 2
 * @example heaviest([1, 1, 1, 0, 0], [5, 6, 9, 7, 8]) // label 2
 */
export function heaviest(weights: ArrayLike<number>, common?: ArrayLike<number>): ItemVote {
  let most = 0;
  let total = 0;
  let moment = 0;
  for (let k = 0; k < weights.length; k++) {
    const weight = weights[k];
    most = Math.max(most, weight);
    total += weight;
    moment += weight * k;
  }
  if (total === 0) return { label: null, tied: false, candidates: [] };
  const candidates: number[] = [];
  for (let k = 0; k < weights.length; k++) if (weights[k] >= most * (1 - SAME)) candidates.push(k);
  const mean = moment / total;
  const cost = (k: number) => (common === undefined ? Math.abs(k - mean) : -common[k]);
  let label = candidates[0];
  for (const candidate of candidates) if (cost(candidate) < cost(label) - 1e-9) label = candidate;
  return { label, tied: candidates.length > 1, candidates };
}

/**
 * `heaviest` for every item, its ties broken as the scale wants it.
 * @param weight A numbers ≥ 0, or nothing for one vote each @param isOrdinal whether labels have an order
 */
export function heaviestOfAll(labeling: Labeling, isOrdinal: boolean, weight?: ArrayLike<number>): Votes {
  if (isOrdinal) return voteOnAll(labeling, (row) => heaviest(row), weight);
  const common = new Float64Array(labeling.levels);
  for (const label of labeling.label) common[label] = common[label] + 1;
  return voteOnAll(labeling, (row) => heaviest(row, common), weight);
}

/**
 * Runs a per-item rule over a whole labeling, with one weight per annotator.
 * @param labeling I items, A annotators, K levels @param rule decides one item from its K weights
 * @param weight A numbers ≥ 0, or nothing for one vote each
 */
export function voteOnAll(
  labeling: Labeling,
  rule: (weights: Float64Array) => ItemVote,
  weight?: ArrayLike<number>,
): Votes {
  const { items, levels } = labeling;
  const shares = levelWeights(labeling, weight);
  const label = new Int8Array(items).fill(NO_LABEL);
  const tied = new Uint8Array(items);
  for (let i = 0; i < items; i++) {
    const row = shares.subarray(i * levels, (i + 1) * levels);
    const vote = rule(row);
    if (vote.label === null) continue;
    label[i] = vote.label;
    tied[i] = vote.tied ? 1 : 0;
    const total = row.reduce((sum, part) => sum + part, 0);
    for (let k = 0; k < levels; k++) row[k] = row[k] / total;
  }
  return { items, levels, label, tied, ratings: ratingsPerItem(labeling), shares };
}
