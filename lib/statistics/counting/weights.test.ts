import { expect, test } from "vitest";
import { agreementWeights, defaultValues, totalWeight } from "./weights.ts";

// First row of five levels; Gwet, Handbook of Inter-Rater Reliability, chapter 3.
test.each([
  ["unweighted", [1, 0, 0, 0, 0]],
  ["linear", [1, 0.75, 0.5, 0.25, 0]],
  ["quadratic", [1, 15 / 16, 12 / 16, 7 / 16, 0]],
  ["ordinal", [1, 0.9, 0.7, 0.4, 0]],
  ["within-one", [1, 1, 0, 0, 0]],
] as const)("%s weights of five levels", (weighting, row) => {
  const table = agreementWeights(weighting, 5);
  row.forEach((weight, l) => {
    expect(table[l]).toBeCloseTo(weight, 12);
    expect(table[l * 5]).toBe(table[l]);
  });
  for (let k = 0; k < 5; k++) expect(table[k * 6]).toBe(1);
});

test("use the distances of the declared values, ordinal ones the ranks", () => {
  const values = [0, 1, 10];
  expect(agreementWeights("linear", 3, values)[1]).toBeCloseTo(0.9, 12);
  expect(agreementWeights("quadratic", 3, values)[1]).toBeCloseTo(0.99, 12);
  expect(agreementWeights("ordinal", 3, values)).toEqual(agreementWeights("ordinal", 3));
});

test("a table is taken as it is, and a scale of one level agrees with itself", () => {
  const own = Float64Array.of(1, 0.2, 0.3, 1);
  expect(agreementWeights(own, 2)).toBe(own);
  expect([...agreementWeights("quadratic", 1)]).toEqual([1]);
  expect(totalWeight(own)).toBeCloseTo(2.5, 12);
  expect(defaultValues(3)).toEqual([1, 2, 3]);
});
