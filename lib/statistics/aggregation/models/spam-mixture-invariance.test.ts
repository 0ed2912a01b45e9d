// What must hold of every fit of the spam-mixture, and what must not matter to it.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Labeling, labelingFromTriples } from "#lib/labeling.ts";
import { byItem } from "#lib/statistics/aggregation/by-item.ts";
import { goldLabels } from "#lib/statistics/aggregation/gold-labels.ts";
import { PATIENTS, rename, reorder } from "#lib/statistics/aggregation/published.fixture.ts";
import { spamMixture } from "./spam-mixture.ts";

const patients = byItem(PATIENTS);

function close(actual: ArrayLike<number>, wanted: ArrayLike<number>, digits = 5): void {
  expect(actual.length).toBe(wanted.length);
  for (let at = 0; at < wanted.length; at++) expect(actual[at]).toBeCloseTo(wanted[at], digits);
}

describe("the spam-mixture", () => {
  const triples = fc.array(fc.tuple(fc.nat(9), fc.nat(3), fc.nat(2)), { minLength: 1, maxLength: 50 });
  const labelingOf = (cells: [number, number, number][]): Labeling =>
    labelingFromTriples({ items: 10, annotators: 4, levels: 3 }, cells);

  test("posteriors, kinds, weights and class shares sum to 1, and gold stays within its set", () => {
    fc.assert(
      fc.property(triples, fc.boolean(), (cells, isGold) => {
        const labeling = labelingOf(cells);
        const gold = goldLabels(
          10,
          isGold
            ? [
                [0, [1]],
                [3, [0, 2]],
              ]
            : [],
        );
        const fit = spamMixture(byItem(labeling), { gold, maxRounds: 8 });
        const sum = (list: Float64Array) => list.reduce((all, share) => all + share, 0);
        for (let i = 0; i < 10; i++) {
          expect(sum(fit.posterior.subarray(i * 3, i * 3 + 3))).toBeCloseTo(
            labeling.item.includes(i) ? 1 : 0,
            12,
          );
        }
        for (let a = 0; a < 4; a++) expect(sum(fit.kinds.subarray(a * 379, (a + 1) * 379))).toBeCloseTo(1, 9);
        expect(sum(fit.weights)).toBeCloseTo(1, 9);
        expect(sum(fit.prior)).toBeCloseTo(1, 12);
        if (isGold) expect([fit.posterior[0], fit.posterior[2], fit.posterior[10]]).toEqual([0, 0, 0]);
      }),
      { numRuns: 40 },
    );
  });

  test("neither the order of rows nor the names of annotators matter", () => {
    fc.assert(
      fc.property(triples, (cells) => {
        const labeling = labelingOf(cells);
        const fit = spamMixture(byItem(labeling), { maxRounds: 6, tolerance: 0 });
        const names = [2, 0, 3, 1];
        const turned = rename(reorder(labeling, [...labeling.item.keys()].reverse()), names);
        const other = spamMixture(byItem(turned), { maxRounds: 6, tolerance: 0 });
        close(other.posterior, fit.posterior, 6);
        close(other.weights, fit.weights, 6);
        close(
          names.flatMap((name) => [...other.table.subarray(name * 9, name * 9 + 9)]),
          fit.table,
          6,
        );
      }),
      { numRuns: 30 },
    );
  });

  test("turning the scale around turns the answer around", () => {
    const turned = { ...PATIENTS, label: PATIENTS.label.map((label) => 3 - label) };
    const fit = spamMixture(patients, { maxRounds: 5, tolerance: 0 });
    const other = spamMixture(byItem(turned), { maxRounds: 5, tolerance: 0 });
    for (let i = 0; i < 45; i++) {
      close(other.posterior.slice(i * 4, i * 4 + 4).reverse(), fit.posterior.subarray(i * 4, i * 4 + 4), 4);
    }
  });

  test("the crowd judged twice over by twins has the same kinds, weighed the same", () => {
    const twins = labelingFromTriples(
      { ...PATIENTS, items: 90, annotators: 10 },
      [...PATIENTS.item.keys()].flatMap((r) => {
        const [i, a, label] = [PATIENTS.item[r], PATIENTS.annotator[r], PATIENTS.label[r]];
        return [
          [i, a, label],
          [i + 45, a + 5, label],
        ] as const;
      }),
    );
    const fit = spamMixture(patients, { maxRounds: 1 });
    const other = spamMixture(byItem(twins), { maxRounds: 1 });
    close(other.weights, fit.weights, 7);
    close(other.kinds.subarray(5 * 379), fit.kinds, 6);
  });

  test("people without ratings have no say in what the crowd is like", () => {
    const fit = spamMixture(patients, { maxRounds: 4, tolerance: 0 });
    const wider = spamMixture(byItem({ ...PATIENTS, annotators: 7, items: 46 }), {
      maxRounds: 4,
      tolerance: 0,
    });
    close(wider.weights, fit.weights, 9);
    close(wider.posterior.subarray(0, 180), fit.posterior, 9);
    expect([...wider.posterior.subarray(180)]).toEqual([0, 0, 0, 0]);
    // Of them nothing is known but the crowd they come from: its weights before this round.
    const three = spamMixture(patients, { maxRounds: 3, tolerance: 0 });
    close(wider.kinds.subarray(5 * 379, 6 * 379), three.weights, 9);
  });
});
