import { describe, expect, test } from "vitest";
import { keepRatings } from "#lib/labeling.ts";
import { HAYES, KRIPPENDORFF, readRatings } from "#lib/statistics/agreement/published.fixture.ts";
import { tally } from "#lib/statistics/counting/tally.ts";
import { krippendorffAlpha } from "./alpha.ts";
import { copyPairCounts, jackknifeAlpha, jackknifeError } from "./alpha-jackknife.ts";

describe("the jackknife over items", () => {
  // Computed by leaving out one item at a time with numpy; the formula is Efron & Tibshirani's, chapter 11.
  test("has the reference standard error and bias", () => {
    const four = jackknifeAlpha(KRIPPENDORFF, "ordinal");
    expect(four.reason === null && four.standardError).toBeCloseTo(0.14803134222636005, 9);
    expect(four.reason === null && four.biasCorrected).toBeCloseTo(0.8328593531193178, 9);
    const articles = jackknifeAlpha(HAYES, "ordinal");
    expect(articles.reason === null && articles.standardError).toBeCloseTo(0.053954984022678926, 9);
    expect(articles.reason === null && articles.biasCorrected).toBeCloseTo(0.7709016636293882, 9);
  });

  test("is what leaving out items by hand gives", () => {
    const without: number[] = [];
    for (let i = 0; i < HAYES.items; i++) {
      const rest = keepRatings(
        HAYES,
        Uint8Array.from(HAYES.item, (item) => (item === i ? 0 : 1)),
      );
      without.push(krippendorffAlpha(rest, "interval").value as number);
    }
    const found = jackknifeAlpha(HAYES, "interval");
    expect(found.reason === null && found.standardError).toBeCloseTo(
      jackknifeError(without).standardError,
      12,
    );
  });

  test("leaves the tally as it was", () => {
    const sums = tally(KRIPPENDORFF);
    const before = copyPairCounts(sums.pairs);
    jackknifeAlpha(sums, "ordinal");
    expect(sums.pairs).toEqual(before);
  });

  test("is undefined as alpha, and when one item carries all the variation", () => {
    expect(jackknifeAlpha(readRatings("1. .2", 2), "ordinal")).toEqual({ value: null, reason: "no-pairs" });
    expect(jackknifeAlpha(readRatings("11 11", 2), "ordinal")).toEqual({
      value: null,
      reason: "no-variation",
    });
    expect(jackknifeAlpha(readRatings("11 11 12", 2), "ordinal")).toEqual({ value: null, reason: "too-few" });
  });
});

test("the delete-one formula: sqrt((n - 1) / n * sum of squares), with repeated values counted", () => {
  // Of 1, 2, 2, 3: mean 2, squares 2, so sqrt(3 / 4 * 2).
  const expected = { mean: 2, standardError: Math.sqrt(1.5), count: 4 };
  expect(jackknifeError([1, 2, 2, 3])).toEqual(expected);
  expect(jackknifeError([1, 2, 3], [1, 2, 1])).toEqual(expected);
});
