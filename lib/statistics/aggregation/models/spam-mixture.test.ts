import { describe, expect, test } from "vitest";
import { type Labeling, labelingFromMatrix, labelingFromTriples } from "#lib/labeling.ts";
import { byItem } from "#lib/statistics/aggregation/by-item.ts";
import { goldLabels } from "#lib/statistics/aggregation/gold-labels.ts";
import {
  carefulPeople,
  type Person,
  rename,
  reorder,
  simulate,
} from "#lib/statistics/aggregation/published.fixture.ts";
import { majorityVote } from "#lib/statistics/aggregation/votes/majority.ts";
import { ordinalKernel } from "#lib/statistics/trust/ordinal-kernel.ts";
import { summarize } from "./posterior.ts";
import { type SpamMixtureOptions, spamMixture } from "./spam-mixture.ts";

function close(actual: ArrayLike<number>, wanted: ArrayLike<number>, digits: number): void {
  expect(actual.length).toBe(wanted.length);
  for (let at = 0; at < wanted.length; at++) expect(actual[at]).toBeCloseTo(wanted[at], digits);
}

const spread = <T>(size: number, make: (at: number) => T): T[] =>
  Array.from({ length: size }, (_, at) => make(at));
const total = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0);

/**
 * The model written out, one formula per line, without any attention to speed: grid of (e, b, s), own guessing habit,
 * probability of the kinds, weights with a tenth spread evenly, class shares with one imaginary item each, Bayes' rule.
 */
function readAloud(
  { items, annotators, levels, item, annotator, label }: Labeling,
  gold: Int32Array,
  rounds: number,
) {
  const pairs = [-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1].flatMap((b) =>
    [0.2, 0.35, 0.5, 0.65, 0.85, 1.1, 1.5].map((s) => ordinalKernel(levels, b, s)),
  );
  const grid = [0.01, 0.05, 0.12, 0.25, 0.45, 0.7].flatMap((e) => pairs.map((kernel) => ({ e, kernel })));
  grid.push({ e: 1, kernel: ordinalKernel(levels, 0, 1) });
  const given = (a: number, l: number) =>
    total(spread(item.length, (r) => Number(annotator[r] === a && label[r] === l)));
  const all = spread(levels, (l) => total(spread(annotators, (a) => given(a, l))));
  const xi = spread(annotators, (a) => {
    const own = spread(levels, (l) => given(a, l));
    return own.map((n, l) => (n + (10 * all[l]) / item.length) / (total(own) + 10));
  });
  const pi = (g: number, a: number, l: number, k: number) => {
    const { e, kernel } = grid[g];
    return e * xi[a]?.[l] + (1 - e) * kernel[l * levels + k] + 1e-6;
  };
  const own = spread(items, (i) => spread(item.length, (r) => r).filter((r) => item[r] === i));
  const allowed = (i: number, k: number) => gold[i] === 0 || ((gold[i] >> k) & 1) === 1;
  const normal = (row: number[]) => row.map((part) => part / total(row));
  let posterior = own.map((ratings, i) =>
    normal(spread(levels, (k) => (allowed(i, k) ? ratings.filter((r) => label[r] === k).length : 0))),
  );
  let w = spread(grid.length, () => 1 / grid.length);
  let kinds: number[][] = [];
  let logLikelihood = 0;
  for (let round = 0; round < rounds; round++) {
    kinds = spread(annotators, (a) => {
      const logs = w.map((weight, g) => {
        const ratings = spread(item.length, (r) => r).filter((r) => annotator[r] === a);
        const each = ratings.map((r) =>
          total(spread(levels, (k) => posterior[item[r]]?.[k] * Math.log(pi(g, a, label[r], k)))),
        );
        return Math.log(weight) + total(each);
      });
      const most = Math.max(...logs);
      return normal(logs.map((log) => Math.exp(log - most)));
    });
    const table = spread(annotators, (a) =>
      spread(levels, (l) => spread(levels, (k) => total(kinds[a].map((share, g) => share * pi(g, a, l, k))))),
    );
    w = w.map((_, g) => (0.9 * total(kinds.map((own) => own[g]))) / annotators + 0.1 / grid.length);
    const prior = spread(levels, (k) => (total(posterior.map((row) => row[k])) + 1) / (items + levels));
    const joint = own.map((ratings, i) =>
      prior.map((share, k) =>
        allowed(i, k)
          ? ratings.reduce((product, r) => product * table[annotator[r]]?.[label[r]]?.[k], share)
          : 0,
      ),
    );
    logLikelihood = total(joint.map((row) => Math.log(total(row))));
    posterior = joint.map(normal);
  }
  return { posterior, kinds, weights: w, logLikelihood };
}

