import { describe, expect, test } from "vitest";
import { betaInterval, UNIFORM_PRIOR } from "#lib/statistics/numeric/beta.ts";
import { type GoldAnswer, goldAccuracy, goldError } from "./gold-accuracy.ts";

const answer = (label: number, ...acceptable: number[]): GoldAnswer => ({ label, acceptable });

describe("goldError", () => {
  test.each([
    [answer(3, 4, 5), -1],
    [answer(5, 4), 1],
    [answer(4, 5, 4), 0],
    [answer(1, 5), -4],
    [answer(5, 1, 2), 3],
    [answer(3, 4, 1), -1],
  ])("of %o is %i", (given, error) => {
    expect(goldError(given)).toBe(error);
  });

  test("takes the lower of two equally near levels, whichever comes first", () => {
    expect(goldError(answer(3, 2, 4))).toBe(1);
    expect(goldError(answer(3, 4, 2))).toBe(1);
  });
});

describe("goldAccuracy", () => {
  const answers = [answer(4, 4), answer(2, 3, 4), answer(1, 5), answer(5, 4)];

  test("counts exact answers and those at most one level off", () => {
    const found = goldAccuracy(answers);
    expect(found).toMatchObject({ reason: null, n: 4 });
    if (found.reason !== null) return;
    expect(found.exact).toMatchObject({ count: 1, n: 4, share: 0.25 });
    expect(found.withinOne).toMatchObject({ count: 3, n: 4, share: 0.75 });
  });

  test("gives both shares Wilson's interval and the Beta posterior: 81 of 263 from .2553 to .3662 (Newcombe 1998)", () => {
    const many = Array.from({ length: 263 }, (_, i) => answer(i < 81 ? 1 : 3, 1));
    const found = goldAccuracy(many);
    if (found.reason !== null) throw new Error("must be defined");
    expect(found.exact.wilson.lower).toBeCloseTo(0.2552885199, 9);
    expect(found.exact.wilson.upper).toBeCloseTo(0.366209577, 9);
    expect(found.exact.beta.mean).toBeCloseTo(82 / 265, 12);
    expect(found.exact.beta).toMatchObject(betaInterval(81, 263, 0.95, UNIFORM_PRIOR));
    const narrow = goldAccuracy(many, { confidence: 0.5, prior: { a: 2, b: 2 } });
    if (narrow.reason !== null) throw new Error("must be defined");
    expect(narrow.exact.beta.mean).toBeCloseTo(83 / 267, 12);
    expect(narrow.exact.beta).toMatchObject(betaInterval(81, 263, 0.5, { a: 2, b: 2 }));
    expect(narrow.exact.wilson.lower).toBeGreaterThan(found.exact.wilson.lower);
  });

  test("says which way the misses lean, with Student's interval: errors 0 -1 -4 1 have mean -1, t(3) = 3.182446", () => {
    const found = goldAccuracy(answers);
    if (found.reason !== null) throw new Error("must be defined");
    expect(found.signedError.mean).toBe(-1);
    const { interval } = found.signedError;
    if (interval.reason !== null) throw new Error("must be defined");
    const half = 3.182446305284263 * Math.sqrt(14 / 3 / 4);
    expect(interval.lower).toBeCloseTo(-1 - half, 9);
    expect(interval.upper).toBeCloseTo(-1 + half, 9);
  });

  // Errors 0 and 1: mean 1/2, error 1/2, Student's t with one degree of freedom 12.706.
  test("knows an interval of the lean from two answers", () => {
    const found = goldAccuracy([answer(1, 1), answer(2, 1)]);
    expect(found.reason === null && found.signedError.interval).toEqual({
      reason: null,
      lower: expect.closeTo(0.5 - 12.7062047 / 2, 6),
      upper: expect.closeTo(0.5 + 12.7062047 / 2, 6),
    });
  });

  test("knows no interval of the lean from one answer", () => {
    const found = goldAccuracy([answer(3, 1)]);
    if (found.reason !== null) throw new Error("must be defined");
    expect(found.signedError).toEqual({ mean: 2, interval: { value: null, reason: "too-few" } });
  });

  test("is undefined without answers", () => {
    expect(goldAccuracy([])).toEqual({ value: null, reason: "no-gold" });
  });
});
