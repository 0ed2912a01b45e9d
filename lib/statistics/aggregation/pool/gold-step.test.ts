import { describe, expect, test } from "vitest";
import { byItem } from "#lib/statistics/aggregation/by-item.ts";
import { carefulPeople, PATIENTS, simulate } from "#lib/statistics/aggregation/published.fixture.ts";
import { createRandom } from "#lib/statistics/numeric/random.ts";
import { ask, type OpinionLogs } from "./ask.ts";
import { drawSettings } from "./gold-draws.ts";
import { goldStep } from "./gold-step.ts";
import type { WeighedGold } from "./gold-weight.ts";
import { cautiousSettings, poolItem } from "./log-pool.ts";
import { OPINIONS, opinionsOf } from "./opinions.ts";

const { labeling, truth } = simulate([...carefulPeople(6, 0.9), { spam: 1, bias: 0, noise: 1 }], {
  items: 120,
  each: 3,
  levels: 3,
  seed: 8,
});
const said = ask(opinionsOf(labeling), byItem(labeling));
const keys = (bitsOf: (actual: number) => number, count = 60): WeighedGold[] =>
  truth.slice(0, count).map((actual, item) => ({ item, bits: bitsOf(actual), weight: 1 }));

/** The log posterior of the settings, from its definition. */
function logPosterior(said: OpinionLogs, gold: readonly WeighedGold[], settings: Float64Array): number {
  const spread = (each: number, most: number) => Math.min(most, each * Math.sqrt(gold.length));
  const start = cautiousSettings(said.levels);
  const row = new Float64Array(said.levels);
  let sum = 0;
  for (const { item, bits, weight } of gold) {
    poolItem(said, item, settings, row);
    const right = row.reduce((total, share, k) => ((bits >> k) & 1 ? total + share : total), 0);
    sum += weight * Math.log(right);
  }
  settings.forEach((value, d) => {
    const allowed = d < OPINIONS.length ? spread(0.03, 0.5) : spread(0.05, 0.8);
    sum -= (value - start[d]) ** 2 / (2 * allowed ** 2);
  });
  return sum;
}

describe("what gold says of the settings", () => {
  test.each([
    ["exact keys", (actual: number) => 1 << actual],
    ["keys of two neighbors", (actual: number) => (actual === 2 ? 6 : 3 << actual)],
  ])("is the top of the log posterior: %s", (_, bitsOf) => {
    const gold = keys(bitsOf).map((key, at) => ({ ...key, weight: at % 2 === 0 ? 0.5 : 1.5 }));
    const { settings } = goldStep(said, gold);
    const top = logPosterior(said, gold, settings);
    for (let d = 0; d < settings.length; d++) {
      for (const step of [1e-3, -1e-3]) {
        const moved = settings.slice();
        moved[d] = moved[d] + step;
        expect(logPosterior(said, gold, moved)).toBeLessThan(top);
      }
    }
  });

  test("comes with the curvature there: L Lᵀ is minus the second derivative", () => {
    const gold = keys((actual) => (actual === 0 ? 3 : 1 << actual));
    const { settings, lower } = goldStep(said, gold);
    const size = settings.length;
    const step = 1e-3;
    const at = (moves: readonly (readonly [number, number])[]) => {
      const moved = settings.slice();
      for (const [d, by] of moves) moved[d] = moved[d] + by * step;
      return logPosterior(said, gold, moved);
    };
    for (const [d, c] of [
      [0, 0],
      [1, 0],
      [4, 4],
      [5, 5],
      [7, 2],
      [6, 5],
    ] as const) {
      const second =
        (at([
          [d, 1],
          [c, 1],
        ]) -
          at([
            [d, 1],
            [c, -1],
          ]) -
          at([
            [d, -1],
            [c, 1],
          ]) +
          at([
            [d, -1],
            [c, -1],
          ])) /
        (4 * step * step);
      let product = 0;
      for (let m = 0; m < size; m++) product += lower[d * size + m] * lower[c * size + m];
      expect(product).toBeCloseTo(-second, 2);
    }
  });

  test("is reached where whole steps would jump over it for ever", () => {
    // All opinions are sure, and where most are wrong they are wrong together.
    const random = createRandom(1);
    const many = 200;
    const logs = new Float64Array(many * 2 * OPINIONS.length);
    const gold = Array.from({ length: many }, (_, item) => {
      const actual = Math.floor(random() * 2);
      const common = random() < 0.5 ? Math.floor(random() * 2) : actual;
      for (let f = 0; f < OPINIONS.length; f++) {
        const own = random() < 0.1 ? Math.floor(random() * 2) : common;
        for (const k of [0, 1]) {
          logs[(item * 2 + k) * OPINIONS.length + f] = Math.log(k === own ? 0.999 : 0.001);
        }
      }
      return { item, bits: 1 << actual, weight: 1 };
    });
    const sure = {
      items: many,
      levels: 2,
      logs,
    };
    const { settings } = goldStep(sure, gold);
    const top = logPosterior(sure, gold, settings);
    for (let d = 0; d < settings.length; d++) {
      for (const step of [1e-3, -1e-3]) {
        const moved = settings.slice();
        moved[d] = moved[d] + step;
        expect(logPosterior(sure, gold, moved)).toBeLessThan(top);
      }
    }
  });

  test("is where an independent implementation in numpy and scipy finds it, with a key of two levels", () => {
    const keys = [
      ...([
        [0, 1],
        [4, 2],
        [6, 1],
        [10, 8],
        [14, 3],
        [20, 2],
      ] as const),
    ].map(([item, bits]) => ({ item, bits, weight: 1 }));
    const { settings } = goldStep(ask(opinionsOf(PATIENTS), byItem(PATIENTS)), keys);
    const weights = [0.261347, 0.161538, 0.06114, 0.010605, 0.204624];
    const shifts = [0.002368, -0.000823, -0.001409, -0.000136];
    [...weights, ...shifts].forEach((wanted, d) => {
      expect(settings[d]).toBeCloseTo(wanted, 6);
    });
  });

  test("a key that accepts every level says nothing", () => {
    const { settings } = goldStep(
      said,
      keys(() => 7),
    );
    settings.forEach((value, d) => {
      expect(value).toBeCloseTo(cautiousSettings(3)[d], 9);
    });
  });

  test("shifts a level that gold has more often than the pool says", () => {
    const { settings } = goldStep(
      said,
      keys(() => 1 << 2),
    );
    expect(settings[7]).toBeGreaterThan(settings[5]);
    expect(settings[7]).toBeGreaterThan(settings[6]);
  });
});

test("sixteen draws come in pairs around the settings, the same every time", () => {
  const found = goldStep(
    said,
    keys((actual) => 1 << actual),
  );
  const draws = drawSettings(found);
  expect(draws).toHaveLength(16);
  for (let pair = 0; pair < 16; pair += 2) {
    draws[pair]?.forEach((value, d) => {
      expect((value + (draws[pair + 1]?.[d] ?? 0)) / 2).toBeCloseTo(found.settings[d], 12);
    });
  }
  expect(drawSettings(found)).toEqual(draws);
  expect(new Set(draws.map((drawn) => drawn[0])).size).toBe(16);
});
