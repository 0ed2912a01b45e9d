import { expect, test } from "vitest";
import { tally } from "#lib/statistics/counting/tally.ts";
import { clusterSpread } from "./cluster-spread.ts";
import { clusterSums } from "./cluster-sums.ts";
import { alphaOfRow } from "./coefficient.ts";
import { designEffect } from "./design-effect.ts";
import { shopQueries } from "./shop-queries.fixture.ts";

const { labeling, queryOf } = shopQueries();
const spreadOf = (queries: Int32Array | null) =>
  clusterSpread(clusterSums(tally(labeling), queries), alphaOfRow("ordinal"));

test("3188 results of 135 queries are worth about 300 independent ones", () => {
  const found = designEffect(spreadOf(queryOf), spreadOf(null), 3188);
  if (found.reason !== null) throw new Error("undefined");
  expect(found.value).toBeGreaterThan(9.5);
  expect(found.value).toBeLessThan(10.5);
  expect(found.effectiveItems).toBeCloseTo(3188 / found.value, 9);
});

test("items without a query are worth as many as they are", () => {
  expect(designEffect(spreadOf(null), spreadOf(null), 3188)).toEqual({
    reason: null,
    value: 1,
    effectiveItems: 3188,
  });
});

test("is undefined as either spread, and where nothing moves", () => {
  const known = spreadOf(null);
  const none = { value: null, reason: "no-pairs" } as const;
  expect(designEffect(none, known, 3)).toEqual(none);
  expect(designEffect(known, none, 3)).toEqual(none);
  if (known.reason !== null) throw new Error("undefined");
  const still = { ...known, error: 0 };
  expect(designEffect(still, known, 3).reason).toBe("little-variation");
  expect(designEffect(known, still, 3).reason).toBe("little-variation");
});
