import { expect, test } from "vitest";
import { brennanPrediger } from "./brennan-prediger.ts";
import { FIVE_OBSERVERS, KRIPPENDORFF, readRatings, THREE_OF_FIVE } from "./published.fixture.ts";

// Gwet, Handbook of Inter-Rater Reliability (R irrCAC, bp.coeff.raw).
test.each([
  [KRIPPENDORFF, "unweighted", 0.7727272727272727, 0.14471661989948315],
  [KRIPPENDORFF, "linear", 0.8484848484848486, 0.1233561244941025],
  [KRIPPENDORFF, "quadratic", 0.9015151515151514, 0.11089437497397325],
  [KRIPPENDORFF, "ordinal", 0.8863636363636358, 0.1139059039777027],
  [FIVE_OBSERVERS, "unweighted", 0.48740740740740734, 0.1208915862340429],
] as const)("has Gwet's value and standard error, %1$s", (data, weights, value, standardError) => {
  const found = brennanPrediger(data, weights);
  expect(found.value).toBeCloseTo(value, 10);
  expect(found.reason === null && found.standardError).toBeCloseTo(standardError, 9);
});

test("depends on the declared scale", () => {
  expect(brennanPrediger(readRatings(THREE_OF_FIVE, 3), "quadratic").value).toBeCloseTo(0.75, 10);
  expect(brennanPrediger(readRatings(THREE_OF_FIVE, 5), "quadratic").value).toBeCloseTo(
    0.9166666666666667,
    10,
  );
});

test("is 1 when all ratings are equal, undefined without pairs or on a scale of one level", () => {
  expect(brennanPrediger(readRatings("22 22", 3), "linear")).toMatchObject({ reason: null, value: 1 });
  expect(brennanPrediger(readRatings("1. .2", 3), "linear")).toEqual({ value: null, reason: "no-pairs" });
  expect(brennanPrediger(readRatings("11 11", 1), "linear")).toEqual({ value: null, reason: "no-variation" });
});
