import type { ItemClasses } from "#lib/statistics/counting/item-classes.ts";
import type { Interval } from "#lib/statistics/numeric/interval.ts";
import { drawBinomial } from "./binomial.ts";
import type { Random } from "./random.ts";

/**
 * Draws a sample of items with replacement, as numbers of items per class.
 *
 * What: as many pairable items as there are, each equally likely. Drawing per class (binomial by binomial, each
 * conditional on what is left) gives the same distribution as drawing item by item, but costs the number of classes
 * instead of the number of items.
 *
 * @param from the first class to draw from (classes are sorted by size, so this leaves out single ratings)
 * @param drawn C numbers, overwritten from `from` on
 */
export function drawItems(random: Random, classes: ItemClasses, from: number, drawn: Float64Array): void {
  let itemsLeft = 0;
  for (let c = from; c < classes.count; c++) itemsLeft += classes.items[c];
  let drawsLeft = itemsLeft;
  for (let c = from; c < classes.count; c++) {
    const items = classes.items[c];
    const draws = drawBinomial(random, drawsLeft, items / itemsLeft);
    drawn[c] = draws;
    drawsLeft -= draws;
    itemsLeft -= items;
  }
}

/** Number of the first class with at least two ratings per item, C where there is none. Classes are sorted by size. */
export function firstPairable({ size, count }: ItemClasses): number {
  let c = 0;
  while (c < count && size[c] < 2) c++;
  return c;
}

/**
 * The value below which a share of the sorted numbers lies, on the line between its two neighbors.
 * Source: R. J. Hyndman & Y. Fan, The American Statistician 50, 1996, type 7 (what R and numpy use).
 *
 * @param sorted ascending, at least one
 * @param share 0..1
 */
export function quantile(sorted: Float64Array, share: number): number {
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below];
  const high = sorted[Math.min(below + 1, sorted.length - 1)];
  return low + (position - below) * (high - low);
}

/**
 * The central interval that holds `confidence` of the sorted numbers.
 * Shapes: B ascending numbers, B ≥ 1; same unit out. Source: the percentile interval of B. Efron, Annals of
 * Statistics 7, 1979.
 */
export function percentileInterval(sorted: Float64Array, confidence: number): Interval {
  const tail = (1 - confidence) / 2;
  return { lower: quantile(sorted, tail), upper: quantile(sorted, 1 - tail) };
}
