import type { Labeling } from "#lib/labeling.ts";
import { packByKernel } from "./histogram-kernel.ts";

/**
 * How often each item got each level, packed into few integers.
 *
 * What: one row of `words` integers per item; the count of level k stands in word
 * `floor(k / perWord)`, `bits` bits wide, from bit `(k mod perWord) * bits` on.
 * Why: counting then is one addition per rating, in any order, without sorting, and two items are equal
 * exactly when their words are.
 * Shapes: `packed` has items * words entries. Counts are exact; a layout that is too narrow is refused.
 */
export type PackedHistograms = {
  readonly words: number;
  readonly perWord: number;
  readonly bits: number;
  readonly packed: Uint16Array | Int32Array;
};

/** Up to five levels with at most 7 ratings each: 16 bits, so that a million items lie in two megabytes of cache. */
const NARROW = { perWord: 5, bits: 3 };

/** Layouts from narrow to wide: up to 7, 63, 32 767 and 2^31 - 1 ratings of one level on one item. */
const LAYOUTS = [
  NARROW,
  { perWord: 5, bits: 6 },
  { perWord: 2, bits: 15 },
  { perWord: 1, bits: 31 },
] as const;

/** Number of layouts; `packHistograms` takes 0..LAYOUT_COUNT-1. */
export const LAYOUT_COUNT = LAYOUTS.length;

/** Below this many items going through all values of sixteen bits costs more than it saves. */
const MANY_ITEMS = 10_000;

/**
 * The narrowest layout worth trying: the first only fits scales of one word.
 * Returns a number for `packHistograms`. Source: measured, see the constants.
 */
export function narrowestLayout({ items, levels }: Labeling): number {
  return levels <= NARROW.perWord && items >= MANY_ITEMS ? 0 : 1;
}

/**
 * Packs the histogram of every item in one pass over unsorted ratings: O(ratings), O(items * words) memory.
 * Overflow of a field is not seen here: it loses ratings, so `collapse` compares the total and asks for the next layout.
 * Source: counting sort without the sort; sums in bit fields as in D. E. Knuth, The Art of Computer Programming 4A,
 * section 7.1.3.
 */
export function packHistograms(labeling: Labeling, layout: number): PackedHistograms {
  const { perWord, bits } = LAYOUTS[layout] as (typeof LAYOUTS)[number];
  const words = Math.ceil(labeling.levels / perWord);
  const entries = labeling.items * words;
  if (layout === 0) {
    const packed = packByKernel(labeling, bits) ?? packNarrow(labeling, new Uint16Array(entries));
    return { words, perWord, bits, packed };
  }
  const packed = new Int32Array(entries);
  if (words === 1) packOneWord(labeling, bits, packed);
  else packWords(labeling, perWord, bits, packed, words);
  return { words, perWord, bits, packed };
}

/**
 * What the kernel does, where there is none.
 * Shapes: I slots of 16 bits, added to and returned. Source: see `packHistograms`.
 */
export function packNarrow({ item, label }: Labeling, packed: Uint16Array): Uint16Array {
  for (let r = 0; r < item.length; r++) {
    (packed[item[r] as number] as number) += 1 << (NARROW.bits * (label[r] as number));
  }
  return packed;
}

function packOneWord({ item, label }: Labeling, bits: number, packed: Int32Array): void {
  for (let r = 0; r < item.length; r++) {
    (packed[item[r] as number] as number) += 1 << (bits * (label[r] as number));
  }
}

function packWords(
  { item, label }: Labeling,
  perWord: number,
  bits: number,
  packed: Int32Array,
  words: number,
): void {
  for (let r = 0; r < item.length; r++) {
    const level = label[r] as number;
    const word = Math.floor(level / perWord);
    (packed[(item[r] as number) * words + word] as number) += 1 << (bits * (level - word * perWord));
  }
}

/**
 * Writes the counts per level of one item into `counts` (K entries from `at`) and returns their sum.
 * Units: counts. Source: the layouts above.
 */
export function unpackHistogram(
  histograms: PackedHistograms,
  item: number,
  levels: number,
  counts: Int32Array,
  at: number,
): number {
  const { words, perWord, bits, packed } = histograms;
  const mask = bits === 31 ? 0x7fffffff : (1 << bits) - 1;
  let sum = 0;
  for (let level = 0; level < levels; level++) {
    const word = Math.floor(level / perWord);
    const count = ((packed[item * words + word] as number) >>> (bits * (level - word * perWord))) & mask;
    counts[at + level] = count;
    sum += count;
  }
  return sum;
}
