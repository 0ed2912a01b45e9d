import type { Labeling } from "#lib/labeling.ts";
import { beliefInPeople } from "#lib/statistics/aggregation/enough.ts";
import type { GoldLabels } from "#lib/statistics/aggregation/gold-labels.ts";
import { voteConfidence } from "#lib/statistics/aggregation/votes/vote-confidence.ts";
import { goldLikeItems } from "./gold-alike.ts";
import { drawSettings } from "./gold-draws.ts";
import { goldStep } from "./gold-step.ts";
import { weighGold } from "./gold-weight.ts";
import { cautiousSettings, type PoolSettings, poolAll } from "./log-pool.ts";
import { type Opinions, opinionsOf } from "./opinions.ts";

export type PoolOptions = {
  /** I bit sets of acceptable labels, 0 = not gold */
  readonly gold?: GoldLabels;
  /** Whether gold was chosen by its level rather than drawn at random; without it, whether every level is equally often */
  readonly isGoldByLevel?: boolean;
  /** `opinionsOf` the same labeling, where they are known already: they depend on no gold */
  readonly opinions?: Opinions;
};

/**
 * How probable each level of each item is: five opinions pooled cautiously, gold deciding how much each counts, and the votes
 * as guard: λ pool + (1 - λ) votes, λ how far people are known (`beliefInPeople`).
 *
 * Gold is never clamped: an item's own key does not change what its ratings say, so gold items show how good the rest is.
 * Source: C. Genest & J. V. Zidek, Combining probability distributions, Statistical Science 1, 1986; form and constants were
 * chosen on twenty public sets, leaving each out.
 * @param labeling I items, A annotators, K levels
 * @returns I × K probabilities; rows of zeros without ratings
 * @example one person's answers, without gold, get what `voteConfidence` says of them
 */
export function pooledConfidence(labeling: Labeling, options: PoolOptions = {}): Float64Array {
  const votes = voteConfidence(labeling);
  const belief = beliefInPeople(labeling, options.gold);
  if (belief === 0) return votes;
  const opinions = options.opinions ?? opinionsOf(labeling);
  const pool = poolAll(opinions, settingsOf(labeling, opinions, options));
  // In place: in a large project each such table is tens of megabytes.
  for (let at = 0; at < pool.length; at++) pool[at] = belief * pool[at] + (1 - belief) * votes[at];
  return pool;
}

/**
 * The settings over which the pool is averaged: the cautious ones alone, or what gold makes of them.
 * Shapes as in `PoolSettings`; sources as in `goldStep`.
 * @param options gold, and whether it was chosen by level
 */
export function settingsOf(
  labeling: Labeling,
  opinions: Opinions,
  { gold, isGoldByLevel }: PoolOptions,
): readonly PoolSettings[] {
  const known = gold === undefined ? [] : weighGold(opinions, gold, isGoldByLevel);
  if (known.length === 0) return [cautiousSettings(opinions.levels)];
  const alike = goldLikeItems(labeling, opinions, known);
  return drawSettings(goldStep(alike.opinions, alike.gold));
}
