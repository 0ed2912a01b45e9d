import { expect, test } from "vitest";
import { HAYES, readRatings } from "#lib/statistics/agreement/published.fixture.ts";
import { tally } from "#lib/statistics/counting/tally.ts";
import { AC2_OF_ROW, EXACT_OF_ROW } from "./ac2-and-exact.ts";
import { rowLayout, rowOfPairs } from "./cluster-row.ts";
import { alphaOfRow } from "./coefficient.ts";
import { gradientOf } from "./gradient.ts";
import { addProducts, sumOfSquares } from "./products.ts";

const layout = rowLayout(4);
const total = rowOfPairs(layout, tally(HAYES).pairs);

test("the gradient of exact agreement is that of the logit of a share", () => {
  const gradient = gradientOf(layout, total, EXACT_OF_ROW) as Float64Array;
  const agreeing = total[layout.exact];
  const items = total[layout.pairable];
  expect(gradient[layout.exact]).toBeCloseTo(1 / agreeing + 1 / (items - agreeing), 8);
  expect(gradient[layout.pairable]).toBeCloseTo(-1 / (items - agreeing), 8);
  expect(gradient.filter((slope) => slope !== 0)).toHaveLength(2);
});

test("the gradient of AC2 leads nowhere along the sums themselves", () => {
  const gradient = gradientOf(layout, total, AC2_OF_ROW) as Float64Array;
  expect(gradient.reduce((sum, slope, j) => sum + slope * total[j], 0)).toBeCloseTo(0, 8);
});

test("there is no gradient at an end of the scale", () => {
  const flat = readRatings("11 22 33 44", 4);
  expect(gradientOf(layout, rowOfPairs(layout, tally(flat).pairs), alphaOfRow("ordinal"))).toBeNull();
});

test("products of rows give the sum of squared moves", () => {
  const rows = [Float64Array.of(9, 1, 2, 3), Float64Array.of(9, 0, -1, 4)];
  const gradient = Float64Array.of(0.5, 1, -2);
  const products = new Float64Array(9);
  for (const row of rows) addProducts(products, row, 1, 3, 1);
  expect(sumOfSquares(products, gradient)).toBeCloseTo((0.5 + 2 - 6) ** 2 + (-1 - 8) ** 2, 12);
  addProducts(products, rows[0], 1, 3, -1);
  expect(sumOfSquares(products, gradient)).toBeCloseTo(81, 12);
});
