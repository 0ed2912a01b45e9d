import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Labeling, labelingFromTriples } from "#lib/labeling.ts";
import { tally } from "#lib/statistics/counting/tally.ts";
import { createRandom } from "#lib/statistics/numeric/random.ts";
import { AC2_OF_ROW, EXACT_OF_ROW } from "./ac2-and-exact.ts";
import { clusterSpread } from "./cluster-spread.ts";
import { clusterSums } from "./cluster-sums.ts";
import { alphaOfRow } from "./coefficient.ts";
import {
  addClusterRating,
  type ClusterRating,
  type LiveClusters,
  liveClusters,
  removeClusterRating,
} from "./live-clusters.ts";
import { liveSpread } from "./live-spread.ts";

const COEFFICIENTS = [alphaOfRow("ordinal"), AC2_OF_ROW, EXACT_OF_ROW];
const QUERY_OF = Int32Array.of(0, 0, 1, -1, 2, -1, 1, -1);
const NOTHING = labelingFromTriples({ items: 0, annotators: 1, levels: 3 }, []);

type Step = { isRemoval: boolean; item: number; label: number; pick: number };
const steps = fc.array(
  fc.record<Step>({ isRemoval: fc.boolean(), item: fc.nat(7), label: fc.nat(2), pick: fc.nat(1000) }),
  { maxLength: 80 },
);

/** Plays the steps on live sums and gives the ratings that are left. */
function play(live: LiveClusters, all: readonly Step[]): Labeling {
  const given: ClusterRating[] = [];
  for (const { isRemoval, item, label, pick } of all) {
    const chosen = given[pick % Math.max(1, given.length)];
    if (!isRemoval || chosen === undefined) {
      const rating = { item, query: QUERY_OF[item], label };
      given.push(rating);
      addClusterRating(live, rating);
    } else removeClusterRating(live, given.splice(given.indexOf(chosen), 1)[0]);
  }
  const triples = given.map(({ item, label }) => [item, 0, label] as const);
  return labelingFromTriples({ items: 8, annotators: 1, levels: 3 }, triples);
}

/** Queries of one to eight items, and every tenth item of no query; two to four ratings that are right in two of three cases. */
function simulate(queries: number): { labeling: Labeling; queryOf: Int32Array } {
  const random = createRandom(queries);
  const triples: [number, number, number][] = [];
  const queryOf: number[] = [];
  for (let query = 0; query < queries; query++) {
    const ease = random();
    for (let i = Math.floor(8 * random()); i >= 0; i--) {
      const truth = Math.floor(4 * random());
      for (let who = Math.floor(3 * random()) + 1; who >= 0; who--) {
        triples.push([queryOf.length, who, random() < ease ? truth : Math.floor(4 * random())]);
      }
      queryOf.push(random() < 0.1 ? -1 : query);
    }
  }
  const shape = { items: queryOf.length, annotators: 4, levels: 4 };
  return { labeling: labelingFromTriples(shape, triples), queryOf: Int32Array.from(queryOf) };
}

/** Both spreads, which must be there. */
function bothSpreads(live: LiveClusters, labeling: Labeling, queryOf: Int32Array, which: number) {
  const exact = clusterSpread(clusterSums(tally(labeling), queryOf), COEFFICIENTS[which]);
  const now = liveSpread(live, COEFFICIENTS[which]);
  if (exact.reason !== null || now.reason !== null) throw new Error("undefined");
  return { exact, now };
}

describe("up to 500 queries", () => {
  test("the live spread is that of the ratings there are, after any additions and removals", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const live = liveClusters(NOTHING, null);
        const labeling = play(live, all);
        for (const coefficient of COEFFICIENTS) {
          const exact = clusterSpread(clusterSums(tally(labeling), QUERY_OF), coefficient);
          const now = liveSpread(live, coefficient);
          expect(now.reason).toBe(exact.reason);
          if (now.reason !== null || exact.reason !== null) continue;
          expect(now.z).toBeCloseTo(exact.z, 10);
          expect(now.error).toBeCloseTo(exact.error, 9);
          expect(now.degrees).toBeCloseTo(exact.degrees, 6);
          expect(now.clusters).toBe(exact.clusters);
        }
      }),
    );
  });

  test("what is summed over queries is what a new start gives", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const live = liveClusters(NOTHING, null);
        const anew = liveClusters(play(live, all), QUERY_OF);
        expect(live.clusters).toEqual(anew.clusters);
        expect(live.sizes).toEqual(anew.sizes);
        expect(new Map([...live.alone].sort())).toEqual(new Map([...anew.alone].sort()));
        anew.products.forEach((product, cell) => {
          expect(live.products[cell]).toBeCloseTo(product, 9);
        });
      }),
    );
  });
});