function accuracyOf(labels: ArrayLike<number>, truth: readonly number[]): number {
  return total(truth.map((actual, i) => Number(labels[i] === actual))) / truth.length;
}

describe("against the model written out", () => {
  const crowd: Person[] = [
    ...carefulPeople(3),
    { spam: 0.9, bias: 0, noise: 1 },
    { spam: 0, bias: -0.8, noise: 0.4 },
  ];

  test.each([
    [3, 1],
    [5, 1],
    [5, 4],
  ])(
    "with %i levels after %i rounds posteriors, kinds, weights and likelihood are the same",
    (levels, rounds) => {
      const { labeling } = simulate(crowd, { items: 12, each: 3, levels, seed: 7 });
      const gold = goldLabels(12, [
        [2, [1]],
        [5, [0, 1]],
      ]);
      const wanted = readAloud(labeling, gold, rounds);
      const fit = spamMixture(byItem(labeling), { gold, maxRounds: rounds, tolerance: -1 });
      close(fit.posterior, wanted.posterior.flat(), 5);
      close(fit.kinds, wanted.kinds.flat(), 5);
      close(fit.weights, wanted.weights, 6);
      expect(fit.logLikelihoods.at(-1)).toBeCloseTo(wanted.logLikelihood, 4);
      expect(fit.logLikelihoods.length).toBe(rounds);
      expect(fit.rounds).toBe(rounds);
    },
  );
});

describe("on simulated crowds", () => {
  test("a third of the crowd guessing costs it less than the majority vote", () => {
    const crowd = [
      ...carefulPeople(10),
      ...Array.from({ length: 5 }, () => ({ spam: 1, bias: 0, noise: 1 })),
    ];
    const { labeling, truth } = simulate(crowd, { items: 200, each: 4, levels: 5, seed: 11 });
    const fit = spamMixture(byItem(labeling), { maxRounds: 8 });
    const mode = summarize(fit.posterior, 5).mode;
    expect(accuracyOf(mode, truth)).toBeGreaterThan(accuracyOf(majorityVote(labeling).label, truth) + 0.08);
    const spamOf = (a: number) =>
      total([...fit.grid.spam].map((share, g) => share * fit.kinds[a * fit.grid.kinds + g]));
    for (let a = 0; a < 15; a++) expect(spamOf(a) > 0.5).toBe(a >= 10);
  });

  test("a constant answerer is found out although one level in five makes them right by chance", () => {
    const crowd = [...carefulPeople(6), { spam: 1, says: 2, bias: 0, noise: 1 }];
    const { labeling } = simulate(crowd, { items: 100, each: 4, levels: 5, seed: 2 });
    const fit = spamMixture(byItem(labeling), { maxRounds: 8 });
    const { spam, kinds } = fit.grid;
    const shares = fit.kinds.subarray(6 * kinds, 7 * kinds);
    expect(total([...shares].map((share, g) => share * spam[g]))).toBeGreaterThan(0.9);
  });

  test("harsh people are corrected when bias is on: with it more labels are right than without", () => {
    const crowd = spread(8, (a) => ({ spam: 0, bias: a < 4 ? -0.9 : 0.4, noise: 0.35 }));
    const { labeling, truth } = simulate(crowd, { items: 200, each: 4, levels: 5, seed: 5 });
    const modeOf = (options: SpamMixtureOptions) =>
      summarize(spamMixture(byItem(labeling), { maxRounds: 8, ...options }).posterior, 5).mode;
    const mode = (hasBias: boolean) => modeOf({ hasBias });
    expect(accuracyOf(mode(true), truth)).toBeGreaterThan(accuracyOf(mode(false), truth));
    expect([...modeOf({})]).toEqual([...mode(true)]);
  });

  test("gold stays clamped", () => {
    const { labeling } = simulate(carefulPeople(4), { items: 20, each: 3, levels: 5, seed: 1 });
    const fit = spamMixture(byItem(labeling), {
      gold: goldLabels(20, [
        [0, [4]],
        [1, [2, 3]],
      ]),
    });
    expect([...fit.posterior.subarray(0, 5)]).toEqual([0, 0, 0, 0, 1]);
    expect(fit.posterior[5 + 2]).toBeGreaterThan(0);
    expect(fit.posterior[5 + 2] + fit.posterior[5 + 3]).toBeCloseTo(1, 12);
  });

  test("it stops when no posterior changes by the tolerance, or after 60 rounds", () => {
    const { labeling } = simulate(carefulPeople(4), { items: 30, each: 3, levels: 3, seed: 4 });
    const quick = spamMixture(byItem(labeling), { tolerance: 0.05 });
    expect(quick.hasConverged).toBe(true);
    expect(quick.rounds).toBeLessThan(60);
    const long = spamMixture(byItem(labeling), { tolerance: -1 });
    expect(long).toMatchObject({ hasConverged: false, rounds: 60 });
    const before = spamMixture(byItem(labeling), { tolerance: -1, maxRounds: quick.rounds - 1 }).posterior;
    const changes = [...quick.posterior].map((share, at) => Math.abs(share - before[at]));
    expect(Math.max(...changes)).toBeLessThan(0.05);
  });

  test("what it reports to have climbed is its likelihood", () => {
    const fit = spamMixture(byItem(labelingFromMatrix([[0, 1]], 2)), { maxRounds: 3 });
    expect(fit.objectives).toBe(fit.logLikelihoods);
  });
});

