import { expect, test } from "vitest";
import { percentWithError } from "./percent-error.ts";
import { FIVE_OBSERVERS, KRIPPENDORFF, readRatings } from "./published.fixture.ts";

// Gwet's linearized standard errors (R irrCAC 1.0).
test.each([
  ["four raters, unweighted", KRIPPENDORFF, "unweighted", 0.8181818181818182, 0.12560895994686497],
  ["four raters, linear", KRIPPENDORFF, "linear", 0.9393939393939394, 0.09367910264110153],
  ["four raters, quadratic", KRIPPENDORFF, "quadratic", 0.9753787878787878, 0.09061627831954652],
  ["five observers, unweighted", FIVE_OBSERVERS, "unweighted", 0.6155555555555555, 0.09066868967553217],
] as const)("percent agreement and its error: %s", (_, data, weights, value, standardError) => {
  const found = percentWithError(data, weights);
  expect(found.value).toBeCloseTo(value, 12);
  expect(found.reason === null && found.standardError).toBeCloseTo(standardError, 10);
  expect(found.reason === null && found.expected).toBe(0);
});

test("one rated item has no error, no pair no value", () => {
  expect(percentWithError(readRatings("12", 2), "unweighted")).toMatchObject({
    value: 0,
    standardError: null,
  });
  expect(percentWithError(readRatings("1. .1", 2), "unweighted")).toEqual({
    value: null,
    reason: "no-pairs",
  });
});