describe("above 500 queries", () => {
  const { labeling, queryOf } = simulate(700);

  test.each([0, 1, 2])("the linear spread is within half a percent of the exact one (%i)", (which) => {
    const { exact, now } = bothSpreads(liveClusters(labeling, queryOf), labeling, queryOf, which);
    expect(now.clusters).toBe(exact.clusters);
    expect(now.z).toBeCloseTo(exact.z, 12);
    expect(now.error / exact.error).toBeGreaterThan(0.995);
    expect(now.error / exact.error).toBeLessThan(1.005);
    expect(now.degrees / exact.degrees).toBeCloseTo(1, 1);
    expect(now.evenClusters).toBeCloseTo(exact.evenClusters, 6);
  });

  test("it follows each rating, and comes back when the ratings are taken back", () => {
    const live = liveClusters(labeling, queryOf);
    const [coefficient] = COEFFICIENTS;
    const before = liveSpread(live, coefficient);
    const more = Array.from({ length: 300 }, (_, i) => ({ item: i, query: queryOf[i], label: (7 * i) % 4 }));
    for (const rating of more) addClusterRating(live, rating);
    const during = liveSpread(live, coefficient);
    for (const rating of more) removeClusterRating(live, rating);
    const after = liveSpread(live, coefficient);
    if (before.reason !== null || during.reason !== null || after.reason !== null)
      throw new Error("undefined");
    expect(during.z).toBeLessThan(before.z);
    expect(after.z).toBeCloseTo(before.z, 10);
    expect(after.error).toBeCloseTo(before.error, 10);
    expect(after.degrees).toBeCloseTo(before.degrees, 6);
  });

  test("the kurtosis is counted anew once a tenth as many ratings have come", () => {
    const live = liveClusters(labeling, queryOf);
    const [coefficient] = COEFFICIENTS;
    const counted: number[] = [];
    for (let i = 0; i < 250; i++) {
      liveSpread(live, coefficient);
      counted.push(live.tails.get(coefficient)?.at as number);
      addClusterRating(live, { item: i, query: queryOf[i], label: 0 });
    }
    const tenth = Math.ceil(live.clusters.pairable / 10);
    expect([...new Set(counted)]).toEqual([0, tenth, 2 * tenth]);
  });

  test("nothing is said where nothing can be", () => {
    const flat = { ...labeling, label: new Uint8Array(labeling.label.length) };
    const live = liveClusters(flat, queryOf);
    expect(COEFFICIENTS.map((one) => liveSpread(live, one).reason)).toEqual([
      "no-variation",
      "little-variation",
      "little-variation",
    ]);
    const single = labelingFromTriples(
      { items: 600, annotators: 1, levels: 3 },
      Array.from({ length: 600 }, (_, item) => [item, 0, item % 3] as const),
    );
    expect(liveSpread(liveClusters(single, null), AC2_OF_ROW).reason).toBe("no-pairs");
  });
});

test("a rating that was not given cannot be taken back, and nothing changes", () => {
  const live = liveClusters(NOTHING, null);
  addClusterRating(live, { item: 2, query: 1, label: 1 });
  const before = [...live.products];
  expect(() => removeClusterRating(live, { item: 2, query: 1, label: 0 })).toThrow(
    new RangeError("item 2 has no rating of level 0"),
  );
  expect(() => removeClusterRating(live, { item: 9, query: 0, label: 0 })).toThrow(RangeError);
  expect([...live.products]).toEqual(before);
});
