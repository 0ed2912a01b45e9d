import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { labelingFromTriples } from "#lib/labeling.ts";
import { byItem } from "#lib/statistics/aggregation/by-item.ts";
import { goldLabels } from "#lib/statistics/aggregation/gold-labels.ts";
import {
  carefulPeople,
  PATIENTS,
  rename,
  reorder,
  simulate,
} from "#lib/statistics/aggregation/published.fixture.ts";
import { dawidSkene, type Fit, setPrior, sumOfLogs } from "./dawid-skene.ts";

const PLAIN = { alpha: 0, beta: 0 };
const exactly = (maxRounds: number) => ({ ...PLAIN, maxRounds, tolerance: -1 });
const patients = byItem(PATIENTS);

/** Row of the confusion matrix: probabilities of the labels of annotator a given a class. */
function confusionRow(fit: Fit, a: number, actual: number, levels: number): number[] {
  return Array.from({ length: levels }, (_, label) => fit.table[(a * levels + label) * levels + actual]);
}

function close(actual: ArrayLike<number>, wanted: readonly number[], digits = 9): void {
  expect(actual.length).toBe(wanted.length);
  wanted.forEach((value, at) => {
    expect(actual[at]).toBeCloseTo(value, digits);
  });
}

describe("the 45 patients of Dawid & Skene 1979", () => {
  test("class shares .40 .42 .11 .07 and the first observer's .89 / .11, as printed in table 2 and 4", () => {
    const fit = dawidSkene(patients, { ...PLAIN, maxRounds: 1000, tolerance: 1e-14 });
    expect(fit.hasConverged).toBe(true);
    close(fit.prior, [0.4, 0.42, 0.11, 0.07], 2);
    close(confusionRow(fit, 0, 0, 4), [0.89, 0.11, 0, 0], 2);
    close(fit.prior, [0.39955475288215825, 0.42198339191384715, 0.11179518853732782, 0.06666666666666667], 7);
    expect(fit.logLikelihoods.at(-1)).toBeCloseTo(-192.89088121420556, 9);
  });

  // Recomputed by an independent NumPy implementation.
  test.each([
    [
      1,
      -205.09113829380422,
      [0.4031746031746032, 0.39682539682539686, 0.15238095238095237, 0.047619047619047616],
    ],
    [
      2,
      -194.550952356543,
      [0.40410218179837454, 0.4155751029566077, 0.12226535408761433, 0.058057361157403384],
    ],
    [
      10,
      -192.89101402173696,
      [0.39955494737417957, 0.4219891170307106, 0.11178926892844318, 0.06666666666666667],
    ],
  ])("after %i rounds the log likelihood is %f", (rounds, logLikelihood, prior) => {
    const fit = dawidSkene(patients, exactly(rounds));
    expect(fit.rounds).toBe(rounds);
    expect(fit.hasConverged).toBe(false);
    expect(fit.logLikelihoods.length).toBe(rounds);
    expect(fit.logLikelihoods.at(-1)).toBeCloseTo(logLikelihood, 9);
    close(fit.prior, prior, 10);
  });

  test("after one round the third patient is a 2 with .765, and the first observer's row 2 is .0987 .832 .0693 0", () => {
    const fit = dawidSkene(patients, exactly(1));
    close(fit.posterior.subarray(8, 12), [0.2352183810149981, 0.7647784336661251, 3.1853188768740555e-6, 0]);
    close(confusionRow(fit, 0, 1, 4), [0.09866666666666664, 0.832, 0.06933333333333332, 0]);
  });

  test("smoothing with .5 per cell and 1 per class gives -208.6086 after 25 rounds", () => {
    const fit = dawidSkene(patients, { alpha: 0.5, beta: 1, maxRounds: 25, tolerance: -1 });
    expect(fit.logLikelihoods.at(-1)).toBeCloseTo(-208.60862251539353, 9);
    close(fit.prior, [0.4023715102945284, 0.4336897115043511, 0.1029272627727988, 0.06101151542832177], 10);
    close(
      confusionRow(fit, 0, 3, 4),
      [0.06276344310307275, 0.06310835511120072, 0.3144292908512727, 0.5596989109344539],
    );
  });

  test("the defaults are .1 per cell and 1 per class", () => {
    expect(dawidSkene(patients).logLikelihoods).toEqual(
      dawidSkene(patients, { alpha: 0.1, beta: 1 }).logLikelihoods,
    );
    expect(dawidSkene(patients).logLikelihoods).not.toEqual(
      dawidSkene(patients, { alpha: 0.1, beta: 0 }).logLikelihoods,
    );
    expect(dawidSkene(patients).logLikelihoods).not.toEqual(
      dawidSkene(patients, { alpha: 0, beta: 1 }).logLikelihoods,
    );
  });

  test("three patients held at their gold give -192.6822 after 25 rounds", () => {
    const gold = goldLabels(45, [
      [0, [0]],
      [1, [2]],
      [35, [3]],
    ]);
    const fit = dawidSkene(patients, { ...exactly(25), gold });
    expect(fit.logLikelihoods.at(-1)).toBeCloseTo(-192.6822407510374, 9);
    close(
      fit.prior,
      [0.39971089964103906, 0.46695827419950425, 0.08888638171501226, 0.044444444444444446],
      8,
    );
    close(fit.posterior.subarray(4, 8), [0, 0, 1, 0]);
  });
});

