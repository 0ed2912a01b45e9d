import type { Labeling } from "#lib/labeling.ts";
import { packByKernel } from "./histogram-kernel.ts";
import { type HistogramStates, histogramStates } from "./histogram-states.ts";

/**
 * How often each item got each level, packed into few integers.
 *
 * What: either one numbered state per item, or one row of `words` integers: the count of level k stands in word
 * `floor(k / perWord)`, `bits` bits wide, from bit `(k mod perWord) * bits` on.
 * Why: counting then is one look-up or addition per rating, in any order, without sorting, and two items are equal
 * exactly when their integers are.
 * Shapes: `packed` has I or I * words entries. Counts are exact; a layout that is too narrow is refused.
 */
export type PackedHistograms = PackedStates | PackedWords;

type PackedStates = { readonly states: HistogramStates; readonly packed: Uint8Array };
type PackedWords = {
  readonly words: number;
  readonly perWord: number;
  readonly bits: number;
  readonly packed: Int32Array;
};

/** Layout 0 are states; the others, from narrow to wide, hold up to 63, 32 767 and 2^31 - 1 ratings of one level on one item. */
const WORD_LAYOUTS = [
  { perWord: 5, bits: 6 },
  { perWord: 2, bits: 15 },
  { perWord: 1, bits: 31 },
] as const;

/** Number of layouts; `packHistograms` takes 0..LAYOUT_COUNT-1. */
export const LAYOUT_COUNT = 1 + WORD_LAYOUTS.length;

/** With more, a state would hold next to no ratings. */
const MOST_LEVELS_OF_STATES = 7;

/**
 * The narrowest layout worth trying: not the states where the ratings cannot fit.
 * Returns a number for `packHistograms`.
 */
export function narrowestLayout({ items, levels, item }: Labeling): number {
  if (levels > MOST_LEVELS_OF_STATES) return 1;
  return item.length > items * histogramStates(levels).most ? 1 : 0;
}

/**
 * Packs the histogram of every item in one pass over unsorted ratings: O(ratings), O(items * words) memory.
 * Overflow is not seen here: it loses ratings, so `collapse` compares the total and asks for the next layout.
 * Source: sums in bit fields as in D. E. Knuth, The Art of Computer Programming 4A, 2011, section 7.1.3.
 */
export function packHistograms(labeling: Labeling, layout: number): PackedHistograms {
  if (layout === 0) {
    const states = histogramStates(labeling.levels);
    return { states, packed: packByKernel(labeling, states.next) ?? packStates(labeling, states.next) };
  }
  const { perWord, bits } = WORD_LAYOUTS[layout - 1];
  const words = Math.ceil(labeling.levels / perWord);
  const packed = new Int32Array(labeling.items * words);
  if (words === 1) packOneWord(labeling, bits, packed);
  else packWords(labeling, perWord, bits, packed, words);
  return { words, perWord, bits, packed };
}

/**
 * What the kernel does, where there is none.
 * Shapes: I states.
 */
export function packStates({ items, item, label }: Labeling, next: Uint8Array): Uint8Array {
  const packed = new Uint8Array(items);
  for (let r = 0; r < item.length; r++) {
    const own = item[r];
    packed[own] = next[(label[r] << 8) | packed[own]];
  }
  return packed;
}

function packOneWord({ item, label }: Labeling, bits: number, packed: Int32Array): void {
  for (let r = 0; r < item.length; r++) {
    packed[item[r]] += 1 << (bits * label[r]);
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
    const level = label[r];
    const word = Math.floor(level / perWord);
    packed[item[r] * words + word] += 1 << (bits * (level - word * perWord));
  }
}

/**
 * Writes the counts per level of one item into `counts` (K entries from `at`) and returns their sum.
 * Units: counts.
 */
export function unpackHistogram(
  histograms: PackedHistograms,
  item: number,
  levels: number,
  counts: Int32Array,
  at: number,
): number {
  if ("states" in histograms) return unpackState(histograms, item, levels, counts, at);
  const { words, perWord, bits, packed } = histograms;
  const mask = bits === 31 ? 0x7fffffff : (1 << bits) - 1;
  let sum = 0;
  for (let level = 0; level < levels; level++) {
    const word = Math.floor(level / perWord);
    const count = (packed[item * words + word] >>> (bits * (level - word * perWord))) & mask;
    counts[at + level] = count;
    sum += count;
  }
  return sum;
}

function unpackState(
  { states: { histogram }, packed }: PackedStates,
  item: number,
  levels: number,
  counts: Int32Array,
  at: number,
): number {
  const row = packed[item] * levels;
  let sum = 0;
  for (let level = 0; level < levels; level++) {
    counts[at + level] = histogram[row + level];
    sum += counts[at + level];
  }
  return sum;
}
