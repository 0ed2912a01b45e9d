import { expect, test } from "vitest";
import { keepRatings, type Labeling, labelingFromTriples } from "#lib/labeling.ts";
import { krippendorffAlpha } from "#lib/statistics/agreement/alpha/alpha.ts";
import { FIVE_OBSERVERS, HAYES, readRatings } from "#lib/statistics/agreement/published.fixture.ts";
import { tally } from "#lib/statistics/counting/tally.ts";
import { clusterSums } from "./cluster-sums.ts";
import { alphaOfRow } from "./coefficient.ts";
import { peopleSpread, ratingVariance, rowsWithoutEach } from "./people-spread.ts";

const ALPHA = alphaOfRow("ordinal");
const alphaOf = (data: Labeling) => Math.atanh(krippendorffAlpha(data, "ordinal").value as number);

function spreadOf(data: Labeling) {
  const known = tally(data);
  const { layout } = clusterSums(known, null);
  return peopleSpread(layout, rowsWithoutEach(data, known, layout), ALPHA, alphaOf(data));
}

test.each([
  ["Hayes", HAYES],
  ["five observers", FIVE_OBSERVERS],
])("leaves out each person as if they had not rated: %s", (_, data) => {
  const z = alphaOf(data);
  const rises = Array.from({ length: data.annotators }, (_, a) => {
    return (
      alphaOf(
        keepRatings(
          data,
          Uint8Array.from(data.annotator, (own) => (own === a ? 0 : 1)),
        ),
      ) - z
    );
  });
  const found = spreadOf(data);
  if (found.reason !== null) throw new Error("undefined");
  const { variance, largestRise, degrees } = found.value;
  expect(variance).toBeCloseTo((4 / 5) * rises.reduce((sum, rise) => sum + rise ** 2, 0), 12);
  expect(largestRise).toBeCloseTo(Math.max(...rises), 12);
  expect(degrees).toBeGreaterThan(3);
  expect(degrees).toBeLessThanOrEqual(4);
});

test("who rated no pairable item is nobody here, and who rated an item twice is left out of it twice", () => {
  const shape = { items: 3, annotators: 3, levels: 2 };
  const data = labelingFromTriples(shape, [
    ...([[0, 0, 0] as const, [0, 0, 1], [0, 1, 0], [1, 0, 1], [1, 1, 1], [2, 2, 0]] as const),
  ]);
  const known = tally(data);
  const { layout } = clusterSums(known, null);
  const without = rowsWithoutEach(data, known, layout);
  expect(without.map(({ ratings }) => ratings)).toEqual([3, 2]);
  expect(without.map(({ row }) => row[layout.rated])).toEqual([3, 3]);
  expect(without.map(({ row }) => row[layout.pairable])).toEqual([0, 1]);
});

test("is undefined where the coefficient is without somebody", () => {
  expect(spreadOf(readRatings("121 112 221", 2)).reason).toBeNull();
  expect(spreadOf(readRatings("112 111 221", 2))).toEqual({ value: null, reason: "little-variation" });
});

test("leaves out each single rating", () => {
  for (const data of [FIVE_OBSERVERS, readRatings("1123 22. 133 1.. 231 3.3", 3)]) {
    const z = alphaOf(data);
    const squares = Array.from(data.item.keys()).reduce((sum, left) => {
      return (
        sum +
        (alphaOf(
          keepRatings(
            data,
            Uint8Array.from(data.item, (_, r) => (r === left ? 0 : 1)),
          ),
        ) -
          z) **
          2
      );
    }, 0);
    const known = tally(data);
    const { layout, total } = clusterSums(known, null);
    expect(ratingVariance(layout, known.classes, total, ALPHA, z)).toBeCloseTo(squares, 12);
  }
});

test("single ratings whose absence leaves nothing to see have no variance", () => {
  const data = readRatings("12 11 22", 2);
  const known = tally(data);
  const { layout, total } = clusterSums(known, null);
  expect(ratingVariance(layout, known.classes, total, ALPHA, alphaOf(data))).toBeNull();
});
