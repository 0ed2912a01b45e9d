import { ratingsOf } from "#lib/statistics/aggregation/by-item.ts";
import { type GoldLabels, isAcceptable } from "#lib/statistics/aggregation/gold-labels.ts";
import { askAbout, type OpinionLogs } from "./ask.ts";
import { cautiousSettings, poolEach, poolItem } from "./log-pool.ts";
import type { Opinions } from "./opinions.ts";

/** One gold item with ratings: its acceptable labels and how much it counts. */
export type WeighedGold = { readonly item: number; readonly bits: number; readonly weight: number };

/**
 * The gold items that have ratings, each with how much it counts.
 *
 * Gold drawn at random counts evenly. Gold chosen by level is not like the items: level k then counts by the share of the
 * items that the cautious pool gives it over its share of the gold, with mean 1. A key that accepts several levels is
 * divided over them as the cautious pool divides it.
 * Source: inverse probability weighting, D. G. Horvitz & D. J. Thompson, JASA 47, 1952.
 * @param opinions I items, K levels @param gold I bit sets, 0 = not gold
 * @param isByLevel whether levels were chosen; where nobody says, gold that has every level equally often is taken for it
 */
export function weighGold(opinions: Opinions, gold: GoldLabels, isByLevel?: boolean): WeighedGold[] {
  const items = ratedItems(opinions, gold);
  const said = askAbout(opinions, items);
  const divided = items.map((item, place) => divide(said, place, gold[item]));
  const had = new Float64Array(said.levels);
  for (const row of divided) for (let k = 0; k < row.length; k++) had[k] = had[k] + row[k];
  if (!(isByLevel ?? isEven(had))) return items.map((item) => ({ item, bits: gold[item], weight: 1 }));
  const wanted = sharesOfItems(opinions);
  const weights = divided.map((row) =>
    row.reduce((sum, share, k) => (share > 0 ? sum + (share * wanted[k]) / had[k] : sum), 0),
  );
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / items.length;
  return items.map((item, at) => ({ item, bits: gold[item], weight: weights[at] / mean }));
}

/** Gold items with ratings, ascending. */
function ratedItems({ index }: Opinions, gold: GoldLabels): number[] {
  const items: number[] = [];
  for (let i = 0; i < index.items; i++) if (gold[i] !== 0 && ratingsOf(index, i) > 0) items.push(i);
  return items;
}

/**
 * Whether counts are no further from even than even odds make them in the mean: χ² at most its K - 1 degrees of freedom.
 * To weigh random gold costs little, not to weigh chosen gold costs up to 5 points.
 */
function isEven(had: Float64Array): boolean {
  const expected = had.reduce((sum, count) => sum + count, 0) / had.length;
  return had.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0) <= had.length - 1;
}

/** The cautious pool's probabilities of one item, within its acceptable labels. */
function divide(said: OpinionLogs, place: number, bits: number): Float64Array {
  const row = new Float64Array(said.levels);
  poolItem(said, place, cautiousSettings(said.levels), row);
  const within = row.map((share, k) => (isAcceptable(bits, k) ? share : 0));
  const total = within.reduce((sum, share) => sum + share, 0);
  return within.map((share) => share / total);
}

/** Gold is weighed again for every deal of a bench, and all items say the same each time. */
const known = new WeakMap<Opinions, Float64Array>();

/** How many items are of each level by the cautious pool. */
function sharesOfItems(opinions: Opinions): Float64Array {
  const { levels } = opinions.index;
  const sizes = known.get(opinions) ?? new Float64Array(levels);
  if (known.has(opinions)) return sizes;
  poolEach(opinions, [cautiousSettings(levels)], (_, row) => {
    for (let k = 0; k < levels; k++) sizes[k] = sizes[k] + row[k];
  });
  known.set(opinions, sizes);
  return sizes;
}
