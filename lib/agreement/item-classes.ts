import type { Labeling } from "#lib/labeling.ts";
import { LAYOUT_COUNT, type PackedHistograms, packHistograms, unpackHistogram } from "./histogram.ts";

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

/** The classes and, for every item, the number of its class or -1. */
export type Collapsed = { readonly classes: ItemClasses; readonly classOf: Int32Array };

/**
 * Collapses a labeling: O(ratings + items), independent of the order of both.
 *
 * @example collapse of items rated 1,2 · 2,1 · 3,3: two classes, one of them with two items
 */
export function collapse(labeling: Labeling): Collapsed {
  for (let layout = 0; layout < LAYOUT_COUNT; layout++) {
    const histograms = packHistograms(labeling, layout);
    const found = findClasses(histograms, labeling.items);
    const histogram = new Int32Array(found.first.length * labeling.levels);
    const size = new Int32Array(found.first.length);
    let ratings = 0;
    found.first.forEach((item, c) => {
      size[c] = unpackHistogram(histograms, item, labeling.levels, histogram, c * labeling.levels);
      ratings += (size[c] as number) * (found.items[c] as number);
    });
    // A field that overflowed loses ratings into its neighbor, so the total tells whether every field fits.
    if (ratings !== labeling.item.length) continue;
    return inOrder(
      { levels: labeling.levels, count: size.length, histogram, size, items: found.items },
      found.classOf,
    );
  }
  throw new RangeError("an item has 2^31 or more ratings");
}

/** Builds classes from rows of counts (K per row), each with a number of items; equal rows stay apart. */
export function classesFromCounts(
  rows: readonly (readonly number[])[],
  items: readonly number[],
  levels: number,
): ItemClasses {
  const used = rows.flatMap((row, i) => (row.some((count) => count > 0) && (items[i] ?? 0) > 0 ? [i] : []));
  const histogram = Int32Array.from(used.flatMap((i) => [...(rows[i] as readonly number[])]));
  const size = Int32Array.from(used, (i) =>
    (rows[i] as readonly number[]).reduce((sum, count) => sum + count, 0),
  );
  const share = Float64Array.from(used, (i) => items[i] as number);
  return inOrder({ levels, count: used.length, histogram, size, items: share }, new Int32Array(0)).classes;
}

type Found = { first: number[]; items: Float64Array; classOf: Int32Array };

/** Open addressing on the packed words: the table holds class numbers, `first` an item of each class. */
function findClasses({ packed, words }: PackedHistograms, itemCount: number): Found {
  const classOf = new Int32Array(itemCount);
  const first: number[] = [];
  const items: number[] = [];
  let mask = 4095;
  let table = new Int32Array(mask + 1).fill(-1);
  for (let item = 0; item < itemCount; item++) {
    const at = item * words;
    const hash = words === 1 ? (packed[at] as number) : mixWords(packed, at, words);
    if (hash === 0 && isEmpty(packed, at, words)) {
      classOf[item] = -1;
      continue;
    }
    let slot = scatter(hash) & mask;
    let c = table[slot] as number;
    while (c >= 0 && !sameWords(packed, at, (first[c] as number) * words, words)) {
      slot = (slot + 1) & mask;
      c = table[slot] as number;
    }
    if (c < 0) {
      c = first.length;
      table[slot] = c;
      first.push(item);
      items.push(0);
      if (first.length * 2 > mask) {
        mask = mask * 2 + 1;
        table = rehash(packed, words, first, mask);
      }
    }
    (items[c] as number) += 1;
    classOf[item] = c;
  }
  return { first, items: Float64Array.from(items), classOf };
}

function rehash(
  packed: Int32Array,
  words: number,
  first: readonly number[],
  mask: number,
): Int32Array<ArrayBuffer> {
  const table = new Int32Array(mask + 1).fill(-1);
  first.forEach((item, c) => {
    let slot = scatter(mixWords(packed, item * words, words)) & mask;
    while ((table[slot] as number) >= 0) slot = (slot + 1) & mask;
    table[slot] = c;
  });
  return table;
}

/** Multiplying by 2^32 / golden ratio spreads the low fields over all bits; the high half is the good one. */
function scatter(hash: number): number {
  const product = Math.imul(hash, 0x9e3779b1);
  return product ^ (product >>> 15);
}

function mixWords(packed: Int32Array, at: number, words: number): number {
  let hash = packed[at] as number;
  for (let w = 1; w < words; w++) hash = Math.imul(hash, 31) + (packed[at + w] as number);
  return hash | 0;
}

function isEmpty(packed: Int32Array, at: number, words: number): boolean {
  for (let w = 0; w < words; w++) if (packed[at + w] !== 0) return false;
  return true;
}

function sameWords(packed: Int32Array, left: number, right: number, words: number): boolean {
  for (let w = 0; w < words; w++) if (packed[left + w] !== packed[right + w]) return false;
  return true;
}

/** Sorts the classes into the canonical order and renumbers `classOf` in place. */
function inOrder(classes: ItemClasses, classOf: Int32Array): Collapsed {
  const { levels, count, histogram, size, items } = classes;
  const order = Array.from({ length: count }, (_, c) => c).sort((a, b) => compareClasses(classes, a, b));
  const place = new Int32Array(count);
  const sorted = new Int32Array(count * levels);
  order.forEach((from, to) => {
    place[from] = to;
    sorted.set(histogram.subarray(from * levels, (from + 1) * levels), to * levels);
  });
  for (let i = 0; i < classOf.length; i++) {
    const c = classOf[i] as number;
    if (c >= 0) classOf[i] = place[c] as number;
  }
  const pick = (from: number): number => size[from] as number;
  return {
    classes: {
      levels,
      count,
      histogram: sorted,
      size: Int32Array.from(order, pick),
      items: Float64Array.from(order, (from) => items[from] as number),
    },
    classOf,
  };
}

/** Smaller items first, then by the counts from the highest level down. */
function compareClasses({ levels, histogram, size }: ItemClasses, a: number, b: number): number {
  const bySize = (size[a] as number) - (size[b] as number);
  if (bySize !== 0) return bySize;
  for (let level = levels - 1; level >= 0; level--) {
    const difference = (histogram[a * levels + level] as number) - (histogram[b * levels + level] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}
