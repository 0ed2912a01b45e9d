import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/statistics/numeric/random.ts";
import { expectedGain, nextAssignment } from "./next-assignment.ts";

const PERFECT = [1, 0, 0, 1];
const USELESS = [0.5, 0.5, 0.5, 0.5];

describe("expectedGain", () => {
  test("a perfect annotator saves all of an even row's expected error of .5", () => {
    expect(expectedGain([0.5, 0.5], PERFECT)).toBeCloseTo(0.5, 12);
  });

  test("somebody who guesses saves nothing, nor does anybody on a sure or an unknown item", () => {
    expect(expectedGain([0.5, 0.5], USELESS)).toBe(0);
    expect(expectedGain([1, 0], PERFECT)).toBe(0);
    expect(expectedGain([0, 0], PERFECT)).toBe(0);
  });

  test("an accuracy of .8 on .6 to .4 saves .4 - .2 by the rule of Bayes", () => {
    // Label 0 comes with .56 and leaves .08/.56 on the other class, label 1 with .44 and leaves .12/.44.
    const gain = expectedGain([0.6, 0.4], [0.8, 0.2, 0.2, 0.8]);
    expect(gain).toBeCloseTo(0.4 - (0.08 + 0.12), 12);
  });

  test("a table whose labels do not sum to 1 is taken relative to its sum", () => {
    expect(expectedGain([0.5, 0.5], [0.5, 0, 0, 0.5])).toBeCloseTo(0.5, 12);
    expect(expectedGain([0.5, 0.5], [0, 0, 0, 0])).toBe(0);
  });

  test("uses distances: on three levels an answer about the ends saves twice", () => {
    const perfect = [1, 0, 0, 0, 1, 0, 0, 0, 1];
    expect(expectedGain([0.5, 0, 0.5], perfect)).toBeCloseTo(1, 12);
    expect(expectedGain([0.5, 0.5, 0], perfect)).toBeCloseTo(0.5, 12);
  });

  test("is never negative and never more than the expected error", () => {
    const share = fc.double({ min: 0.01, max: 1, noNaN: true });
    const three = fc.tuple(share, share, share);
    const normal = (row: number[]) => row.map((part) => part / row.reduce((sum, one) => sum + one, 0));
    fc.assert(
      fc.property(three, fc.tuple(three, three, three), (row, columns) => {
        const [a, b, c] = columns.map(normal) as [number[], number[], number[]];
        const table = [0, 1, 2].flatMap((label) => [a[label], b[label], c[label]]);
        const gain = expectedGain(normal(row), table);
        expect(gain).toBeGreaterThanOrEqual(0);
        expect(gain).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe("nextAssignment", () => {
  const candidates = [
    { item: 7, row: [0.9, 0.1] },
    { item: 3, row: [0.5, 0.5] },
    { item: 5, row: [0.8, 0.2] },
  ];

  test("gives the item on which the answer saves most", () => {
    const next = nextAssignment(candidates, PERFECT, createRandom(1), 0);
    expect(next).toMatchObject({ item: 3, isExplored: false });
    expect(next?.gain).toBeCloseTo(0.5, 12);
  });

  test("draws among equals", () => {
    const equal = [
      { item: 0, row: [0.5, 0.5] },
      { item: 1, row: [0.5, 0.5] },
      { item: 2, row: [0.9, 0.1] },
    ];
    const random = createRandom(4);
    const drawn = Array.from({ length: 200 }, () => nextAssignment(equal, PERFECT, random, 0)?.item);
    expect(new Set(drawn)).toEqual(new Set([0, 1]));
    expect(drawn.filter((item) => item === 0).length).toBeGreaterThan(70);
    expect(drawn.filter((item) => item === 1).length).toBeGreaterThan(70);
  });

  test("explores with its share: a tenth by default, then any candidate", () => {
    const random = createRandom(9);
    const drawn = Array.from({ length: 3000 }, () => nextAssignment(candidates, PERFECT, random));
    const explored = drawn.filter((next) => next?.isExplored);
    expect(explored.length).toBeGreaterThan(240);
    expect(explored.length).toBeLessThan(360);
    expect(new Set(explored.map((next) => next?.item))).toEqual(new Set([3, 5, 7]));
    expect(new Set(drawn.filter((next) => !next?.isExplored).map((next) => next?.item))).toEqual(
      new Set([3]),
    );
  });

  test("any item will do when the answer saves nothing", () => {
    const random = createRandom(2);
    const drawn = Array.from({ length: 100 }, () => nextAssignment(candidates, USELESS, random, 0)?.item);
    expect(new Set(drawn)).toEqual(new Set([3, 5, 7]));
  });

  test("is nothing without candidates", () => {
    expect(nextAssignment([], PERFECT, createRandom(1))).toBeNull();
  });
});
