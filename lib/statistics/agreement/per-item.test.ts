import { expect, test } from "vitest";
import { krippendorffAlpha } from "./alpha/alpha.ts";
import { perItem } from "./per-item.ts";
import { KRIPPENDORFF, readRatings } from "./published.fixture.ts";

test("of Krippendorff's units, 1-3-4 and six differ", () => {
  const measures = perItem(KRIPPENDORFF);
  const quadratic = perItem(KRIPPENDORFF, "quadratic");
  // Four ratings, three of one level: entropy -(3/4 ln 3/4 + 1/4 ln 1/4); four different ones: ln 4.
  expect(measures[1]?.entropy).toBeCloseTo(0.5623351446188083, 12);
  expect(measures[5]?.entropy).toBeCloseTo(Math.log(4), 12);
  expect(measures[0]?.entropy).toBe(0);
  expect(measures.map((item) => item?.agreement)).toEqual([1, 0.5, 1, 1, 1, 0, 1, 0.5, 1, 1, 1, null]);
  expect(quadratic[1]?.agreement).toBeCloseTo(0.96875, 12);
  expect(quadratic[5]?.agreement).toBeCloseTo(0.7916666666666666, 12);
  expect(measures.map((item) => item?.range)).toEqual([0, 1, 0, 0, 0, 3, 0, 1, 0, 0, 0, 0]);
  expect(measures.map((item) => item?.ratings)).toEqual([3, 4, 4, 4, 4, 4, 4, 4, 4, 3, 2, 1]);
});

test("shares of alpha average to 1, each rating weighing the same", () => {
  const measures = perItem(KRIPPENDORFF, "unweighted", "interval");
  const weighted = measures.reduce((sum, item) => sum + (item?.alphaShare ?? 0) * (item?.ratings ?? 0), 0);
  expect(weighted / krippendorffAlpha(KRIPPENDORFF, "interval").ratings).toBeCloseTo(1, 12);
  expect(measures[0]?.alphaShare).toBe(0);
  expect(measures[11]?.alphaShare).toBeNull();
});

test("is null for an item without a rating, and has no share of alpha where nobody disagrees", () => {
  expect(perItem(readRatings("11 .. 2.", 2))).toEqual([
    { ratings: 2, entropy: 0, agreement: 1, range: 0, alphaShare: null },
    null,
    { ratings: 1, entropy: 0, agreement: null, range: 0, alphaShare: null },
  ]);
});

test("uses the declared values", () => {
  const share = (values?: number[]) =>
    perItem(readRatings("12 23", 3), "unweighted", "interval", values)[0]?.alphaShare;
  expect(share()).toBeCloseTo(1, 12);
  // Squared distances 1 and 9 with mean 5.
  expect(share([0, 1, 4])).toBeCloseTo(0.2, 12);
});
