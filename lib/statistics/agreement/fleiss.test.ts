import { describe, expect, test } from "vitest";
import { tallyFromCounts } from "#lib/statistics/counting/tally.ts";
import { fleissKappa, fleissNullError, fleissPerLevel } from "./fleiss.ts";
import {
  FIVE_OBSERVERS,
  FLEISS,
  FOURTEEN_RATERS,
  KRIPPENDORFF,
  readRatings,
  THREE_OF_FIVE,
} from "./published.fixture.ts";

describe("Fleiss' kappa", () => {
  // Fleiss 1971: .430. Wikipedia, "Fleiss' kappa": .210.
  test("has the published values", () => {
    expect(fleissKappa(FLEISS, "unweighted").value).toBeCloseTo(0.43024452006014074, 10);
    expect(fleissKappa(tallyFromCounts(FOURTEEN_RATERS, 5), "unweighted").value).toBeCloseTo(
      0.20993070442195524,
      10,
    );
  });

  // Gwet, Handbook of Inter-Rater Reliability (R irrCAC, fleiss.kappa.raw).
  test.each([
    [KRIPPENDORFF, "unweighted", 0.7611692754224112, 0.15301920346949238],
    [KRIPPENDORFF, "linear", 0.8179447670973097, 0.14850435549945082],
    [KRIPPENDORFF, "quadratic", 0.8649350649350647, 0.14603361075691243],
    [KRIPPENDORFF, "ordinal", 0.8502061893970346, 0.14703569387395882],
    [FIVE_OBSERVERS, "unweighted", 0.45762168677216974, 0.12045007194006524],
  ] as const)(
    "has Gwet's value and standard error with missing ratings, %1$s",
    (data, weights, value, standardError) => {
      const found = fleissKappa(data, weights);
      expect(found.value).toBeCloseTo(value, 10);
      expect(found.reason === null && found.standardError).toBeCloseTo(standardError, 9);
    },
  );

  test("does not depend on unused levels", () => {
    const three = fleissKappa(readRatings(THREE_OF_FIVE, 3), "quadratic").value;
    expect(three).toBeCloseTo(0.6235294117647066, 10);
    expect(fleissKappa(readRatings(THREE_OF_FIVE, 5), "quadratic").value).toBeCloseTo(three as number, 10);
  });

  test("takes weights that are not symmetric in both directions", () => {
    const skewed = Float64Array.of(1, 0.6, 0, 1);
    const even = Float64Array.of(1, 0.3, 0.3, 1);
    const data = readRatings("12 21 11 22 12", 2);
    expect(fleissKappa(data, skewed).value).toBeCloseTo(fleissKappa(data, even).value as number, 12);
  });

  test("is undefined without pairs and without variation, whatever single ratings say", () => {
    expect(fleissKappa(readRatings("1. .2", 2), "unweighted")).toEqual({ value: null, reason: "no-pairs" });
    expect(fleissKappa(readRatings("11 11", 2), "unweighted")).toEqual({
      value: null,
      reason: "no-variation",
    });
    expect(fleissKappa(readRatings("11 2.", 2), "unweighted")).toEqual({
      value: null,
      reason: "no-variation",
    });
    const all = new Float64Array(4).fill(1);
    expect(fleissKappa(readRatings("12 11", 2), all)).toEqual({ value: null, reason: "no-variation" });
  });
});

describe("Fleiss' kappa of each level", () => {
  test("is .245 .245 .520 .471 .566 on the 30 patients", () => {
    const expected = [0.24475524475524477, 0.24475524475524477, 0.52, 0.4711272727272727, 0.5661178068239687];
    fleissPerLevel(FLEISS).forEach((kappa, k) => {
      expect(kappa.value).toBeCloseTo(expected[k], 9);
    });
  });

  test("is undefined for a level nobody or everybody used", () => {
    expect(fleissPerLevel(readRatings("11 11", 2)).map((kappa) => kappa.reason)).toEqual([
      "no-variation",
      "no-variation",
    ]);
    expect(fleissPerLevel(readRatings("12 11", 3)).map((kappa) => kappa.reason)).toEqual([
      null,
      null,
      "no-variation",
    ]);
  });
});

describe("the error under chance", () => {
  // Fleiss 1971 as corrected 1979 (R irr kappam.fleiss): z 17.7.
  test("has the published z", () => {
    const found = fleissNullError(FLEISS);
    expect(found.value).toBeCloseTo(0.024373932099411154, 9);
    expect(found.reason === null && found.z).toBeCloseTo(17.651830582991366, 7);
  });

  test("needs the same number of ratings on every item", () => {
    expect(fleissNullError(KRIPPENDORFF)).toEqual({ value: null, reason: "incomplete" });
    expect(fleissNullError(readRatings("11 11", 2))).toEqual({ value: null, reason: "no-variation" });
    expect(fleissNullError(readRatings("1. .1", 2))).toEqual({ value: null, reason: "no-pairs" });
  });
});
