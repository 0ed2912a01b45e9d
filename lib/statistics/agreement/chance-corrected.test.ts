import { expect, test } from "vitest";
import { tally } from "#lib/statistics/counting/tally.ts";
import { agreementWeights } from "#lib/statistics/counting/weights.ts";
import { chanceCorrected, correctedFromPairs, itemAgreement, levelShares } from "./chance-corrected.ts";
import { KRIPPENDORFF, readRatings } from "./published.fixture.ts";

const EXACT = agreementWeights("unweighted", 3);
const fixed = (expected: number) => () => ({
  expected,
  perLevel: new Float64Array(3).fill(expected),
  degree: 0,
});

test("shares are means over items, single ratings included", () => {
  // Item shares of level 1: 1, 1/2, 0.
  const shares = levelShares(tally(readRatings("11. 12. ..3 ...", 3)).pairs);
  expect(shares[0]).toBeCloseTo(0.5, 12);
  expect(shares[1]).toBeCloseTo(1 / 6, 12);
  expect(shares[2]).toBeCloseTo(1 / 3, 12);
  expect(levelShares(tally(KRIPPENDORFF).pairs).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
});

test("is (observed - expected) / (1 - expected), negative below chance", () => {
  const sums = tally(readRatings("11 12", 3));
  expect(chanceCorrected(sums, EXACT, fixed(0.25), false).value).toBeCloseTo(1 / 3, 12);
  expect(chanceCorrected(sums, EXACT, fixed(0.75), false).value).toBeCloseTo(-1, 12);
});

// Fixed chance: influence of an item is its own agreement, so the error is that of a mean, divided by 1 - chance.
test("the error of a fixed chance is that of a mean", () => {
  const sums = tally(readRatings("11 11 12 22", 3));
  const found = chanceCorrected(sums, EXACT, fixed(0.5), false);
  const spread = Math.sqrt((3 * 0.25 ** 2 + 0.75 ** 2) / (4 * 3));
  expect(found.reason === null && found.standardError).toBeCloseTo(spread / 0.5, 12);
});

test("is undefined where chance explains everything, where told so, and without pairs", () => {
  const sums = tally(readRatings("11 12", 3));
  expect(chanceCorrected(sums, EXACT, fixed(1), false)).toEqual({ value: null, reason: "no-variation" });
  expect(chanceCorrected(sums, EXACT, fixed(Number.NaN), false)).toEqual({
    value: null,
    reason: "no-variation",
  });
  expect(chanceCorrected(sums, EXACT, fixed(0.5), true)).toEqual({ value: null, reason: "no-variation" });
  const none = tally(readRatings("1. .2", 3));
  expect(chanceCorrected(none, EXACT, fixed(0.5), true)).toEqual({ value: null, reason: "no-pairs" });
  expect(correctedFromPairs(none.pairs, EXACT, fixed(0.5), false)).toEqual({
    value: null,
    reason: "no-pairs",
  });
});

test("one rated item has a value but no error", () => {
  expect(chanceCorrected(tally(readRatings("112", 3)), EXACT, fixed(0), false)).toMatchObject({
    value: 1 / 3,
    standardError: null,
  });
});

test("agreement of one item counts ordered pairs of different ratings", () => {
  const { classes } = tally(readRatings("112", 3));
  expect(itemAgreement(classes, 0, EXACT)).toBeCloseTo(2 / 6, 12);
  expect(itemAgreement(classes, 0, agreementWeights("within-one", 3))).toBe(1);
});
