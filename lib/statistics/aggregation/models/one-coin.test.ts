import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { labelingFromMatrix, labelingFromTriples } from "#lib/labeling.ts";
import { byItem } from "#lib/statistics/aggregation/by-item.ts";
import { goldLabels } from "#lib/statistics/aggregation/gold-labels.ts";
import { PATIENTS, rename, reorder } from "#lib/statistics/aggregation/published.fixture.ts";
import { oneCoin } from "./one-coin.ts";

const patients = byItem(PATIENTS);

function close(actual: ArrayLike<number>, wanted: ArrayLike<number>, digits = 9): void {
  expect(actual.length).toBe(wanted.length);
  for (let at = 0; at < wanted.length; at++) expect(actual[at]).toBeCloseTo(wanted[at], digits);
}

describe("the 45 patients of Dawid & Skene 1979", () => {
  // Recomputed by an independent NumPy implementation.
  test("after 25 rounds give the first observer an accuracy of .8803", () => {
    const fit = oneCoin(patients, { alpha: 1, beta: 0, maxRounds: 25, tolerance: -1 });
    expect(fit.rounds).toBe(25);
    expect(fit.logLikelihoods.at(-1)).toBeCloseTo(-242.6250080778002, 9);
    close(fit.prior, [0.4020191259021613, 0.4518002700020401, 0.12382140632979421, 0.022359197766004354]);
    close(
      fit.accuracy,
      [0.8803017946711161, 0.6913265684603354, 0.7989875472057685, 0.8366898907587494, 0.7943674759998682],
    );
    close(
      fit.posterior.subarray(8, 12),
      [0.16360008672291226, 0.8363896648348315, 8.680881712956629e-6, 1.567560543500172e-6],
    );
  });

  test("alpha is 1 and beta 0 unless given", () => {
    const course = (alpha: number, beta: number) => oneCoin(patients, { alpha, beta }).logLikelihoods;
    const found = oneCoin(patients).logLikelihoods;
    expect(found).toEqual(course(1, 0));
    expect(found).not.toEqual(course(0, 0));
    expect(found).not.toEqual(course(1, 1));
  });
});

describe("by hand", () => {
  test("one round from vote shares: two of three agree on both items, the third never", () => {
    const index = byItem(
      labelingFromMatrix(
        [
          [0, 0, 1],
          [1, 1, 0],
        ],
        2,
      ),
    );
    const fit = oneCoin(index, { alpha: 0, maxRounds: 1 });
    close(fit.accuracy, [2 / 3, 2 / 3, 1 / 3]);
    close(fit.prior, [0.5, 0.5]);
    close(fit.posterior, [8 / 9, 1 / 9, 1 / 9, 8 / 9]);
    expect(fit.logLikelihoods[0]).toBeCloseTo(2 * Math.log(1 / 6), 12);
    expect(fit.objectives).toEqual(fit.logLikelihoods);
  });

  test("alpha adds that many right and as many wrong answers", () => {
    const index = byItem(
      labelingFromMatrix(
        [
          [0, 0, 1],
          [1, 1, 0],
        ],
        2,
      ),
    );
    const fit = oneCoin(index, { alpha: 2, maxRounds: 1 });
    close(fit.accuracy, [(4 / 3 + 2) / 6, (4 / 3 + 2) / 6, (2 / 3 + 2) / 6]);
  });

  test("the right label has the accuracy, the wrong ones share the rest", () => {
    const fit = oneCoin(patients, { maxRounds: 3 });
    const right = fit.accuracy[1];
    const wrong = (1 - right) / 3;
    const block = fit.table.subarray(16, 32);
    close(
      block,
      [0, 1, 2, 3].flatMap((label) => [0, 1, 2, 3].map((k) => (k === label ? right : wrong))),
      12,
    );
  });

  test("the objective adds the logarithms of accuracy, error and class shares that smoothing counts", () => {
    const fit = oneCoin(patients, { alpha: 0.5, beta: 2, maxRounds: 4, tolerance: -1 });
    const logs = (list: ArrayLike<number>) =>
      Array.from(list).reduce((sum, value) => sum + Math.log(value), 0);
    const added =
      0.5 * (logs(fit.accuracy) + logs(fit.accuracy.map((right) => 1 - right))) + 2 * logs(fit.prior);
    expect(fit.objectives.at(-1)).toBeCloseTo((fit.logLikelihoods.at(-1) as number) + added, 8);
  });

  test("somebody without a rating is right by chance only, unless alpha makes that one half", () => {
    const index = byItem({
      ...labelingFromMatrix(
        [
          [0, 0],
          [2, 2],
        ],
        3,
      ),
      annotators: 3,
    });
    expect(oneCoin(index, { alpha: 0 }).accuracy[2]).toBeCloseTo(1 / 3, 12);
    expect(oneCoin(index).accuracy[2]).toBe(0.5);
  });

  test("gold stays clamped and teaches accuracy", () => {
    const index = byItem(
      labelingFromMatrix(
        [
          [0, 1],
          [0, 1],
          [0, 1],
          [0, 1],
        ],
        2,
      ),
    );
    const gold = goldLabels(4, [
      [0, [1]],
      [1, [1]],
      [2, [1]],
    ]);
    const fit = oneCoin(index, { gold });
    close(fit.posterior.subarray(0, 6), [0, 1, 0, 1, 0, 1], 12);
    expect(fit.posterior[7]).toBeGreaterThan(0.9);
    expect(fit.accuracy[1]).toBeGreaterThan(0.75);
    expect(fit.accuracy[0]).toBeLessThan(0.25);
  });
});

test("the objective never falls, posteriors sum to 1, and neither names nor order of rows matter", () => {
  const crowd = fc.array(fc.tuple(fc.nat(9), fc.nat(3), fc.nat(2)), { minLength: 5, maxLength: 60 });
  fc.assert(
    fc.property(crowd, fc.constantFrom(0, 1), (triples, alpha) => {
      const labeling = labelingFromTriples({ items: 10, annotators: 4, levels: 3 }, triples);
      const options = { alpha, maxRounds: 12, tolerance: -1 };
      const fit = oneCoin(byItem(labeling), options);
      fit.objectives.forEach((value, at) => {
        if (at > 0) expect(value).toBeGreaterThanOrEqual(fit.objectives[at - 1] - 1e-9);
      });
      for (let i = 0; i < 10; i++) {
        const sum = fit.posterior.subarray(i * 3, i * 3 + 3).reduce((all, share) => all + share, 0);
        expect(sum).toBeCloseTo(labeling.item.includes(i) ? 1 : 0, 12);
      }
      const turned = rename(reorder(labeling, [...labeling.item.keys()].reverse()), [2, 0, 3, 1]);
      const other = oneCoin(byItem(turned), options);
      close(other.posterior, fit.posterior, 8);
      close(
        [2, 0, 3, 1].map((name) => other.accuracy[name]),
        fit.accuracy,
        8,
      );
    }),
  );
});
