import { expect, test } from "vitest";
import { crossTable } from "#lib/statistics/counting/cross-table.ts";
import { cohenKappa } from "./cohen.ts";
import { lightKappa } from "./light.ts";
import { ANXIETY, FLEISS, readRatings } from "./published.fixture.ts";

// R irr kappam.light: .459.
test("Light's kappa of Fleiss' patients is .459, the mean of 15 pairs", () => {
  const found = lightKappa(FLEISS, "unweighted");
  expect(found.value).toBeCloseTo(0.45941214443459544, 10);
  expect(found).toMatchObject({ reason: null, pairs: 15, undefinedPairs: 0 });
});

test("is the plain mean of the pairs", () => {
  const pairs = [
    [0, 1],
    [0, 2],
    [1, 2],
  ] as const;
  const kappas = pairs.map(([a, b]) => cohenKappa(crossTable(ANXIETY, a, b), "quadratic").value as number);
  const mean = kappas.reduce((sum, value) => sum + value, 0) / 3;
  expect(lightKappa(ANXIETY, "quadratic").value).toBeCloseTo(mean, 12);
});

test("leaves out pairs without a value and counts them", () => {
  expect(lightKappa(readRatings("12. 21. ..1", 2), "unweighted")).toMatchObject({
    value: -1,
    pairs: 1,
    undefinedPairs: 2,
  });
  expect(lightKappa(readRatings("1. .2", 2), "unweighted")).toEqual({
    value: null,
    reason: "no-pairs",
    undefinedPairs: 1,
  });
  expect(lightKappa(readRatings("11. 11. ..1", 2), "unweighted")).toEqual({
    value: null,
    reason: "no-variation",
    undefinedPairs: 3,
  });
  expect(lightKappa(readRatings("1", 2), "unweighted")).toEqual({
    value: null,
    reason: "no-pairs",
    undefinedPairs: 0,
  });
});
