import type { PackedHistograms } from "./histogram.ts";

type States = Extract<PackedHistograms, { states: unknown }>;
type Words = Exclude<PackedHistograms, States>;

/** The distinct histograms, how many items have each, and on demand which one each item has, -1 when empty. */
export type FoundClasses = {
  readonly histograms: PackedHistograms;
  readonly items: Float64Array;
  readonly classOf: () => Int32Array;
};

/**
 * Finds the distinct histograms: O(items * words).
 * Shapes: one row of words per item in; C distinct rows, C counts of items out. Never throws.
 * Source: open addressing, D. E. Knuth, The Art of Computer Programming 3, 2nd ed. 1998, section 6.4.
 */
export function findClasses(histograms: PackedHistograms, itemCount: number): FoundClasses {
  if ("states" in histograms) return findByState(histograms);
  return findByHash(histograms, itemCount);
}

/** States are few enough to count by value; four counters for each, as the same one twice in a row would have to wait. */
function findByState({ states, packed }: States): FoundClasses {
  const times = new Int32Array(4 * 256);
  const whole = packed.length - (packed.length % 4);
  for (let i = 0; i < whole; i += 4) {
    times[packed[i]] += 1;
    times[256 + packed[i + 1]] += 1;
    times[512 + packed[i + 2]] += 1;
    times[768 + packed[i + 3]] += 1;
  }
  for (let i = whole; i < packed.length; i++) times[packed[i]] += 1;
  const items = times.subarray(0, 256).map((count, state) => {
    return count + [1, 2, 3].reduce((sum, lane) => sum + times[lane * 256 + state], 0);
  });
  const used = Array.from(items.keys()).filter((state) => state > 0 && items[state] !== 0);
  return {
    histograms: { states, packed: Uint8Array.from(used) },
    items: Float64Array.from(used, (state) => items[state]),
    classOf: () => {
      const position = new Int32Array(256).fill(-1);
      used.forEach((state, c) => {
        position[state] = c;
      });
      return Int32Array.from(packed, (state) => position[state]);
    },
  };
}

/** Open addressing on the packed words: the table holds class numbers, `first` an item of each class. */
function findByHash(histograms: Words, itemCount: number): FoundClasses {
  const { words, packed } = histograms;
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
    let c = table[slot];
    while (c >= 0 && !sameWords(packed, at, first[c] * words, words)) {
      slot = (slot + 1) & mask;
      c = table[slot];
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
    items[c] += 1;
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
    while (table[slot] >= 0) slot = (slot + 1) & mask;
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
  let hash = packed[at];
  for (let w = 1; w < words; w++) hash = Math.imul(hash, 31) + packed[at + w];
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