describe("the course of a fit", () => {
  test("stops when the likelihood changes by less than the tolerance per rating", () => {
    const fit = dawidSkene(patients, { ...PLAIN, tolerance: 1e-5 });
    const [before, last] = fit.logLikelihoods.slice(-2) as [number, number];
    const earlier = fit.logLikelihoods
      .slice(0, -1)
      .map((value, at) => Math.abs(value - (fit.logLikelihoods[at - 1] ?? Infinity)));
    expect(fit.hasConverged).toBe(true);
    expect(Math.abs(last - before)).toBeLessThan(1e-5 * 315);
    for (const change of earlier) expect(change).toBeGreaterThanOrEqual(1e-5 * 315);
  });

  test("never runs more than a hundred rounds unless told to", () => {
    expect(dawidSkene(patients, { ...PLAIN, tolerance: -1 }).rounds).toBe(100);
  });

  const crowd = fc.array(fc.tuple(fc.nat(9), fc.nat(3), fc.nat(2)), { minLength: 5, maxLength: 60 });
  const crowdIndex = (triples: [number, number, number][]) =>
    byItem(labelingFromTriples({ items: 10, annotators: 4, levels: 3 }, triples));

  test("the likelihood never falls without smoothing, nor the objective with it, with gold or without", () => {
    fc.assert(
      fc.property(
        crowd,
        fc.constantFrom(0, 0.1, 1),
        fc.constantFrom(0, 1),
        fc.boolean(),
        (triples, alpha, beta, isGold) => {
          const gold = isGold
            ? goldLabels(10, [
                [0, [1]],
                [3, [0, 2]],
              ])
            : new Int32Array(10);
          const fit = dawidSkene(crowdIndex(triples), { alpha, beta, gold, maxRounds: 30, tolerance: -1 });
          if (alpha === 0 && beta === 0) expect(fit.objectives).toEqual(fit.logLikelihoods);
          fit.objectives.forEach((value, at) => {
            if (at > 0) expect(value).toBeGreaterThanOrEqual(fit.objectives[at - 1] - 1e-9);
          });
        },
      ),
    );
  });

  test("the objective is the likelihood plus the logarithms that smoothing counts", () => {
    const fit = dawidSkene(patients, { alpha: 0.5, beta: 2, maxRounds: 3, tolerance: -1 });
    const logs = (list: Float64Array) => list.reduce((sum, value) => sum + Math.log(value), 0);
    const added = 0.5 * logs(fit.table) + 2 * logs(fit.prior);
    expect(fit.objectives[2]).toBeCloseTo(fit.logLikelihoods[2] + added, 8);
  });
});

describe("what must not matter", () => {
  const { labeling } = simulate([...carefulPeople(5), { spam: 1, bias: 0, noise: 1 }], {
    items: 60,
    each: 3,
    levels: 4,
    seed: 3,
  });
  const fit = dawidSkene(byItem(labeling), { maxRounds: 20, tolerance: -1 });

  test("the order of the rows, up to rounding", () => {
    const order = [...labeling.item.keys()].reverse();
    const other = dawidSkene(byItem(reorder(labeling, order)), { maxRounds: 20, tolerance: -1 });
    close(other.posterior, [...fit.posterior], 9);
  });

  test("the numbers of the annotators", () => {
    const names = [3, 5, 1, 0, 4, 2];
    const other = dawidSkene(byItem(rename(labeling, names)), { maxRounds: 20, tolerance: -1 });
    close(other.posterior, [...fit.posterior], 9);
    names.forEach((name, a) => {
      close(confusionRow(other, name, 2, 4), confusionRow(fit, a, 2, 4), 9);
    });
  });

  test("the names of the classes", () => {
    const turned = { ...labeling, label: labeling.label.map((label) => 3 - label) };
    const other = dawidSkene(byItem(turned), { maxRounds: 20, tolerance: -1 });
    for (let i = 0; i < 60; i++) {
      close(
        [...other.posterior.subarray(i * 4, i * 4 + 4)].reverse(),
        [...fit.posterior.subarray(i * 4, i * 4 + 4)],
        9,
      );
    }
  });

  test("items and annotators without ratings, which stay unknown: a row of zeros, a uniform matrix", () => {
    const wider = { ...labeling, items: 62, annotators: 7 };
    const other = dawidSkene(byItem(wider), { alpha: 0, maxRounds: 20, tolerance: -1 });
    const same = dawidSkene(byItem(labeling), { alpha: 0, maxRounds: 20, tolerance: -1 });
    close(other.posterior.subarray(0, 240), [...same.posterior], 9);
    expect([...other.posterior.subarray(240)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    close(confusionRow(other, 6, 1, 4), [0.25, 0.25, 0.25, 0.25]);
  });
});

test("no rating at all leaves even shares and nothing known", () => {
  const fit = dawidSkene(byItem(labelingFromTriples({ items: 2, annotators: 1, levels: 2 }, [])), PLAIN);
  expect([...fit.prior]).toEqual([0.5, 0.5]);
  expect([...fit.posterior]).toEqual([0, 0, 0, 0]);
});

test("class shares are sizes plus beta over all", () => {
  const prior = new Float64Array(3);
  setPrior(Float64Array.of(1, 3, 0), 2, prior);
  expect([...prior]).toEqual([0.3, 0.5, 0.2]);
});

test("no weight adds nothing, even where a probability is 0", () => {
  expect(sumOfLogs(0, Float64Array.of(0, 1))).toBe(0);
  expect(sumOfLogs(2, Float64Array.of(0.5, 0.25))).toBeCloseTo(2 * Math.log(0.125), 12);
});
