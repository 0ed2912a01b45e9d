import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { confusionOf, spammerScore } from "./spammer-score.ts";

/** K rows of K shares that sum to 1. */
const confusions = fc.integer({ min: 2, max: 6 }).chain((levels) =>
  fc
    .array(
      fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: levels, maxLength: levels }),
      { minLength: levels, maxLength: levels },
    )
    .map((rows) =>
      rows.map((row) => {
        const total = row.reduce((sum, cell) => sum + cell, 0);
        return row.map((cell) => cell / total);
      }),
    ),
);

describe("the spammer score", () => {
  // Raykar & Yu 2012: 1 for the identity, 0 for equal rows; the third by hand: (.98 + 1.82 + 1.68) / 6.
  test.each([
    ["perfect", [1, 0, 0, 0, 1, 0, 0, 0, 1], 1],
    ["guessing by habit", [0.2, 0.3, 0.5, 0.2, 0.3, 0.5, 0.2, 0.3, 0.5], 0],
    ["good", [0.9, 0.1, 0, 0.2, 0.8, 0, 0, 0, 1], 0.7466666666666667],
  ])("of somebody %s", (_, confusion, expected) => {
    expect(spammerScore(confusion, 3)).toEqual({ reason: null, value: expect.closeTo(expected, 14) });
  });

  test("of the first observer of 1979 is .505", () => {
    // Confusion rows of Dawid & Skene's first observer at the maximum of the likelihood, cut to ten digits.
    const first = [
      [0.8894883487, 0.1105116513, 0, 0],
      [0.0705854505, 0.8763799368, 0.0530346126, 0],
      [0, 0.3388215402, 0.6611784598, 0],
      [0, 0, 0.5555555556, 0.4444444444],
    ];
    expect(spammerScore(first.flat(), 4)).toEqual({
      reason: null,
      value: expect.closeTo(0.5050312968779317, 9),
    });
  });

  test("of two classes is Youden's index squared", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (sensitivity, specificity) => {
          const found = spammerScore([sensitivity, 1 - sensitivity, 1 - specificity, specificity], 2);
          expect(found).toEqual({
            reason: null,
            value: expect.closeTo((sensitivity + specificity - 1) ** 2, 12),
          });
        },
      ),
    );
  });

  test("of a consistent lean is 1 although hardly any answer is right", () => {
    expect(spammerScore([0, 1, 0, 0, 0, 1, 1, 0, 0], 3)).toEqual({ reason: null, value: 1 });
  });

  test("lies between 0 and 1, whatever the labels are called", () => {
    fc.assert(
      fc.property(confusions, (rows) => {
        const levels = rows.length;
        const found = spammerScore(rows.flat(), levels);
        if (found.reason !== null) throw new Error("has levels");
        expect(found.value).toBeGreaterThanOrEqual(0);
        expect(found.value).toBeLessThanOrEqual(1);
        const renamed = rows.toReversed().map((row) => [...row.slice(1), ...row.slice(0, 1)]);
        expect(spammerScore(renamed.flat(), levels)).toEqual({
          reason: null,
          value: expect.closeTo(found.value, 12),
        });
      }),
    );
  });

  test("falls with the square of the share of guesses", () => {
    fc.assert(
      fc.property(confusions, fc.double({ min: 0, max: 1, noNaN: true }), (rows, guesses) => {
        const levels = rows.length;
        const mixed = rows.flat().map((cell) => (1 - guesses) * cell + guesses / levels);
        const before = spammerScore(rows.flat(), levels);
        if (before.reason !== null) throw new Error("has levels");
        expect(spammerScore(mixed, levels)).toEqual({
          reason: null,
          value: expect.closeTo((1 - guesses) ** 2 * before.value, 12),
        });
      }),
    );
  });

  test("is undefined on fewer than two levels", () => {
    expect(spammerScore([1], 1)).toEqual({ value: null, reason: "too-few" });
    expect(spammerScore([], 0)).toEqual({ value: null, reason: "too-few" });
  });

  test("refuses what is not levels × levels", () => {
    expect(() => spammerScore([1, 0, 0], 2)).toThrow(new RangeError("confusion must be levels × levels"));
  });
});

describe("the confusion matrix out of an answer table", () => {
  // Two annotators, two levels: annotator × label × class.
  const table = [0.9, 0.3, 0.1, 0.7, 0.5, 0.2, 0.5, 0.8];

  test("has one row per true class", () => {
    expect([...confusionOf(table, 0, 2)]).toEqual([0.9, 0.1, 0.3, 0.7]);
    expect([...confusionOf(table, 1, 2)]).toEqual([0.5, 0.5, 0.2, 0.8]);
  });

  test("sums every row up to 1 even where the table's do not", () => {
    const lifted = table.map((cell) => 3 * cell);
    const found = confusionOf(lifted, 1, 2);
    [0.5, 0.5, 0.2, 0.8].forEach((share, at) => {
      expect(found[at]).toBeCloseTo(share, 12);
    });
  });
});
