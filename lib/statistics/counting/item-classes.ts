import type { Labeling } from "#lib/labeling.ts";
import { findClasses } from "./class-table.ts";
import { LAYOUT_COUNT, narrowestLayout, packHistograms, unpackHistogram } from "./histogram.ts";

/**
 * Items that got the same number of each level are one class.
 *
 * What: five ratings on five levels allow 126 classes at most, whether there are a hundred items or a
 * million; every coefficient that does not ask who rated is a function of how many items each class has.
 * Order: by size, then by the counts from the highest level down, so that the result does not depend on
 * the order of items, ratings or shards. Items without a rating belong to no class.
 * Shapes: C classes, K levels. Units: counts (`items` may be fractional where a table of shares is given).
 */
export type ItemClasses = {
  readonly levels: number;
  /** C */
  readonly count: number;
  /** C * K: ratings of each level on every item of the class. */
  readonly histogram: Int32Array;
  /** C: ratings per item. */
  readonly size: Int32Array;
  /** C: number of items. */
  readonly items: Float64Array;
};

/** The classes and, worked out when first asked for, the number of each item's class or -1. */
export type Collapsed = { readonly classes: ItemClasses; readonly classOf: () => Int32Array };

/**
 * Collapses a labeling: O(ratings + items), independent of the order of both.
 *
 * Shapes: I items, K levels, any number of ratings in; C classes out, and one class number or -1 per item.
 * @throws RangeError for a label or item beyond what is declared, or an item with 2^31 ratings
 * @example collapse of items rated 1,2 · 2,1 · 3,3: two classes, one of them with two items
 */
export function collapse(labeling: Labeling): Collapsed {
  const { levels } = labeling;
  for (let layout = narrowestLayout(labeling); layout < LAYOUT_COUNT; layout++) {
    const found = findClasses(packHistograms(labeling, layout), labeling.items);
    const count = found.items.length;
    const histogram = new Int32Array(count * levels);
    const size = new Int32Array(count);
    let ratings = 0;
    for (let c = 0; c < count; c++) {
      size[c] = unpackHistogram(found.histograms, c, levels, histogram, c * levels);
      ratings += size[c] * found.items[c];
    }
    // A field that overflowed loses ratings into its neighbor, so the total tells whether every field fits.
    if (ratings !== labeling.item.length) continue;
    return inOrder({ levels, count, histogram, size, items: found.items }, found.classOf);
  }
  throw new RangeError("an item has 2^31 or more ratings, or a label is not below the number of levels");
}

/**
 * Builds classes from rows of counts (K per row), each with a number of items; equal rows stay apart.
 * Shapes: rows of K counts, as many numbers of items as rows; rows without ratings or items are left out. Never throws.
 */
export function classesFromCounts(
  rows: readonly (readonly number[])[],
  items: readonly number[],
  levels: number,
): ItemClasses {
  const used = rows.flatMap((row, i) => (row.some((count) => count > 0) && items[i] > 0 ? [i] : []));
  const histogram = Int32Array.from(used.flatMap((i) => [...rows[i]]));
  const size = Int32Array.from(used, (i) => rows[i].reduce((sum, count) => sum + count, 0));
  const share = Float64Array.from(used, (i) => items[i]);
  return inOrder({ levels, count: used.length, histogram, size, items: share }, () => new Int32Array(0))
    .classes;
}

/** Sorts the classes into the canonical order; `classOf` gives numbers in the order before. */
function inOrder(classes: ItemClasses, classOf: () => Int32Array): Collapsed {
  const { levels, count, histogram, size, items } = classes;
  const order = Array.from({ length: count }, (_, c) => c).sort((a, b) => compareClasses(classes, a, b));
  const sorted = new Int32Array(count * levels);
  order.forEach((from, to) => {
    sorted.set(histogram.subarray(from * levels, (from + 1) * levels), to * levels);
  });
  let renumbered: Int32Array | undefined;
  return {
    classes: {
      levels,
      count,
      histogram: sorted,
      size: Int32Array.from(order, (from) => size[from]),
      items: Float64Array.from(order, (from) => items[from]),
    },
    classOf: () => {
      renumbered ??= renumber(classOf(), order);
      return renumbered;
    },
  };
}

/** The same classes by their new numbers: `order[to] = from`. */
function renumber(classOf: Int32Array, order: readonly number[]): Int32Array {
  const position = new Int32Array(order.length);
  order.forEach((from, to) => {
    position[from] = to;
  });
  return classOf.map((c) => (c < 0 ? c : position[c]));
}

/** Smaller items first, then by the counts from the highest level down. */
function compareClasses({ levels, histogram, size }: ItemClasses, a: number, b: number): number {
  const bySize = size[a] - size[b];
  if (bySize !== 0) return bySize;
  for (let level = levels - 1; level >= 0; level--) {
    const difference = histogram[a * levels + level] - histogram[b * levels + level];
    if (difference !== 0) return difference;
  }
  return 0;
}
