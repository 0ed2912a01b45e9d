import { expect, test } from "vitest";
import { LAYOUT_COUNT, narrowestLayout, packHistograms, unpackHistogram } from "./histogram.ts";
import { readRatings } from "./published.ts";

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
