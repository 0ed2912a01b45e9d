import { describe, expect, test } from "vitest";
import { tally } from "#lib/statistics/counting/tally.ts";
import { agreementWeights } from "#lib/statistics/counting/weights.ts";
import { exactAgreement, percentAgreement, percentFromPairs, withinOneAgreement } from "./percent.ts";
import { FIVE_OBSERVERS, KRIPPENDORFF, readRatings } from "./published.fixture.ts";

describe("percent agreement", () => {
  // Gwet, Handbook of Inter-Rater Reliability (R irrCAC, pa.coeff.raw).
  test("over items has Gwet's values", () => {
    expect(percentAgreement(KRIPPENDORFF).value).toBeCloseTo(0.8181818181818182, 12);
    expect(percentAgreement(KRIPPENDORFF, "linear").value).toBeCloseTo(0.9393939393939394, 12);
    expect(percentAgreement(KRIPPENDORFF, "quadratic").value).toBeCloseTo(0.9753787878787878, 12);
    expect(percentAgreement(KRIPPENDORFF, "ordinal").value).toBeCloseTo(0.968181818181818, 12);
    expect(exactAgreement(FIVE_OBSERVERS).value).toBeCloseTo(0.6155555555555555, 12);
  });

  test("over pairs lets items with more ratings count more: .7818 instead of .8182", () => {
    expect(percentAgreement(KRIPPENDORFF, "unweighted", "pairs").value).toBeCloseTo(0.7818181818181819, 12);
  });

  test("within one counts neighbors", () => {
    // Items: 1,2 agree within one; 1,3 do not; 1,2,3 in 4 of 6 ordered pairs.
    expect(withinOneAgreement(readRatings("12. 13. 123", 3)).value).toBeCloseTo((1 + 0 + 4 / 6) / 3, 12);
  });

  test("uses the values of the scale", () => {
    const data = readRatings("12 23", 3);
    expect(percentAgreement(data, "linear", "items", [0, 1, 10]).value).toBeCloseTo((0.9 + 0.1) / 2, 12);
  });

  test("is 1 when all ratings are equal and undefined without a pair", () => {
    expect(exactAgreement(readRatings("11 1.", 2))).toEqual({ reason: null, value: 1 });
    expect(exactAgreement(readRatings("1. .1", 2))).toEqual({ value: null, reason: "no-pairs" });
  });

  test("from pair counts is the same", () => {
    const { pairs } = tally(KRIPPENDORFF);
    expect(percentFromPairs(pairs, agreementWeights("within-one", 5), "items")).toEqual(
      withinOneAgreement(KRIPPENDORFF),
    );
  });
});