describe("what must not matter", () => {
  const crowd = [...carefulPeople(4), { spam: 1, bias: 0, noise: 1 }, { spam: 0, bias: 0.7, noise: 0.5 }];
  const { labeling } = simulate(crowd, { items: 80, each: 3, levels: 5, seed: 6 });
  const exactly = { maxRounds: 10, tolerance: -1 };
  const fit = spamMixture(byItem(labeling), exactly);

  test("the order of the rows, up to rounding", () => {
    const order = [...labeling.item.keys()].reverse();
    close(spamMixture(byItem(reorder(labeling, order)), exactly).posterior, fit.posterior, 8);
  });

  test("the numbers of the annotators", () => {
    const other = spamMixture(byItem(rename(labeling, [5, 3, 1, 0, 4, 2])), exactly);
    close(other.posterior, fit.posterior, 8);
    close(other.kinds.subarray(5 * 379, 6 * 379), fit.kinds.subarray(0, 379), 8);
  });

  test("the end from which the scale is read", () => {
    const turned = spamMixture(
      byItem({ ...labeling, label: labeling.label.map((label) => 4 - label) }),
      exactly,
    );
    for (let i = 0; i < 80; i++) {
      close(
        [...turned.posterior.subarray(i * 5, i * 5 + 5)].reverse(),
        fit.posterior.subarray(i * 5, i * 5 + 5),
        5,
      );
    }
  });

  test("items and annotators without ratings", () => {
    const wider = spamMixture(byItem({ ...labeling, items: 82, annotators: 9 }), exactly);
    close(wider.posterior.subarray(0, 400), fit.posterior, 8);
    expect([...wider.posterior.subarray(400)]).toEqual(spread(10, () => 0));
    close(wider.weights, fit.weights, 8);
  });

  test("nothing to go by gives nothing, and no NaN", () => {
    const none = spamMixture(byItem(labelingFromTriples({ items: 2, annotators: 1, levels: 3 }, [])));
    expect([...none.posterior]).toEqual([0, 0, 0, 0, 0, 0]);
    expect([...none.prior].every((share) => Math.abs(share - 1 / 3) < 1e-12)).toBe(true);
    expect([...none.weights].every(Number.isFinite)).toBe(true);
  });
});
