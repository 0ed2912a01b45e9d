import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Labeling, labelingFromTriples } from "#lib/labeling.ts";
import { krippendorffAlpha } from "#lib/statistics/agreement/alpha/alpha.ts";
import { readRatings } from "#lib/statistics/agreement/published.fixture.ts";
import { tally } from "#lib/statistics/counting/tally.ts";
import { AC2_OF_ROW, EXACT_OF_ROW } from "./ac2-and-exact.ts";
import { clusterSpread, degreesOf } from "./cluster-spread.ts";
import { clusterSums } from "./cluster-sums.ts";
import { alphaOfRow } from "./coefficient.ts";
import { shopQueries } from "./shop-queries.fixture.ts";

const ALPHA = alphaOfRow("ordinal");
const SHOP = shopQueries();

function spreadOf(labeling: Labeling, queryOf: Int32Array | null, coefficient = ALPHA) {
  return clusterSpread(clusterSums(tally(labeling), queryOf), coefficient);
}

/** The same ratings with items, queries and their names in another order. */
function shuffled({ labeling, queryOf }: typeof SHOP, order: readonly number[]): typeof SHOP {
  const names = new Map<number, number>();
  const place = new Map(order.map((item, at) => [item, at]));
  const triples = Array.from(labeling.item, (item, r) => {
    return [place.get(item) as number, labeling.annotator[r], labeling.label[r]] as const;
  });
  const queries = order.map((item) => {
    const query = queryOf[item];
    if (!names.has(query)) names.set(query, names.size + 5);
    return names.get(query) as number;
  });
  return { labeling: labelingFromTriples(labeling, triples), queryOf: Int32Array.from(queries) };
}

describe("the spread over queries", () => {
  // Computed by the prototype of this method, another program, on the same ratings.
  test.each([
    ["alpha", ALPHA, 0.769548, 0.065555, 24.901],
    ["AC2", AC2_OF_ROW, 0.763899, 0.066884, 27.426],
    ["exact agreement", EXACT_OF_ROW, 0.796738, 0.113306, 73.804],
  ])(
    "of the shop's %s has the known value, error and degrees of freedom",
    (_, coefficient, value, s, degrees) => {
      const spread = spreadOf(SHOP.labeling, SHOP.queryOf, coefficient);
      if (spread.reason !== null) throw new Error("undefined");
      expect(spread.value).toBeCloseTo(value, 6);
      expect(spread.error).toBeCloseTo(s, 6);
      expect(spread.degrees).toBeCloseTo(degrees, 3);
      expect(spread.clusters).toBe(135);
    },
  );

  test("is that of alpha computed again without each query", () => {
    const queryOf = Int32Array.of(0, 0, 1, 1, 2, 2, 3, 3, 3);
    const words = "112 123 333 233 122 11. 132 223 331".split(" ");
    const z = Math.atanh(krippendorffAlpha(readRatings(words.join(" "), 3), "ordinal").value as number);
    const squares = [0, 1, 2, 3].reduce((sum, left) => {
      const rest = words.filter((_, item) => queryOf[item] !== left).join(" ");
      return sum + (Math.atanh(krippendorffAlpha(readRatings(rest, 3), "ordinal").value as number) - z) ** 2;
    }, 0);
    const spread = spreadOf(readRatings(words.join(" "), 3), queryOf);
    expect(spread.reason === null && spread.error).toBeCloseTo(Math.sqrt((3 / 4) * squares), 12);
    expect(spread.reason === null && spread.evenClusters).toBeCloseTo(21 ** 2 / 129, 12);
  });

  test("does not depend on the order of items or the names of queries", () => {
    const items = Array.from(SHOP.queryOf.keys());
    const whole = spreadOf(SHOP.labeling, SHOP.queryOf);
    fc.assert(
      fc.property(fc.shuffledSubarray(items, { minLength: items.length }), (order) => {
        const other = shuffled(SHOP, order);
        const spread = spreadOf(other.labeling, other.queryOf);
        if (spread.reason !== null || whole.reason !== null) throw new Error("undefined");
        expect(spread.z).toBe(whole.z);
        expect(spread.error).toBeCloseTo(whole.error, 12);
        expect(spread.degrees).toBeCloseTo(whole.degrees, 9);
      }),
      { numRuns: 5 },
    );
  });

  test("is the same whether items without a query are told so or given one each", () => {
    const own = Int32Array.from(SHOP.queryOf.keys());
    const alone = spreadOf(SHOP.labeling, null, AC2_OF_ROW);
    const each = spreadOf(SHOP.labeling, own, AC2_OF_ROW);
    if (alone.reason !== null || each.reason !== null) throw new Error("undefined");
    expect(alone.error).toBeCloseTo(each.error, 12);
    expect(alone.degrees).toBeCloseTo(each.degrees, 6);
    expect(alone.clusters).toBe(3188);
  });

  test("counts a query of single ratings for AC2 alone", () => {
    const data = readRatings("12 11 22 21 1. .2", 2);
    const queryOf = Int32Array.of(0, 1, 2, 3, 4, 4);
    const clusters = [ALPHA, AC2_OF_ROW].map((one) => {
      const spread = spreadOf(data, queryOf, one);
      return spread.reason === null && spread.clusters;
    });
    expect(clusters).toEqual([4, 5]);
  });
});

describe("no spread can be seen", () => {
  test.each([
    ["1. .2", "no-pairs"],
    ["11 11 11", "no-variation"],
    ["11 22 11", "few-clusters"],
    ["12 11 11", "few-clusters"],
    [`11 22 ${"11 ".repeat(8)}`, "little-variation"],
    [`12 11 22 ${"11 ".repeat(7)}`, "little-variation"],
    [`12 ${"11 ".repeat(9)}`, "little-variation"],
  ])("of %s: %s", (words, reason) => {
    expect(spreadOf(readRatings(words, 2), null)).toEqual({ value: null, reason });
  });

  test("of exact agreement where nobody agrees or everybody does", () => {
    expect(spreadOf(readRatings("12 ".repeat(10), 2), null, EXACT_OF_ROW).reason).toBe("little-variation");
    expect(spreadOf(readRatings("11 22 ".repeat(5), 2), null, EXACT_OF_ROW).reason).toBe("little-variation");
    expect(spreadOf(readRatings("1. 2.", 2), null, EXACT_OF_ROW).reason).toBe("no-pairs");
  });

  // Sums of thirds: without the one query that disagrees a speck of disagreement may be left.
  test("where all disagreement is in one query of items with seven ratings", () => {
    const even = Array.from({ length: 9 }, (_, i) => String((i % 3) + 1).repeat(7));
    const words = ["1123123", "2213213", "3312311", ...even];
    const queryOf = Int32Array.of(0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    expect(spreadOf(readRatings(words.join(" "), 3), queryOf).reason).toBe("little-variation");
  });
});

test("degrees of freedom are fewer with uneven or odd queries, and at least 1", () => {
  expect(degreesOf(40, 40, 0)).toBe(39);
  expect(degreesOf(40, 40, 3)).toBe(39);
  expect(degreesOf(40, 40, 9)).toBe(9);
  expect(degreesOf(12, 40, 3)).toBe(11);
  expect(degreesOf(1.5, 40, 3)).toBe(1);
});
