import { expect, test } from "vitest";
import { distanceTable } from "./alpha-distance.ts";

// Krippendorff 2011, section E.
const PER_LEVEL = Float64Array.of(9, 13, 10, 5, 3);

function upper(table: Float64Array, levels: number): number[] {
  return [...table].filter((_, cell) => cell % levels > Math.floor(cell / levels));
}

test("nominal distance is 1 between any two levels", () => {
  expect(upper(distanceTable("nominal", PER_LEVEL), 5)).toEqual(Array(10).fill(1));
});

test("ordinal distance counts the ratings between two levels, the ends half", () => {
  // (9/2 + 13/2)^2, (9/2 + 13 + 10/2)^2 and so on, as printed in the paper: 11^2, 22.5^2, 30^2, 34^2 ...
  expect(upper(distanceTable("ordinal", PER_LEVEL), 5)).toEqual(
    [11, 22.5, 30, 34, 11.5, 19, 23, 7.5, 11.5, 4].map((steps) => steps ** 2),
  );
});

test("interval distance is the squared difference of the declared values", () => {
  expect(upper(distanceTable("interval", PER_LEVEL), 5)).toEqual([1, 4, 9, 16, 1, 4, 9, 1, 4, 1]);
  expect(upper(distanceTable("interval", Float64Array.of(1, 1, 1), [0, 1, 10]), 3)).toEqual([1, 100, 81]);
});

test("ratio distance is relative, and 0 between two zeros", () => {
  expect(upper(distanceTable("ratio", Float64Array.of(1, 1, 1), [0, 0, 3]), 3)).toEqual([0, 1, 1]);
  expect(upper(distanceTable("ratio", Float64Array.of(1, 1), [3, 0]), 2)).toEqual([1]);
  expect(upper(distanceTable("ratio", Float64Array.of(1, 1, 1)), 3)).toEqual([1 / 9, 1 / 4, 0.2 ** 2]);
});

test("the table is symmetric with an empty diagonal and may be written into old memory", () => {
  const into = new Float64Array(25);
  const table = distanceTable("ordinal", PER_LEVEL, undefined, into);
  expect(table).toBe(into);
  for (let k = 0; k < 5; k++) {
    expect(table[k * 6]).toBe(0);
    for (let l = 0; l < 5; l++) expect(table[k * 5 + l]).toBe(table[l * 5 + k]);
  }
});
