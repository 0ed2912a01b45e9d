import { expect, test } from "vitest";
import { crossTable } from "#lib/statistics/counting/cross-table.ts";
import { readRatings, TABLES } from "./published.fixture.ts";
import { scottPi } from "./scott.ts";

// Gwet's cont3x3abstractors (R irrCAC, scott2.table).
test.each([
  ["unweighted", 0.7962396962119109],
  ["linear", 0.8428010003572706],
  ["quadratic", 0.8921092638909324],
] as const)("Scott's pi has Gwet's value, %s", (weights, value) => {
  expect(scottPi(TABLES.abstractors, weights).value).toBeCloseTo(value, 10);
});

// Wikipedia, "Scott's pi", prints -.057 from rounded shares.
test("is negative below chance", () => {
  const found = scottPi({ levels: 3, counts: Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9) }, "unweighted");
  expect(found.value).toBeCloseTo(-0.0563380281690142, 12);
  expect(found.reason === null && found.observed).toBeCloseTo(15 / 45, 12);
});

test("is undefined without shared items and without variation", () => {
  const of = (words: string) => scottPi(crossTable(readRatings(words, 2), 0, 1), "unweighted");
  expect(of("1. .2")).toEqual({ value: null, reason: "no-pairs" });
  expect(of("22 22")).toEqual({ value: null, reason: "no-variation" });
  expect(of("12 12")).toMatchObject({ reason: null, value: -1 });
  const all = new Float64Array(4).fill(1);
  expect(scottPi(crossTable(readRatings("12", 2), 0, 1), all).reason).toBe("no-variation");
});
