import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { labelingFromMatrix, labelingFromTriples } from "#lib/labeling.ts";
import { byItem } from "#lib/statistics/aggregation/by-item.ts";
import { goldLabels } from "#lib/statistics/aggregation/gold-labels.ts";
import {
  carefulPeople,
  PATIENTS,
  rename,
  reorder,
  simulate,
} from "#lib/statistics/aggregation/published.fixture.ts";
import { mace } from "./mace.ts";

const patients = byItem(PATIENTS);

function close(actual: ArrayLike<number>, wanted: ArrayLike<number>, digits = 9): void {
  expect(actual.length).toBe(wanted.length);
  for (let at = 0; at < wanted.length; at++) expect(actual[at]).toBeCloseTo(wanted[at], digits);
}

describe("the 45 patients of Dawid & Skene 1979", () => {
  // Recomputed by an independent implementation (dense arrays, logarithms, NumPy and SciPy).
  const BOUND = -267.23703828882964;
  const SPAM = [
    0.1746455309494346, 0.3787563831166819, 0.26027485532839917, 0.1876466536883201, 0.24487429579879116,
  ];

  test("reach the bound -267.2370, a guessing share of .17 to .38, and .135 / .865 for the third patient", () => {
    const fit = mace(patients, { seeds: [1], maxRounds: 400, tolerance: 1e-13 });
    expect(fit.hasConverged).toBe(true);
    expect(fit.bounds).toHaveLength(1);
    expect(fit.bounds[0]).toBeCloseTo(BOUND, 9);
    close(fit.spamShare, SPAM, 6);
    close(
      fit.posterior.subarray(8, 12),
      [0.13510803840220972, 0.864839876893012, 2.604235238914725e-5, 2.604235238914725e-5],
      6,
    );
  });

  test.each([
    [1, 1, -294.54557337804266, 0.3943587465655224, 0.5],
    [1, 2, -278.59295704687304, 0.3096673956864675, 0.24960150237617562],
    [1, 3, -269.7995403577538, 0.22443956375902338, 0.2007600579232085],
    [2, 1, -321.4506486866453, 0.07095552030406774, 0.5],
    [2, 3, -269.7183241375901, 0.09966286738427654, 0.27474233263957676],
  ])("from seed %i, %i rounds give the bound %f", (seed, maxRounds, bound, share, spam) => {
    const fit = mace(patients, { seeds: [seed], maxRounds, tolerance: -1 });
    expect(fit.rounds).toBe(maxRounds);
    expect(fit.hasConverged).toBe(false);
    expect(fit.logLikelihoods).toHaveLength(maxRounds);
    expect(fit.logLikelihoods.at(-1)).toBeCloseTo(bound, 9);
    expect(fit.objectives).toEqual(fit.logLikelihoods.slice(1));
    expect(fit.posterior[8]).toBeCloseTo(share, 9);
    expect(fit.spamShare[0]).toBeCloseTo(spam, 9);
    expect([...fit.prior]).toEqual([0.25, 0.25, 0.25, 0.25]);
  });

  test("ten restarts with the seeds 1 to 10, at most fifty rounds each, unless told otherwise", () => {
    const fit = mace(patients);
    expect(fit).toEqual(
      mace(patients, { seeds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], maxRounds: 50, tolerance: 1e-7 }),
    );
    expect(fit.bounds).toHaveLength(10);
    expect(mace(patients, { seeds: [1], tolerance: -1 }).rounds).toBe(50);
  });
});

describe("restarts", () => {
  const seeds = [1, 2, 3, 4, 5];
  const options = { maxRounds: 3, tolerance: -1 };

  test("differ, and the one with the best bound wins", () => {
    const fit = mace(patients, { ...options, seeds });
    const alone = seeds.map((seed) => mace(patients, { ...options, seeds: [seed] }));
    expect(fit.bounds).toEqual(alone.map((run) => run.objectives.at(-1)));
    expect(new Set(fit.bounds).size).toBe(5);
    const best = fit.bounds.indexOf(Math.max(...fit.bounds));
    expect(fit.objectives).toEqual(alone[best]?.objectives);
    expect(fit.posterior).toEqual(alone[best]?.posterior);
    expect(mace(patients, { ...options, seeds: seeds.toReversed() }).posterior).toEqual(fit.posterior);
  });

  test("of one round have no bound to speak of", () => {
    expect(mace(patients, { seeds: [1, 2], maxRounds: 1 }).bounds).toEqual([-Infinity, -Infinity]);
  });

  test("need a seed", () => {
    expect(() => mace(patients, { seeds: [] })).toThrow(new RangeError("MACE needs at least one seed"));
  });
});

