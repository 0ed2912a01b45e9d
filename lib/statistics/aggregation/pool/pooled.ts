import type { Labeling } from "#lib/labeling.ts";
import { byItem, ratingsOf } from "#lib/statistics/aggregation/by-item.ts";
import { beliefInPeople } from "#lib/statistics/aggregation/enough.ts";
import type { GoldLabels } from "#lib/statistics/aggregation/gold-labels.ts";
import {
  setVoteConfidence,
  voteConfidenceOf,
  voteScale,
} from "#lib/statistics/aggregation/votes/vote-confidence.ts";
import { askAbout } from "./ask.ts";
import { goldLikeItems } from "./gold-alike.ts";
import { drawSettings } from "./gold-draws.ts";
import { goldStep } from "./gold-step.ts";
import { weighGold } from "./gold-weight.ts";
import { cautiousSettings, type PoolSettings, poolEach, poolMean } from "./log-pool.ts";
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
  const belief = beliefInPeople(labeling, options.gold);
  if (belief === 0) return voteConfidenceOf(options.opinions?.index ?? byItem(labeling));
  const opinions = options.opinions ?? opinionsOf(labeling);
  const { index } = opinions;
  const table = voteConfidenceOf(index);
  // Over the votes, in place: in a large project each such table is tens of megabytes.
  poolEach(opinions, settingsOf(opinions, options), (item, mean) => {
    mix(belief, mean, table.subarray(item * index.levels, (item + 1) * index.levels));
  });
  return table;
}

/**
 * Says what `pooledConfidence` says of some items, under one gold or another, without a table of all of them.
 * @param opinions `opinionsOf` the labeling
 * @returns for n items n × K probabilities in the order of the list; rows of zeros without ratings
 */
export function poolerOf(labeling: Labeling, opinions: Opinions) {
  const { index } = opinions;
  const scale = voteScale(index);
  return (items: readonly number[], options: Omit<PoolOptions, "opinions"> = {}): Float64Array => {
    const { levels } = index;
    const table = new Float64Array(items.length * levels);
    const rowOf = (place: number) => table.subarray(place * levels, (place + 1) * levels);
    items.forEach((item, place) => {
      setVoteConfidence(index, scale, item, rowOf(place));
    });
    const belief = beliefInPeople(labeling, options.gold);
    if (belief === 0) return table;
    const said = askAbout(opinions, items);
    const settings = settingsOf(opinions, options);
    const drawn = new Float64Array(levels);
    const mean = new Float64Array(levels);
    items.forEach((item, place) => {
      if (ratingsOf(index, item) === 0) return;
      mean.fill(0);
      poolMean(said, place, settings, drawn, mean);
      mix(belief, mean, rowOf(place));
    });
    return table;
  };
}

/** The pool by as much as people are known, the votes for the rest. @param row the votes, overwritten */
function mix(belief: number, pool: Float64Array, row: Float64Array): void {
  for (let k = 0; k < row.length; k++) row[k] = belief * pool[k] + (1 - belief) * row[k];
}

/**
 * The settings over which the pool is averaged: the cautious ones alone, or what gold makes of them.
 * Shapes as in `PoolSettings`; sources as in `goldStep`.
 * @param options gold, and whether it was chosen by level
 */
function settingsOf(
  opinions: Opinions,
  { gold, isGoldByLevel }: Omit<PoolOptions, "opinions">,
): readonly PoolSettings[] {
  const known = gold === undefined ? [] : weighGold(opinions, gold, isGoldByLevel);
  if (known.length === 0) return [cautiousSettings(opinions.index.levels)];
  const alike = goldLikeItems(opinions, known);
  return drawSettings(goldStep(alike.said, alike.gold));
}
