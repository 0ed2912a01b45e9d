import { describe, expect, test } from "vitest";
import { labelingFromTriples } from "#lib/labeling.ts";
import { tally, tallyFromCounts } from "#lib/statistics/counting/tally.ts";
import type { Weighting } from "#lib/statistics/counting/weights.ts";
import { gwetAc, gwetAc1, gwetAc2, gwetFromPairs } from "./gwet.ts";
import {
  FIVE_OBSERVERS,
  KRIPPENDORFF,
  ONE_DISAGREES,
  readRatings,
  TABLES,
  THREE_OF_FIVE,
} from "./published.fixture.ts";

describe("Gwet's AC", () => {
  // Gwet, Handbook of Inter-Rater Reliability: AC1 .775 (.143), AC2 .859 (.117), .914 (.104), .899 (.107); .497 (.122).
  test.each<[typeof KRIPPENDORFF, Weighting, number, number]>([
    [KRIPPENDORFF, "unweighted", 0.775444068126995, 0.1429499506407653],
    [KRIPPENDORFF, "linear", 0.8587391364326115, 0.11732902188136356],
    [KRIPPENDORFF, "quadratic", 0.9140007235516047, 0.10396224464505993],
    [KRIPPENDORFF, "ordinal", 0.8989397699075113, 0.1069035238154355],
    [FIVE_OBSERVERS, "unweighted", 0.4966220548726144, 0.12197336800529657],
  ])("has the published value and standard error, %1$s", (data, weights, value, standardError) => {
    const found = gwetAc(data, weights);
    expect(found.value).toBeCloseTo(value, 10);
    expect(found.reason === null && found.standardError).toBeCloseTo(standardError, 9);
  });

  // Gwet's cont3x3abstractors: AC1 .849, standard error .043.
  test("works on a table of two raters", () => {
    const rows = Array.from(TABLES.abstractors.counts, (_, cell) => {
      const counts = [0, 0, 0];
      for (const level of [Math.floor(cell / 3), cell % 3]) counts[level] = (counts[level] ?? 0) + 1;
      return counts;
    });
    const found = gwetAc1(tallyFromCounts(rows, 3, [...TABLES.abstractors.counts]));
    expect(found.value).toBeCloseTo(0.8493305482313461, 10);
    expect(found.reason === null && found.standardError).toBeCloseTo(0.04343518913990894, 9);
  });

  test("depends on the declared scale: more levels, less chance", () => {
    expect(gwetAc2(readRatings(THREE_OF_FIVE, 3)).value).toBeCloseTo(0.794871794871795, 10);
    expect(gwetAc2(readRatings(THREE_OF_FIVE, 5)).value).toBeCloseTo(0.9530102790014686, 10);
  });

  test("stays high where alpha collapses: one of 23 differs", () => {
    expect(gwetAc2(ONE_DISAGREES).value).toBeGreaterThan(0.8);
  });

  test("single ratings show no agreement but how often levels are used", () => {
    const pairs = gwetAc1(readRatings("11 12", 2));
    const withSingles = gwetAc1(readRatings("11 12 2.", 2));
    expect(withSingles.reason === null && withSingles.observed).toBe(0.5);
    expect(withSingles.value).not.toBe(pairs.value);
    // Shares 7/12 and 5/12... of items 1, 1/2, 0 on level 1: mean 1/2, chance 2 * 1/2 * 1/2.
    expect(withSingles.reason === null && withSingles.expected).toBeCloseTo(0.5, 12);
  });

  test("is 1 when all ratings are equal, undefined without pairs or on a scale of one level", () => {
    expect(gwetAc2(readRatings("22 22", 3))).toMatchObject({ reason: null, value: 1, standardError: 0 });
    expect(gwetAc2(readRatings("1. .2", 3))).toEqual({ value: null, reason: "no-pairs" });
    expect(gwetAc2(readRatings("11 11", 1))).toEqual({ value: null, reason: "no-variation" });
    const none = labelingFromTriples({ items: 0, annotators: 0, levels: 5 }, []);
    expect(gwetAc1(none).reason).toBe("no-pairs");
  });

  test("from the sums alone is the same without the error", () => {
    const found = gwetFromPairs(tally(KRIPPENDORFF).pairs, "quadratic");
    const whole = gwetAc2(KRIPPENDORFF);
    const { standardError, ...rest } = whole as Extract<typeof whole, { reason: null }>;
    expect(standardError).toBeGreaterThan(0);
    expect(found).toEqual(rest);
    expect(gwetFromPairs(tally(readRatings("1. .2", 3)).pairs, "linear")).toEqual({
      value: null,
      reason: "no-pairs",
    });
    expect(gwetFromPairs(tally(readRatings("11", 1)).pairs, "linear")).toEqual({
      value: null,
      reason: "no-variation",
    });
  });

  test("uses the values of the scale", () => {
    expect(gwetAc2(KRIPPENDORFF, [2, 4, 6, 8, 10]).value).toBeCloseTo(
      gwetAc2(KRIPPENDORFF).value as number,
      12,
    );
    expect(gwetAc2(KRIPPENDORFF, [1, 2, 3, 4, 50]).value).not.toBeCloseTo(
      gwetAc2(KRIPPENDORFF).value as number,
      3,
    );
  });
});
