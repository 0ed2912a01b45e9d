import { expect, test } from "vitest";
import { readRatings } from "#lib/statistics/agreement/published.fixture.ts";
import { createRandom } from "#lib/statistics/numeric/random.ts";
import { LAYOUT_COUNT, narrowestLayout, packHistograms, packStates, unpackHistogram } from "./histogram.ts";
import { packByKernel } from "./histogram-kernel.ts";
import { histogramStates } from "./histogram-states.ts";

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
  expect(histograms.packed.length).toBeGreaterThan(4);
  const counts = new Int32Array(7);
  expect(unpackHistogram(histograms, 0, 7, counts, 0)).toBe(4);
  expect([...counts]).toEqual([2, 0, 0, 0, 0, 0, 2]);
  unpackHistogram(histograms, 3, 7, counts, 0);
  expect([...counts]).toEqual([0, 0, 0, 1, 1, 1, 1]);
});

test("states are tried where the ratings may fit: up to seven levels, and no more ratings than all items hold", () => {
  const layout = (levels: number, ratings: number): number =>
    narrowestLayout({ ...FIVE, items: 10, levels, item: new Int32Array(ratings) });
  expect(layout(5, 50)).toBe(0);
  expect(layout(5, 51)).toBe(1);
  expect(layout(7, 30)).toBe(0);
  expect(layout(8, 30)).toBe(1);
});

test.each([0, 1, 16_384, 40_001])(
  "the kernel and the plain loop follow %d ratings alike, overflow and foreign labels included",
  (n) => {
    const random = createRandom(n);
    const draw = (sides: number) => Math.floor(random() * sides);
    const labeling = {
      items: 9000,
      annotators: 1,
      levels: 5,
      item: Int32Array.from({ length: n }, () => draw(9000)),
      annotator: new Int32Array(n),
      label: Uint8Array.from({ length: n }, () => (draw(1000) === 0 ? draw(256) : draw(5))),
    };
    const { next } = histogramStates(5);
    expect(packByKernel(labeling, next)).toEqual(packStates(labeling, next));
  },
);

test("a large labeling does not leave its counts to the next one", () => {
  const one = { ...FIVE, items: 300_000, item: new Int32Array(1), label: new Uint8Array(1) };
  const { next } = histogramStates(5);
  packByKernel({ ...one, item: Int32Array.of(299_999) }, next);
  const packed = packByKernel(one, next);
  expect(packed?.[0]).toBe(1);
  expect(packed?.reduce((sum, state) => sum + state, 0)).toBe(1);
});
