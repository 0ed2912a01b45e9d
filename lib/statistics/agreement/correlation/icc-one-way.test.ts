import { describe, expect, test } from "vitest";
import {
  ANXIETY,
  completeRatings,
  HAYES,
  KRIPPENDORFF,
  readRatings,
} from "#lib/statistics/agreement/published.fixture.ts";
import { tally } from "#lib/statistics/counting/tally.ts";
import { icc } from "./icc.ts";
import { oneWayIcc, oneWayIccFromPairs, reliabilityOfMean } from "./icc-one-way.ts";

describe("ICC(1) with missing ratings", () => {
  // One-way analysis of variance with k0 = (N - sum n^2 / N) / (n - 1), computed by hand in numpy.
  test("has the reference values", () => {
    const four = oneWayIcc(KRIPPENDORFF);
    expect(four).toMatchObject({ reason: null, items: 11, ratings: 40, ratingsPerItem: 3.625 });
    expect(four.value).toBeCloseTo(0.8532959763405712, 10);
    expect(four.reason === null && four.meanSquareBetween).toBeCloseTo(4.95, 10);
    expect(four.reason === null && four.meanSquareWithin).toBeCloseTo(0.22413793103448276, 10);
    const articles = oneWayIcc(HAYES);
    expect(articles.value).toBeCloseTo(0.7623432481081954, 10);
    expect(articles.reason === null && articles.ratingsPerItem).toBeCloseTo(3.974197710046767, 10);
  });

  test("is ICC(1,1) where everybody rated everything", () => {
    const complete = icc(completeRatings(ANXIETY), "ICC(1,1)").value as number;
    expect(oneWayIcc(ANXIETY).value).toBeCloseTo(complete, 12);
    expect(oneWayIccFromPairs(tally(ANXIETY).pairs)).toEqual(oneWayIcc(ANXIETY));
  });

  test("does not change when the values of the scale are shifted and stretched", () => {
    const stretched = oneWayIcc(HAYES, [10, 12, 14, 16]);
    expect(stretched.value).toBeCloseTo(oneWayIcc(HAYES).value as number, 10);
    expect(stretched.reason === null && stretched.meanSquareWithin).toBeCloseTo(4 * 0.2135854341736695, 9);
  });

  test("is undefined without pairs, with one item and without variation", () => {
    const of = (words: string, values?: number[]) => oneWayIcc(readRatings(words, 2), values);
    expect(of("1. .2")).toEqual({ value: null, reason: "no-pairs" });
    expect(of("12 1.")).toEqual({ value: null, reason: "too-few" });
    expect(of("11 11")).toEqual({ value: null, reason: "no-variation" });
    expect(of("12 11", [5, 5])).toEqual({ value: null, reason: "no-variation" });
    expect(of("12 21").value).toBeCloseTo(-1, 12);
  });
});

test("ratings that are all equal do not vary, whatever rounding makes of their squares", () => {
  const flat = { value: null, reason: "no-variation" };
  for (const value of [0.7, 0.9, 1.1]) expect(oneWayIcc(readRatings("22. 222", 2), [0, value])).toEqual(flat);
});

describe("reliability of a mean", () => {
  // Spearman and Brown: .4 gives .667 with 3 and .769 with 5 ratings.
  test("grows with the ratings", () => {
    expect(reliabilityOfMean(0.4, 3)).toEqual({ reason: null, value: 1.2000000000000002 / 1.8 });
    expect(reliabilityOfMean(0.4, 5).value).toBeCloseTo(2 / 2.6, 12);
    expect(reliabilityOfMean(0.4, 1).value).toBeCloseTo(0.4, 12);
  });

  test("has no answer far below 0", () => {
    expect(reliabilityOfMean(-0.5, 3)).toEqual({ value: null, reason: "no-variation" });
    expect(reliabilityOfMean(-0.4, 3).value).toBeCloseTo(-6, 10);
  });
});
