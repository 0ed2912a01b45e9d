import type { Labeling } from "#lib/labeling.ts";
import { type ByItem, countLabelsOf } from "#lib/statistics/aggregation/by-item.ts";
import { heaviest, heaviestOfAll, type ItemVote, NO_LABEL, type Votes } from "./vote.ts";

/**
 * Majority vote on one item: the label given most often. Tie: the tied label nearest the item's mean, then the lower
 * one; ties are flagged because the tie rule alone can move accuracy by many points.
 *
 * The baseline of every comparison: one person one vote, the order of the scale ignored except in ties.
 * @param counts K counts of one item, in level order
 * @returns the label 0..K-1 (null without ratings), whether it was a tie, and among which labels
 * @example majorityOf([0, 2, 2, 1, 0]) // label 2 (mean 1.8), tied among 1 and 2
 */
export function majorityOf(counts: ArrayLike<number>): ItemVote {
  return heaviest(counts);
}

/**
 * Majority vote on every item; `shares` are the vote shares. Ties as in `heaviest`.
 * @param labeling I items, A annotators, K levels @param isOrdinal whether labels have an order (default yes)
 * @returns parallel arrays by item
 */
export function majorityVote(labeling: Labeling, isOrdinal = true): Votes {
  return heaviestOfAll(labeling, isOrdinal);
}

/**
 * The winners of `majorityVote` alone, from ratings by item: no table of shares is held.
 * @param isOrdinal whether labels have an order (default yes)
 */
export function majorityWinners(index: ByItem, isOrdinal = true): Pick<Votes, "label" | "tied"> {
  const { items, levels, key } = index;
  const row = new Float64Array(levels);
  const common = new Float64Array(levels);
  for (const cell of key) common[cell % levels] = common[cell % levels] + 1;
  const label = new Int8Array(items).fill(NO_LABEL);
  const tied = new Uint8Array(items);
  for (let i = 0; i < items; i++) {
    countLabelsOf(index, i, row);
    const vote = isOrdinal ? heaviest(row) : heaviest(row, common);
    if (vote.label === null) continue;
    label[i] = vote.label;
    tied[i] = vote.tied ? 1 : 0;
  }
  return { label, tied };
}
