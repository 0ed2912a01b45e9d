import type { PackedHistograms } from "./histogram.ts";

/** The distinct histograms, how many items have each, and on demand which one each item has, -1 when empty. */
export type FoundClasses = {
  readonly histograms: PackedHistograms;
  readonly items: Float64Array;
  readonly classOf: () => Int32Array;
};

/**
 * Finds the distinct histograms: O(items * words).
 * Shapes: one row of words per item in; C distinct rows, C counts of items out. Source: counting by value, or open
 * addressing (Knuth, The Art of Computer Programming 3, section 6.4).
 */
export function findClasses(histograms: PackedHistograms, itemCount: number): FoundClasses {
  const { packed } = histograms;
  if (packed instanceof Uint16Array) return findByValue(histograms, packed);
  return findByHash(histograms, packed, itemCount);
}

/** Sixteen bits are few enough to count by value: one addition per item. */
function findByValue(histograms: PackedHistograms, packed: Uint16Array): FoundClasses {
  const times = new Int32Array(0x10000);
  for (let i = 0; i < packed.length; i++) (times[packed[i] as number] as number) += 1;
  times[0] = 0;
  const values: number[] = [];
  for (let value = 1; value < times.length; value++) if (times[value] !== 0) values.push(value);
  return {
    histograms: { ...histograms, packed: Uint16Array.from(values) },
    items: Float64Array.from(values, (value) => times[value] as number),
    classOf: () => {
      const place = new Int32Array(0x10000).fill(-1);
      values.forEach((value, c) => {
        place[value] = c;
      });
      return Int32Array.from(packed, (value) => place[value] as number);
    },
  };
}

/** Open addressing on the packed words: the table holds class numbers, `first` an item of each class. */
function findByHash(histograms: PackedHistograms, packed: Int32Array, itemCount: number): FoundClasses {
  const { words } = histograms;
  const classOf = new Int32Array(itemCount);
  const first: number[] = [];
  const items: number[] = [];
  let mask = 255;
  let table = new Int32Array(mask + 1).fill(-1);
  for (let item = 0; item < itemCount; item++) {
    const at = item * words;
    if (isEmpty(packed, at, words)) {
      classOf[item] = -1;
      continue;
    }
    let slot = scatter(mixWords(packed, at, words)) & mask;
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
  const distinct = new Int32Array(first.length * words);
  first.forEach((item, c) => {
    distinct.set(packed.subarray(item * words, (item + 1) * words), c * words);
  });
  return {
    histograms: { ...histograms, packed: distinct },
    items: Float64Array.from(items),
    classOf: () => classOf,
  };
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
