import { expect, test } from "vitest";
import { LAYOUT_COUNT, narrowestLayout, packHistograms, packNarrow, unpackHistogram } from "./histogram.ts";
import { packByKernel } from "./histogram-kernel.ts";
import { readRatings } from "./published.ts";
import { createRandom } from "./random.ts";

const FIVE = readRatings("1155 2.34 .... 5555", 5);
const SEVEN = readRatings("1177 2.34 .... 7654", 7);

test.each([0, 1, 2, 3])("layout %d gives back what was counted", (layout) => {
  expect(layout).toBeLessThan(LAYOUT_COUNT);
  const histograms = packHistograms(FIVE, layout);
  const counts = new Int32Array(7);
  expect(unpackHistogram(histograms, 0, 5, counts, 1)).toBe(4);
  expect([...counts]).toEqual([0, 2, 0, 0, 0, 2, 0]);
  expect(unpackHistogram(histograms, 1, 5, counts, 1)).toBe(3);
  expect([...counts]).toEqual([0, 0, 1, 1, 1, 0, 0]);
  expect(unpackHistogram(histograms, 2, 5, counts, 0)).toBe(0);
  expect(unpackHistogram(histograms, 3, 5, counts, 0)).toBe(4);
});

test.each([1, 2, 3])("scales above five levels take several words, layout %d", (layout) => {
  const histograms = packHistograms(SEVEN, layout);
  expect(histograms.packed).toHaveLength(4 * histograms.words);
  const counts = new Int32Array(7);
  expect(unpackHistogram(histograms, 0, 7, counts, 0)).toBe(4);
  expect([...counts]).toEqual([2, 0, 0, 0, 0, 0, 2]);
  unpackHistogram(histograms, 3, 7, counts, 0);
  expect([...counts]).toEqual([0, 0, 0, 1, 1, 1, 1]);
});

test("up to five levels of many items fit in sixteen bits each", () => {
  const bytes = (items: number, levels: number): number => {
    const labeling = { ...FIVE, items, levels };
    return packHistograms(labeling, narrowestLayout(labeling)).packed.BYTES_PER_ELEMENT;
  };
  expect(bytes(10_000, 5)).toBe(2);
  expect(bytes(9_999, 5)).toBe(4);
  expect(bytes(10_000, 6)).toBe(4);
});

test.each([0, 1, 16_384, 40_001])(
  "the kernel and the plain loop count %d ratings alike, overflow included",
  (n) => {
    const random = createRandom(n);
    const draw = (sides: number) => Math.floor(random() * sides);
    const labeling = {
      items: 500,
      annotators: 1,
      levels: 5,
      item: Int32Array.from({ length: n }, () => draw(500)),
      annotator: new Int32Array(n),
      label: Uint8Array.from({ length: n }, () => draw(5)),
    };
    expect(packByKernel(labeling, 3)).toEqual(packNarrow(labeling, new Uint16Array(500)));
  },
);

test("a large labeling does not leave its counts to the next one", () => {
  const one = { ...FIVE, items: 30_000, item: new Int32Array(1), label: new Uint8Array(1) };
  packByKernel({ ...one, item: Int32Array.of(29_999) }, 3);
  const packed = packByKernel(one, 3);
  expect(packed?.[0]).toBe(1);
  expect(packed?.reduce((sum, slot) => sum + slot, 0)).toBe(1);
});
