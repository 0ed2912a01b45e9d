import { describe, expect, test } from "vitest";
import {
  BINARY,
  HAYES,
  KRIPPENDORFF,
  ONE_DISAGREES,
  readRatings,
  TWO_OBSERVERS,
  WIKIPEDIA,
} from "#lib/statistics/agreement/published.fixture.ts";
import { tally } from "#lib/statistics/counting/tally.ts";
import { alphaFromPairs, coincidenceMatrix, krippendorffAlpha, pairableLabels } from "./alpha.ts";
import type { Metric } from "./alpha-distance.ts";

describe("Krippendorff's alpha has the published value", () => {
  test.each<[string, typeof KRIPPENDORFF, Metric, number, number]>([
    // Krippendorff 2011, sections A to D.
    ["binary", BINARY, "nominal", 0.095, 3],
    ["two observers", TWO_OBSERVERS, "nominal", 0.692, 3],
    ["four observers", KRIPPENDORFF, "nominal", 0.743, 3],
    ["four observers", KRIPPENDORFF, "ordinal", 0.815, 3],
    ["four observers", KRIPPENDORFF, "interval", 0.849, 3],
    ["four observers", KRIPPENDORFF, "ratio", 0.797, 3],
    // Wikipedia, "Krippendorff's alpha".
    ["three coders", WIKIPEDIA, "nominal", 0.691, 3],
    ["three coders", WIKIPEDIA, "interval", 0.811, 3],
    // Hayes & Krippendorff 2007.
    ["articles", HAYES, "nominal", 0.4765, 4],
    ["articles", HAYES, "ordinal", 0.7598, 4],
    ["articles", HAYES, "interval", 0.7574, 4],
  ])("%s, %3$s", (_, data, metric, published, digits) => {
    expect(krippendorffAlpha(data, metric).value).toBeCloseTo(published, digits);
  });

  // R irr, python krippendorff and the definition agree on these digits.
  test("to ten digits, with its parts", () => {
    const alpha = krippendorffAlpha(KRIPPENDORFF, "ordinal");
    expect(alpha.value).toBeCloseTo(0.8153875037548813, 12);
    expect(alpha).toMatchObject({ reason: null, pairableItems: 11, ratings: 40 });
    expect(alpha.reason === null && alpha.observedDisagreement).toBeCloseTo(47.275, 10);
    expect(alpha.reason === null && alpha.expectedDisagreement).toBeCloseTo(256.0769230769231, 10);
  });

  // R irr 0.84.1 prints .8426 here because it forgets to divide by the ratings less one.
  test("with three raters and nothing missing", () => {
    expect(krippendorffAlpha(readRatings("112 222 333 121 445", 5), "ordinal").value).toBeCloseTo(0.848, 12);
  });
});

test("the coincidences of four observers are Krippendorff's, section D", () => {
  const coincidences = coincidenceMatrix(tally(KRIPPENDORFF).pairs);
  expect([...coincidences.slice(0, 5)].map((pairs) => Number(pairs.toFixed(3)))).toEqual([
    7, 1.333, 0.333, 0.333, 0,
  ]);
  expect([...pairableLabels(tally(KRIPPENDORFF).pairs)]).toEqual([9, 13, 10, 5, 3]);
});

describe("a value of alpha that surprises", () => {
  test("22 of 23 equal ratings are exactly what chance gives: 0", () => {
    expect(krippendorffAlpha(ONE_DISAGREES, "ordinal").value).toBeCloseTo(0, 12);
  });

  test("perfect reversal is negative, not clamped", () => {
    expect(krippendorffAlpha(readRatings("15 24 33 42 51", 5), "interval").value).toBeCloseTo(-0.8, 12);
  });

  test("a missing rating is no level of its own (nltk issue 2865 had .333)", () => {
    expect(krippendorffAlpha(readRatings("11. 111 2.2", 2), "nominal").value).toBe(1);
  });

  test.each<Metric>(["nominal", "ordinal", "interval"])("unused levels do not matter, %s", (metric) => {
    const used = readRatings("112 222 233 444 434 11. .2.", 4);
    const declared = readRatings("112 222 244 555 545 11. .2.", 5);
    const values = [1, 2, 4, 5];
    expect(krippendorffAlpha(declared, metric).value).toBeCloseTo(
      krippendorffAlpha(used, metric, values).value as number,
      12,
    );
  });
});

describe("alpha is undefined", () => {
  test("without an item that has two ratings", () => {
    const alpha = krippendorffAlpha(readRatings("1.. .2. ..3", 5), "ordinal");
    expect(alpha).toEqual({ value: null, reason: "no-pairs", pairableItems: 0, ratings: 0 });
  });

  test("when all pairable ratings are equal, whatever the single ones are", () => {
    const alpha = krippendorffAlpha(readRatings("33 33 3. 1.", 5), "ordinal");
    expect(alpha).toEqual({ value: null, reason: "no-variation", pairableItems: 2, ratings: 4 });
  });

  test("when the levels that occur have the same value", () => {
    expect(alphaFromPairs(tally(readRatings("12 21", 2)).pairs, "interval", [3, 3])).toMatchObject({
      value: null,
      reason: "no-variation",
    });
  });
});

test("values of the scale count for interval and ratio only", () => {
  const values = [1, 2, 4, 8, 16];
  expect(krippendorffAlpha(KRIPPENDORFF, "ordinal", values)).toEqual(
    krippendorffAlpha(KRIPPENDORFF, "ordinal"),
  );
  expect(krippendorffAlpha(KRIPPENDORFF, "nominal", values)).toEqual(
    krippendorffAlpha(KRIPPENDORFF, "nominal"),
  );
  expect(krippendorffAlpha(KRIPPENDORFF, "interval", values).value).not.toBeCloseTo(0.849, 2);
});
