import { expect, test } from "vitest";
import { keepRatings, type Labeling, labelingFromTriples } from "#lib/labeling.ts";
import { HAYES, KRIPPENDORFF, readRatings } from "#lib/statistics/agreement/published.fixture.ts";
import { tally } from "#lib/statistics/counting/tally.ts";
import { krippendorffAlpha } from "./alpha.ts";
import { alphaWithoutEach, pairableAnnotators } from "./alpha-without.ts";

function byHand(labeling: Labeling): unknown[] {
  return Array.from({ length: labeling.annotators }, (_, a) => {
    const others = Uint8Array.from(labeling.annotator, (annotator) => (annotator === a ? 0 : 1));
    return krippendorffAlpha(keepRatings(labeling, others), "ordinal");
  });
}

test("alpha without each of Krippendorff's observers is .869 .751 .821 .805", () => {
  const found = alphaWithoutEach(KRIPPENDORFF, "ordinal").map(({ alpha }) => alpha.value);
  const expected = [0.8688089010669656, 0.7512389520202021, 0.8209223887924216, 0.8048605240912934];
  expected.forEach((value, a) => {
    expect(found[a]).toBeCloseTo(value, 10);
  });
});

test("leaving out is the same, to the bit, as computing alpha of the others", () => {
  expect(alphaWithoutEach(HAYES, "ordinal").map(({ alpha }) => alpha)).toEqual(byHand(HAYES));
});

test("an annotator who rated an item twice loses both ratings", () => {
  const labeling = labelingFromTriples({ items: 3, annotators: 3, levels: 3 }, [
    [0, 0, 0],
    [0, 0, 2],
    [0, 1, 1],
    [0, 2, 1],
    [1, 0, 1],
    [1, 1, 1],
    [1, 2, 2],
    [2, 1, 0],
    [2, 2, 1],
    [2, 0, 1],
    [2, 0, 1],
  ]);
  const found = alphaWithoutEach(labeling, "ordinal");
  expect(found.map(({ alpha }) => alpha)).toEqual(byHand(labeling));
  expect(found.every(({ shares }) => shares)).toBe(true);
});

test("says who stands on an item with two ratings", () => {
  const labeling = readRatings("11... .22.. ...3. .1...", 3);
  expect(alphaWithoutEach(labeling, "nominal").map(({ shares }) => shares)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
  expect(pairableAnnotators(labeling, tally(labeling))).toBe(3);
});

test("an annotator alone on an item twice is a pair of one", () => {
  const labeling = labelingFromTriples({ items: 1, annotators: 1, levels: 2 }, [
    [0, 0, 0],
    [0, 0, 1],
  ]);
  expect(alphaWithoutEach(labeling, "nominal")[0]).toMatchObject({
    shares: true,
    alpha: { reason: "no-pairs" },
  });
});

test("leaves the tally as it was", () => {
  const sums = tally(HAYES);
  alphaWithoutEach(HAYES, "ordinal", undefined, sums);
  expect(sums.pairs).toEqual(tally(HAYES).pairs);
});
