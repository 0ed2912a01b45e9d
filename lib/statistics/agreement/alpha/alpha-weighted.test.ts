import { describe, expect, test } from "vitest";
import {
  FIVE_OBSERVERS,
  HAYES,
  KRIPPENDORFF,
  readRatings,
} from "#lib/statistics/agreement/published.fixture.ts";
import { agreementWeights, type Weighting } from "#lib/statistics/counting/weights.ts";
import { krippendorffAlpha } from "./alpha.ts";
import { weightedAlpha } from "./alpha-weighted.ts";

describe("alpha as Gwet writes it", () => {
  // Gwet, Handbook of Inter-Rater Reliability (data of R irrCAC); errors as printed there to three digits.
  test.each<[typeof KRIPPENDORFF, Weighting, number, number]>([
    [KRIPPENDORFF, "unweighted", 0.7434210526315789, 0.1454787172221992],
    [KRIPPENDORFF, "linear", 0.8003838771593095, 0.13538360890866974],
    [KRIPPENDORFF, "quadratic", 0.8491071428571424, 0.12905119994422698],
    [KRIPPENDORFF, "ordinal", 0.8336380255941495, 0.13098759625353276],
    [FIVE_OBSERVERS, "unweighted", 0.48053024026512026, 0.1135603232012907],
  ])("has the published value and standard error, %1$s", (data, weights, value, standardError) => {
    const found = weightedAlpha(data, weights);
    expect(found.value).toBeCloseTo(value, 10);
    expect(found.reason === null && found.standardError).toBeCloseTo(standardError, 9);
  });

  test("is nominal alpha unweighted and interval alpha with quadratic weights", () => {
    expect(weightedAlpha(HAYES, "unweighted").value).toBeCloseTo(
      krippendorffAlpha(HAYES, "nominal").value as number,
      12,
    );
    expect(weightedAlpha(HAYES, "quadratic").value).toBeCloseTo(
      krippendorffAlpha(HAYES, "interval").value as number,
      12,
    );
  });

  test("with Gwet's ordinal weights is not Krippendorff's ordinal metric: .834 against .815", () => {
    expect(weightedAlpha(KRIPPENDORFF, "ordinal").value).toBeCloseTo(0.834, 3);
    expect(krippendorffAlpha(KRIPPENDORFF, "ordinal").value).toBeCloseTo(0.815, 3);
  });

  test("has a standard error from two items on", () => {
    const found = (text: string) => weightedAlpha(readRatings(text, 2), "unweighted");
    expect(found("12")).toMatchObject({ reason: null, standardError: null });
    expect(found("12 11")).toMatchObject({ reason: null, standardError: expect.any(Number) });
  });

  test("takes own weights as a table", () => {
    expect(weightedAlpha(KRIPPENDORFF, agreementWeights("linear", 5))).toEqual(
      weightedAlpha(KRIPPENDORFF, "linear"),
    );
  });

  test("is undefined as alpha, and has no error with one item", () => {
    expect(weightedAlpha(readRatings("1. .2", 2), "linear")).toEqual({ value: null, reason: "no-pairs" });
    expect(weightedAlpha(readRatings("11 11", 2), "linear")).toEqual({ value: null, reason: "no-variation" });
    expect(weightedAlpha(readRatings("12", 2), new Float64Array(4).fill(1))).toEqual({
      value: null,
      reason: "no-variation",
    });
    expect(weightedAlpha(readRatings("12", 2), "linear")).toMatchObject({
      reason: null,
      standardError: null,
    });
  });
});