describe("the course of a restart", () => {
  test("stops when its bound changes by less than the tolerance per rating, random habits not counted", () => {
    expect(mace(patients, { seeds: [1], tolerance: Number.POSITIVE_INFINITY }).rounds).toBe(3);
    const fit = mace(patients, { seeds: [1], tolerance: 1e-4 });
    const changes = fit.objectives.slice(1).map((bound, at) => Math.abs(bound - fit.objectives[at]));
    expect(fit.hasConverged).toBe(true);
    expect(changes.at(-1)).toBeLessThan(1e-4 * 315);
    for (const change of changes.slice(0, -1)) expect(change).toBeGreaterThanOrEqual(1e-4 * 315);
  });

  test("never lowers the bound, and keeps every row of posteriors a distribution", () => {
    const crowd = fc.array(fc.tuple(fc.nat(9), fc.nat(3), fc.nat(2)), { minLength: 5, maxLength: 60 });
    fc.assert(
      fc.property(crowd, fc.boolean(), fc.nat(99), (triples, isGold, seed) => {
        const labeling = labelingFromTriples({ items: 10, annotators: 4, levels: 3 }, triples);
        const gold = goldLabels(
          10,
          isGold
            ? [
                [0, [1]],
                [3, [0, 2]],
              ]
            : [],
        );
        const fit = mace(byItem(labeling), { seeds: [seed], gold, maxRounds: 15, tolerance: -1 });
        fit.objectives.forEach((bound, at) => {
          if (at > 0) expect(bound).toBeGreaterThanOrEqual(fit.objectives[at - 1] - 1e-9);
        });
        for (let i = 0; i < 10; i++) {
          const row = fit.posterior.subarray(i * 3, i * 3 + 3);
          expect(row[0] + row[1] + row[2]).toBeCloseTo(labeling.item.includes(i) ? 1 : 0, 12);
          if (isGold && i === 3) expect(row[1]).toBe(0);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe("what it learns", () => {
  const people = [
    ...carefulPeople(5, 0.3),
    { spam: 1, says: 1, bias: 0, noise: 1 },
    { spam: 1, bias: 0, noise: 1 },
  ];
  const { labeling, truth } = simulate(people, { items: 200, each: 4, levels: 4, seed: 6 });
  const options = { seeds: [1, 2], tolerance: 1e-12, maxRounds: 300 };
  const fit = mace(byItem(labeling), options);

  test("people who guess stand out from those who look", () => {
    for (const share of fit.spamShare.subarray(0, 5)) expect(share).toBeLessThan(0.35);
    for (const share of fit.spamShare.subarray(5)) expect(share).toBeGreaterThan(0.85);
  });

  test("the probable class is the true one on most items", () => {
    const right = truth.filter((actual, i) => {
      const row = fit.posterior.subarray(i * 4, i * 4 + 4);
      return row[actual] === Math.max(...row);
    });
    expect(right.length).toBeGreaterThan(185);
  });

  test("the order of rows and the names of annotators do not matter", () => {
    const names = [3, 5, 1, 0, 6, 4, 2];
    const turned = rename(reorder(labeling, [...labeling.item.keys()].reverse()), names);
    const other = mace(byItem(turned), options);
    close(other.posterior, fit.posterior, 4);
    close(
      names.map((name) => other.spamShare[name]),
      fit.spamShare,
      4,
    );
  });

  test("gold stays clamped and shows who knows", () => {
    const index = byItem(
      labelingFromMatrix(
        Array.from({ length: 12 }, () => [0, 1]),
        2,
      ),
    );
    const gold = goldLabels(
      12,
      Array.from({ length: 11 }, (_, i) => [i, [1]] as const),
    );
    const clamped = mace(index, { gold });
    close(clamped.posterior.subarray(0, 4), [0, 1, 0, 1], 12);
    expect(clamped.posterior[23]).toBeGreaterThan(0.8);
    expect(clamped.spamShare[0]).toBeGreaterThan(clamped.spamShare[1]);
  });

  test("about somebody without ratings it knows nothing: one half", () => {
    const wider = byItem({
      ...labelingFromMatrix(
        [
          [0, 0],
          [1, 1],
        ],
        2,
      ),
      annotators: 3,
      items: 3,
    });
    const found = mace(wider, { seeds: [1] });
    expect(found.spamShare[2]).toBe(0.5);
    expect([...found.posterior.subarray(4)]).toEqual([0, 0]);
  });
});
