import type { Labeling } from "#lib/labeling.ts";
import type { GoldLabels } from "#lib/statistics/aggregation/gold-labels.ts";
import type { Random } from "#lib/statistics/numeric/random.ts";

/** One deal of the gold: parts of gold items, each to be predicted from the gold of the others. */
export type Deal = readonly (readonly number[])[];

/** Gold items with at least one rating, ascending. */
export function ratedGold(labeling: Labeling, gold: GoldLabels): number[] {
  const hasRating = new Uint8Array(labeling.items);
  for (const i of labeling.item) hasRating[i] = 1;
  const items: number[] = [];
  for (let i = 0; i < gold.length; i++) if (gold[i] !== 0 && hasRating[i] === 1) items.push(i);
  return items;
}

/**
 * Deals items at random into equal parts.
 * Source: R. A. Fisher & F. Yates, Statistical Tables, 1938, for the shuffle.
 * @param items gold items @param folds number of parts
 */
export function dealItems(items: readonly number[], folds: number, random: Random): Deal {
  const order = [...items];
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    const moved = order[at];
    order[at] = order[other];
    order[other] = moved;
  }
  return Array.from({ length: folds }, (_, part) => order.filter((_item, at) => at % folds === part));
}

/** The gold without the items of a part. Shapes: I bit sets in and out. */
export function hideGold(gold: GoldLabels, part: readonly number[]): GoldLabels {
  const known = gold.slice();
  for (const i of part) known[i] = 0;
  return known;
}
