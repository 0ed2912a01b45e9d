import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { labelingFromMatrix, labelingFromTriples } from "#lib/labeling.ts";
import { beliefInPeople } from "#lib/statistics/aggregation/enough.ts";
import { goldLabels } from "#lib/statistics/aggregation/gold-labels.ts";
import { carefulPeople, PATIENTS, simulate } from "#lib/statistics/aggregation/published.fixture.ts";
import { voteConfidence } from "#lib/statistics/aggregation/votes/vote-confidence.ts";
import { cautiousSettings } from "./log-pool.ts";
import { opinionsOf } from "./opinions.ts";
import { poolAll } from "./pool-all.fixture.ts";
import { pooledConfidence } from "./pooled.ts";

const { labeling, truth } = simulate(carefulPeople(8, 0.9), { items: 200, each: 3, levels: 4, seed: 21 });
const gold = goldLabels(
  200,
  truth.slice(0, 50).map((actual, i) => [i, [actual]] as const),
);

describe("the pool and its guard", () => {
  test("without gold: the cautious pool by as much as people are known, the votes for the rest", () => {
    const belief = beliefInPeople(labeling);
    const pool = poolAll(opinionsOf(labeling), [cautiousSettings(4)]);
    const votes = voteConfidence(labeling);
    const found = pooledConfidence(labeling);
    found.forEach((share, at) => {
      expect(share).toBeCloseTo(belief * pool[at] + (1 - belief) * votes[at], 12);
    });
    expect(belief).toBeGreaterThan(0.9);
  });

  test("one person without gold gets the votes alone", () => {
    const one = labelingFromMatrix(
      Array.from({ length: 40 }, (_, i) => [i % 3]),
      3,
    );
    expect([...pooledConfidence(one)]).toEqual([...voteConfidence(one)]);
  });

  test("gold changes what is said, and 50 golds say it of items that are not gold too", () => {
    const without = pooledConfidence(labeling);
    const found = pooledConfidence(labeling, { gold });
    expect(found[60 * 4]).not.toBeCloseTo(without[60 * 4], 4);
    const loss = (rows: Float64Array) =>
      truth.slice(50).reduce((sum, actual, i) => sum - Math.log(rows[(i + 50) * 4 + actual]), 0);
    expect(loss(found)).toBeLessThan(loss(without));
  });

  test("a key on an item without ratings, or of all levels, changes no more than the guard's belief", () => {
    const none = goldLabels(200, []);
    expect([...pooledConfidence(labeling, { gold: none })]).toEqual([...pooledConfidence(labeling)]);
    const wider = { ...labeling, items: 201 };
    const unrated = goldLabels(201, [[200, [1]]]);
    expect([...pooledConfidence(wider, { gold: unrated })]).toEqual([...pooledConfidence(wider)]);
  });

  test("opinions that are known already give the same", () => {
    const opinions = opinionsOf(labeling);
    expect([...pooledConfidence(labeling, { gold, opinions })]).toEqual([
      ...pooledConfidence(labeling, { gold }),
    ]);
  });

  test("gold chosen by level counts by level: its evenness is no news of the items", () => {
    const uneven = labelingFromTriples(
      { items: 220, annotators: 6, levels: 2 },
      Array.from({ length: 220 * 3 }, (_, r) => {
        const i = Math.floor(r / 3);
        const actual = i % 10 === 0 ? 1 : 0;
        return [i, (i + r) % 6, (i * 7 + r * 5) % 9 === 0 ? 1 - actual : actual] as const;
      }),
    );
    const ones = Array.from({ length: 20 }, (_, n) => [n * 10, [1]] as const);
    const zeros = Array.from({ length: 20 }, (_, n) => [n * 10 + 1, [0]] as const);
    const even = goldLabels(220, [...ones, ...zeros]);
    const size = (rows: Float64Array) => rows.reduce((sum, share, at) => sum + (at % 2 === 1 ? share : 0), 0);
    const asRandom = size(pooledConfidence(uneven, { gold: even, isGoldByLevel: false }));
    const byLevel = size(pooledConfidence(uneven, { gold: even, isGoldByLevel: true }));
    expect(size(pooledConfidence(uneven, { gold: even }))).toBe(byLevel);
    expect(byLevel).toBeLessThan(asRandom);
    expect(Math.abs(byLevel - 22)).toBeLessThan(Math.abs(asRandom - 22));
  });
});

test.each([2, 5, 7])("rows sum to 1 on %i levels, with and without gold, whatever the answers", (levels) => {
  const triple = fc.tuple(fc.nat(6), fc.nat(4), fc.nat(levels - 1));
  const key = fc.tuple(fc.nat(6), fc.integer({ min: 1, max: 2 ** levels - 1 }));
  fc.assert(
    fc.property(
      fc.array(triple, { maxLength: 40 }),
      fc.array(key, { maxLength: 5 }),
      fc.constantFrom({}, { isGoldByLevel: true }, { isGoldByLevel: false }),
      (triples, keys, chosen) => {
        const gold = new Int32Array(7);
        for (const [item, bits] of keys) gold[item] = bits;
        const found = pooledConfidence(labelingFromTriples({ items: 7, annotators: 5, levels }, triples), {
          gold,
          ...chosen,
        });
        for (let i = 0; i < 7; i++) {
          const total = found.subarray(i * levels, (i + 1) * levels).reduce((sum, share) => sum + share, 0);
          expect(total).toBeCloseTo(triples.some(([item]) => item === i) ? 1 : 0, 9);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test("an empty labeling has empty rows", () => {
  expect([...pooledConfidence(labelingFromMatrix([[], []], 5))]).toEqual(new Array(10).fill(0));
  expect(pooledConfidence(labelingFromMatrix([], 5))).toHaveLength(0);
});

test("on the patients of 1979 it equals an independent implementation in numpy", () => {
  const found = pooledConfidence(PATIENTS);
  // The mixture keeps its logarithms in 32 bits, hence the eighth digit.
  [0.3360587795, 0.63676256, 0.0150175407, 0.0121611198].forEach((wanted, k) => {
    expect(found[2 * 4 + k]).toBeCloseTo(wanted, 7);
  });
  [0.0448796928, 0.9098543718, 0.0296612969, 0.0156046386].forEach((wanted, k) => {
    expect(found[3 * 4 + k]).toBeCloseTo(wanted, 7);
  });
});
