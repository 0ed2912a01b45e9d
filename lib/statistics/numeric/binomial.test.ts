import { describe, expect, test } from "vitest";
import { drawBinomial } from "./binomial.ts";
import { createRandom } from "./random.ts";

/** Mean and variance of many draws. */
function moments(n: number, p: number, draws: number): { mean: number; variance: number } {
  const random = createRandom(n);
  const found = Float64Array.from({ length: draws }, () => drawBinomial(random, n, p));
  const mean = found.reduce((sum, x) => sum + x, 0) / draws;
  return { mean, variance: found.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws };
}

describe("binomial draws", () => {
  // Mean n p and variance n p (1 - p); allowed are five standard errors of 20 000 draws.
  test.each([
    [5, 0.3],
    [40, 0.2],
    [40, 0.9],
    [60, 0.25],
    [1000, 0.5],
    [1_000_000, 0.00001],
    [1_000_000, 0.37],
    [1_000_000, 0.999],
  ])("of %d trials at %d have the right mean and variance", (n, p) => {
    const draws = 20_000;
    const variance = n * p * (1 - p);
    const found = moments(n, p, draws);
    expect(Math.abs(found.mean - n * p)).toBeLessThan(5 * Math.sqrt(variance / draws));
    const kurtosis = 3 + (1 - 6 * p * (1 - p)) / variance;
    expect(Math.abs(found.variance - variance)).toBeLessThan(
      5 * variance * Math.sqrt((kurtosis - 1) / draws),
    );
  });

  // P(k) by the recurrence; chi square with at most 20 degrees of freedom stays below 52 in 9999 of 10 000 cases.
  test.each([
    [20, 0.3],
    [50, 0.3],
    [30, 0.5],
  ])("of %d trials at %d have the right probabilities", (n, p) => {
    const random = createRandom(3);
    const draws = 50_000;
    const times = new Float64Array(n + 1);
    for (let i = 0; i < draws; i++) times[drawBinomial(random, n, p)] += 1;
    let probability = (1 - p) ** n;
    let chiSquare = 0;
    for (let k = 0; k <= n; k++) {
      const expected = draws * probability;
      if (expected > 20) chiSquare += (times[k] - expected) ** 2 / expected;
      probability *= ((n - k) * p) / ((k + 1) * (1 - p));
    }
    expect(chiSquare).toBeLessThan(60);
  });

  test("at the ends need no chance", () => {
    const never = (): number => {
      throw new Error("drew");
    };
    expect(drawBinomial(never, 0, 0.5)).toBe(0);
    expect(drawBinomial(never, 9, 0)).toBe(0);
    expect(drawBinomial(never, 9, 1)).toBe(9);
    expect(drawBinomial(never, 9, 1 + 1e-16)).toBe(9);
  });

  test("stay within 0..n and are the same for the same seed", () => {
    const draw = (seed: number): number[] => {
      const random = createRandom(seed);
      return Array.from({ length: 500 }, (_, i) => drawBinomial(random, i, 0.45));
    };
    draw(1).forEach((k, n) => {
      expect(k).toBeGreaterThanOrEqual(0);
      expect(k).toBeLessThanOrEqual(n);
    });
    expect(draw(1)).toEqual(draw(1));
  });

  // What was frozen with a seed must come out again for ever, in the browser as on the server.
  test.each([
    [30, 0.45, [21, 17, 9, 16, 830_518_205]],
    [1000, 0.3, [343, 321, 277, 315, 687_067_471]],
    [1_000_000, 0.37, [371_480, 370_689, 369_248, 370_487, 230_155_007]],
  ])("of %d trials at %d come out as they always did", (n, p, first) => {
    const random = createRandom(7);
    const drawn = Array.from({ length: 20_000 }, () => drawBinomial(random, n, p));
    const sum = drawn.reduce((all, k, at) => (all * 31 + k * (at + 1)) % 1_000_000_007, 0);
    expect([...drawn.slice(0, 4), sum]).toEqual(first);
  });
});
