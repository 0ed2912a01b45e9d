import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { labelingFromMatrix } from "#lib/labeling.ts";
import { byItem } from "#lib/statistics/aggregation/by-item.ts";
import { decideAll, decideLabel, expectedDistance } from "./decision.ts";

const row = Float64Array.of(0.1, 0.5, 0.15, 0.25);

describe("one item", () => {
  test("the most probable level that somebody gave wins", () => {
    expect(decideLabel(row, [1, 1, 1, 1], "most-probable")).toBe(1);
    expect(decideLabel(row, [1, 0, 1, 2], "most-probable")).toBe(3);
    expect(decideLabel(row, [1, 0, 0, 0], "most-probable")).toBe(0);
  });

  test("the least distance is the median's, or that of the level given nearest to it", () => {
    const skewed = Float64Array.of(0.4, 0.15, 0.2, 0.25);
    expect(decideLabel(skewed, [1, 1, 1, 1], "least-distance")).toBe(1);
    // Expected distances: .15 + .4 + .75 = 1.3, of 2: .8 + .15 + .25 = 1.2, of 3: 1.2 + .3 + .2 = 1.7.
    expect(decideLabel(skewed, [1, 0, 1, 1], "least-distance")).toBe(2);
    expect(expectedDistance(skewed, 0)).toBeCloseTo(1.3, 12);
    expect(expectedDistance(skewed, 2)).toBeCloseTo(1.2, 12);
  });

  test("a tie goes to the level nearer to the mean, where levels have an order, else to the lower", () => {
    const tied = Float64Array.of(0.4, 0.05, 0.15, 0.4);
    expect(decideLabel(tied, [1, 1, 1, 1], "most-probable")).toBe(3);
    expect(decideLabel(tied, [1, 1, 1, 1], "most-probable", false)).toBe(0);
    expect(decideLabel(Float64Array.of(0.5, 0, 0.5), [1, 0, 1], "most-probable")).toBe(0);
  });
});

test("unanimity stands whatever the probabilities, and items without ratings get no label", () => {
  const cell = fc.nat(4);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(cell, fc.integer({ min: 0, max: 3 })), { minLength: 1 }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 }),
      fc.constantFrom("most-probable" as const, "least-distance" as const),
      fc.boolean(),
      (items, shares, decision, isOrdinal) => {
        const labeling = labelingFromMatrix(
          items.map(([level, people]) => new Array<number>(people).fill(level)),
          5,
        );
        const posterior = Float64Array.from({ length: items.length * 5 }, (_, at) => shares[at % 5] ?? 0);
        const label = decideAll(byItem(labeling), posterior, decision, isOrdinal);
        expect([...label]).toEqual(items.map(([level, people]) => (people === 0 ? -1 : level)));
      },
    ),
  );
});
