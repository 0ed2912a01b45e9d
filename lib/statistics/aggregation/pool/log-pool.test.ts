import fc from "fast-check";
import { expect, test } from "vitest";
import { labelingFromTriples } from "#lib/labeling.ts";
import { cautiousSettings, poolItem, poolMean } from "./log-pool.ts";
import { OPINIONS, opinionsOf } from "./opinions.ts";
import { poolAll } from "./pool-all.fixture.ts";

test("without gold the weights are .25 .15 .05 0 .20 and nothing is shifted", () => {
  expect([...cautiousSettings(3)]).toEqual([0.25, 0.15, 0.05, 0, 0.2, 0, 0, 0]);
});

test("an item's pool is the product of its opinions to the power of their weights, with the shifts", () => {
  const logs = Float64Array.of(...[-1, -2, -3, -4, -5], ...[-0.5, -0.4, -0.3, -0.2, -0.1]);
  const said = { items: 1, levels: 2, logs };
  const settings = Float64Array.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.25, -0.25);
  const row = new Float64Array(2);
  poolItem(said, 0, settings, row);
  const first = -0.1 - 0.4 - 0.9 - 1.6 - 2.5 + 0.25;
  const second = -0.05 - 0.08 - 0.09 - 0.08 - 0.05 - 0.25;
  expect(row[0]).toBeCloseTo(1 / (1 + Math.exp(second - first)), 12);
  const mirrored = Float64Array.of(0.1, 0.2, 0.3, 0.4, 0.5, -0.25, 0.25);
  const other = new Float64Array(2);
  poolItem(said, 0, mirrored, other);
  const mean = new Float64Array(2);
  poolMean(said, 0, [settings, mirrored], new Float64Array(2), mean);
  expect([...mean]).toEqual([...row].map((share, k) => share / 2 + other[k] / 2));
});

test("rows of rated items sum to 1, others to 0, whatever the answers", () => {
  const triple = fc.tuple(fc.nat(5), fc.nat(3), fc.nat(6));
  fc.assert(
    fc.property(fc.array(triple, { maxLength: 25 }), (triples) => {
      const opinions = opinionsOf(labelingFromTriples({ items: 6, annotators: 4, levels: 7 }, triples));
      const even = new Float64Array(OPINIONS.length + 7).fill(0.3);
      const pool = poolAll(opinions, [cautiousSettings(7), even]);
      for (let i = 0; i < 6; i++) {
        const total = pool.subarray(i * 7, i * 7 + 7).reduce((sum, share) => sum + share, 0);
        expect(total).toBeCloseTo(triples.some(([item]) => item === i) ? 1 : 0, 10);
      }
    }),
    { numRuns: 40 },
  );
});
