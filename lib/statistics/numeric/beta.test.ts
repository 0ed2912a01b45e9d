import { describe, expect, test } from "vitest";
import { betaInterval, betaMean, betaTail, clopperPearson, JEFFREYS_PRIOR, UNIFORM_PRIOR } from "./beta.ts";

describe("betaInterval", () => {
  // Jeffreys' equal-tailed interval, recomputed with statsmodels 0.13.5 (proportion_confint, method "jeffreys").
  test.each([
    [81, 263, 0.2545219349910236, 0.3656474991740823],
    [15, 148, 0.06044851700929642, 0.15764314347874112],
    [0, 20, 2.4246478459242774e-5, 0.11663898290487539],
    [1, 29, 0.0037461736490570752, 0.15007768600223173],
  ])("of %i of %i under Jeffreys' prior is %f to %f", (successes, trials, lower, upper) => {
    const found = betaInterval(successes, trials);
    expect(found.lower).toBeCloseTo(lower, 9);
    expect(found.upper).toBeCloseTo(upper, 9);
  });

  test("without trials is the prior's: the middle 90 % of the uniform", () => {
    const found = betaInterval(0, 0, 0.9, UNIFORM_PRIOR);
    expect(found.lower).toBeCloseTo(0.05, 12);
    expect(found.upper).toBeCloseTo(0.95, 12);
  });

  test("refuses impossible counts", () => {
    expect(() => betaInterval(3, 2)).toThrow(RangeError);
    expect(() => betaInterval(1, 2, 1)).toThrow(RangeError);
  });
});

describe("betaTail", () => {
  // P(accuracy > threshold) with a uniform prior, recomputed with R's pbeta.
  test.each([
    [8, 10, 0.7, 0.6872595457500001],
    [3, 10, 0.7, 0.004290894],
    [17, 20, 0.7, 0.9143942971578478],
    [10, 10, 0.8, 0.91410065408],
    [0, 3, 0.5, 0.0625],
    [45, 60, 0.7, 0.7807186805915476],
  ])("of %i of %i above %f is %f", (successes, trials, threshold, probability) => {
    expect(betaTail(successes, trials, threshold)).toBeCloseTo(probability, 11);
  });

  test("takes the prior into account: two imaginary successes more", () => {
    expect(betaTail(8, 10, 0.7, { a: 3, b: 1 })).toBeCloseTo(betaTail(10, 12, 0.7), 12);
    expect(betaTail(8, 10, 0.7, { a: 1, b: 3 })).toBeCloseTo(betaTail(8, 12, 0.7), 12);
  });

  test("refuses more successes than trials", () => {
    expect(() => betaTail(2, 1, 0.5)).toThrow(new RangeError("successes must lie in 0..trials"));
  });
});

test("the mean of 8 of 10 is 9 of 12, and 8.5 of 11 under Jeffreys' prior", () => {
  expect(betaMean(8, 10)).toBe(0.75);
  expect(betaMean(8, 10, JEFFREYS_PRIOR)).toBeCloseTo(8.5 / 11, 15);
  expect(betaMean(0, 0)).toBe(0.5);
});

describe("clopperPearson", () => {
  // Newcombe, Statistics in Medicine 17, 1998, table I, method 5; more digits by R's binom.test.
  test.each([
    [81, 263, 0.2527367455852713, 0.36762192260135146],
    [15, 148, 0.057844010083448576, 0.161650490349479],
    [0, 20, 0, 0.1684334709830853],
    [1, 29, 0.0008726468835799228, 0.1776442954887229],
  ])("of %i of %i is %f to %f", (successes, trials, lower, upper) => {
    const found = clopperPearson(successes, trials);
    expect(found.lower).toBeCloseTo(lower, 10);
    expect(found.upper).toBeCloseTo(upper, 10);
    const mirrored = clopperPearson(trials - successes, trials);
    expect(mirrored.lower).toBeCloseTo(1 - upper, 10);
    expect(mirrored.upper).toBeCloseTo(1 - lower, 10);
  });

  test("excludes nothing without trials", () => {
    expect(clopperPearson(0, 0)).toEqual({ lower: 0, upper: 1 });
  });

  test("is 0 to 1 - (1 - confidence)/2 for one failure", () => {
    expect(clopperPearson(0, 1, 0.9).upper).toBeCloseTo(0.95, 12);
  });

  test("refuses impossible counts", () => {
    expect(() => clopperPearson(3, 2)).toThrow(RangeError);
    expect(() => clopperPearson(0, 0, 2)).toThrow(RangeError);
  });
});
