import { describe, expect, test } from "vitest";
import { crossTable } from "#lib/statistics/counting/cross-table.ts";
import type { Weighting } from "#lib/statistics/counting/weights.ts";
import { cohenKappa } from "./cohen.ts";
import { ANXIETY, cohenKappaOfTwo, readRatings, TABLES } from "./published.fixture.ts";

describe("Cohen's kappa", () => {
  // Agresti 1990 (R vcd: .1293 .0686, .2374 .0783, .3320 .0973); Stuart 1953 (R irr: .595 .652 .702); Gwet: .796 .843 .892.
  test.each<[keyof typeof TABLES, Weighting, number, number, number]>([
    ["couples", "unweighted", 0.12933025404157042, 0.06859853248070859, 0.06118346055976832],
    ["couples", "linear", 0.2373806275579809, 0.07831633477837285, 0.07699031208855055],
    ["couples", "quadratic", 0.33204558624686065, 0.09729752195860464, 0.10434937507347557],
    ["eyes", "unweighted", 0.5953888280894342, 0.0072868511347457384, 0.007039275500765645],
    ["eyes", "linear", 0.652380429500598, 0.007075263570698373, 0.008140557723234578],
    ["eyes", "quadratic", 0.7023342524900978, 0.008381936586536734, 0.011559146801271123],
    ["abstractors", "unweighted", 0.796409402183972, 0.058910718326081475, 0.07600602503338184],
    ["abstractors", "linear", 0.8429020279920024, 0.04787212159033969, 0.08154900951016733],
    ["abstractors", "quadratic", 0.8921568627450981, 0.035351507575659184, 0.09991172574416139],
  ])(
    "of %s, %s, has the published value and both errors",
    (name, weights, value, standardError, nullError) => {
      const found = cohenKappa(TABLES[name], weights);
      if (found.reason !== null) throw new Error(found.reason);
      expect(found.value).toBeCloseTo(value, 9);
      expect(found.standardError).toBeCloseTo(standardError, 9);
      expect(found.nullError).toBeCloseTo(nullError, 9);
      expect(found.z).toBeCloseTo(value / nullError, 5);
    },
  );

  test("takes own disagreements: Cohen 1968, .348 of 200 patients, .492 unweighted", () => {
    const table = { levels: 3, counts: Float64Array.of(88, 14, 18, 10, 40, 10, 2, 6, 12) };
    const disagreement = [0, 1, 3, 1, 0, 6, 3, 6, 0];
    const weights = Float64Array.from(disagreement, (distance) => 1 - distance / 6);
    expect(cohenKappa(table, weights).value).toBeCloseTo(0.34782608695652206, 10);
    expect(cohenKappa(table, "unweighted").value).toBeCloseTo(0.49152542372881347, 10);
  });

  // Kaggle ml-metrics, unit tests of quadratic weighted kappa.
  test("has Kaggle's quadratic values", () => {
    expect(cohenKappaOfTwo(readRatings("11 22 12", 2), "quadratic").value).toBeCloseTo(0.4, 12);
    expect(cohenKappaOfTwo(readRatings("11 22 33 11 22 23 32", 3), "quadratic").value).toBeCloseTo(0.75, 12);
  });

  // R irr: .119 .189 .297 of raters 1 and 2.
  test("of two out of three annotators uses the items both rated", () => {
    const pair = crossTable(ANXIETY, 0, 1);
    expect(cohenKappa(pair, "unweighted").value).toBeCloseTo(0.11949685534591192, 10);
    expect(cohenKappa(pair, "linear").value).toBeCloseTo(0.18918918918918903, 10);
    expect(cohenKappa(pair, "quadratic").value).toBeCloseTo(0.29676511954992846, 10);
  });

  test("keeps the gap of an unused level: .719, not .619", () => {
    expect(cohenKappaOfTwo(readRatings("11 12 22 45 55 54 21 11", 5), "linear").value).toBeCloseTo(
      0.7192982456140351,
      10,
    );
  });

  test("of one constant annotator is exactly 0, with no error under chance", () => {
    const found = cohenKappaOfTwo(readRatings("12 13 11 15", 5), "quadratic");
    expect(found).toMatchObject({ reason: null, nullError: null, z: null, items: 4 });
    expect(found.value).toBeCloseTo(0, 12);
  });

  test("of systematic disagreement is negative", () => {
    expect(cohenKappaOfTwo(readRatings("12 21", 2), "unweighted").value).toBe(-1);
  });

  test("is undefined without shared items or without variation", () => {
    expect(cohenKappaOfTwo(readRatings("1. .2", 2), "linear")).toEqual({ value: null, reason: "no-pairs" });
    expect(cohenKappaOfTwo(readRatings("22 22", 2), "linear")).toEqual({
      value: null,
      reason: "no-variation",
    });
    const all = new Float64Array(4).fill(1);
    expect(cohenKappaOfTwo(readRatings("12 21", 2), all)).toEqual({ value: null, reason: "no-variation" });
  });
});
