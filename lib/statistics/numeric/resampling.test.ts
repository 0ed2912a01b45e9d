import { describe, expect, test } from "vitest";
import { readRatings } from "#lib/statistics/agreement/published.fixture.ts";
import { collapse } from "#lib/statistics/counting/item-classes.ts";
import { createRandom } from "./random.ts";
import { drawItems, firstPairable, percentileInterval, quantile } from "./resampling.ts";

const { classes } = collapse(readRatings("1.. 2.. 12. 21. 11. 112 112 112", 2));

describe("resampled items", () => {
  test("are as many as there are pairable ones, and leave single ratings out", () => {
    const random = createRandom(1);
    const from = firstPairable(classes);
    expect([...classes.size]).toEqual([1, 1, 2, 2, 3]);
    expect(from).toBe(2);
    for (let i = 0; i < 200; i++) {
      const drawn = new Float64Array(5);
      drawItems(random, classes, from, drawn);
      expect(drawn.reduce((sum, items) => sum + items, 0)).toBe(6);
      expect([drawn[0], drawn[1]]).toEqual([0, 0]);
    }
  });

  // Multinomial: item share of each class, 6 draws; variance n p (1 - p), covariance -n p q.
  test("have the mean and the spread of a multinomial", () => {
    const random = createRandom(2);
    const times = 20_000;
    const drawn = new Float64Array(5);
    const sum = new Float64Array(5);
    let product = 0;
    for (let i = 0; i < times; i++) {
      drawItems(random, classes, 2, drawn);
      drawn.forEach((items, c) => {
        sum[c] += items;
      });
      product += drawn[2] * drawn[4];
    }
    const mean = [...sum].map((total) => total / times);
    [0, 0, 1, 2, 3].forEach((items, c) => {
      expect(Math.abs(mean[c] - items)).toBeLessThan(0.05);
    });
    expect(Math.abs(product / times - mean[2] * mean[4] + 6 * (1 / 6) * (1 / 2))).toBeLessThan(0.06);
  });

  test("none are pairable when nothing is", () => {
    expect(firstPairable(collapse(readRatings("1. .2", 2)).classes)).toBe(2);
  });
});

describe("quantiles", () => {
  // R quantile, type 7, and numpy: of 1..4 the .25 quantile is 1.75.
  test("lie on the line between their neighbors", () => {
    const sorted = Float64Array.of(1, 2, 3, 4);
    expect(quantile(sorted, 0.25)).toBe(1.75);
    expect(quantile(sorted, 0)).toBe(1);
    expect(quantile(sorted, 1)).toBe(4);
    expect(quantile(Float64Array.of(7), 0.3)).toBe(7);
  });

  test("cut off the same share on both sides", () => {
    const sorted = Float64Array.from({ length: 101 }, (_, i) => i);
    const { lower, upper } = percentileInterval(sorted, 0.9);
    expect(lower).toBeCloseTo(5, 10);
    expect(upper).toBeCloseTo(95, 10);
  });
});
