import { expect, test } from "vitest";
import { labelingFromMatrix } from "#lib/labeling.ts";
import { thin, variantsOf, withWholeGold } from "./thin.ts";

const labeling = labelingFromMatrix(
  [
    [0, 1, 0, 1, 1],
    [1, 0],
  ],
  2,
);
const set = {
  ...{ name: "small", labeling, truth: Int32Array.of(1, 2), isOrdinal: true, isCrowd: true, query: null },
};
const counts = (found: typeof labeling) => [0, 1].map((item) => found.item.filter((i) => i === item).length);

test("a thinned labeling has at most this many labels an item, others at random", () => {
  expect(counts(thin(labeling, 3, 1))).toEqual([3, 2]);
  const seen = new Set(Array.from({ length: 20 }, (_, seed) => thin(labeling, 3, seed).annotator.join()));
  expect(seen.size).toBeGreaterThan(3);
});

test("a set comes whole, and thinned only where something is left out", () => {
  const [whole, thinned] = variantsOf(set, 2, 1);
  expect(whole).toMatchObject({ name: "small", labelings: [labeling] });
  expect(thinned?.labelings.map(counts)).toEqual([
    [3, 2],
    [3, 2],
  ]);
  const few = { ...set, labeling: thin(labeling, 2, 1) };
  expect(variantsOf(few, 2, 1)).toHaveLength(1);
});

test("gold keeps all its labels, the other items only some", () => {
  const few = thin(labeling, 1, 1);
  expect(counts(withWholeGold(labeling, few, Int32Array.of(1, 0)))).toEqual([5, 1]);
});
