import { expect, test } from "vitest";
import { goldStrata } from "./gold-strata.ts";
import type { GoldTrials } from "./gold-trials.ts";

/** One entry per answer: annotator, gold item, its level, right or wrong. */
function trials(...rows: [annotator: number, item: number, level: number, right: 0 | 1][]): GoldTrials {
  return {
    annotator: Int32Array.from(rows, (row) => row[0]),
    item: Int32Array.from(rows, (row) => row[1]),
    level: Uint8Array.from(rows, (row) => row[2]),
    right: Uint8Array.from(rows, (row) => row[3]),
  };
}

// Level 0: two golds, 3 of 4 right. Level 2: one gold, 1 of 2 right.
const GIVEN = trials([0, 5, 0, 1], [1, 5, 0, 1], [0, 6, 0, 0], [1, 6, 0, 1], [0, 9, 2, 1], [1, 9, 2, 0]);

test("without shares each answer weighs the same", () => {
  const found = goldStrata(GIVEN);
  expect(found?.accuracy).toBeCloseTo(4 / 6, 12);
  expect(found).toMatchObject({ answers: Float64Array.of(4, 0, 2), golds: Float64Array.of(2, 0, 1) });
  const expected = [0.25, 0.25, -0.75, 0.25, 0.5, -0.5];
  expected.forEach((miss, r) => {
    expect(found?.influence[r]).toBeCloseTo(miss / 6, 12);
  });
});

test("with shares of the items it is the accuracy on the items", () => {
  const found = goldStrata(GIVEN, Float64Array.of(90, 0, 10));
  expect(found?.accuracy).toBeCloseTo(0.9 * 0.75 + 0.1 * 0.5, 12);
  expect(found?.influence[0]).toBeCloseTo((0.9 / 4) * 0.25, 12);
  expect(found?.weights).toEqual(Float64Array.of(0.9, 0, 0.1));
  const one = goldStrata(GIVEN, Float64Array.of(7));
  expect(one?.accuracy).toBeCloseTo(0.75, 12);
  expect(one?.influence[5]).toBeCloseTo(0, 12);
});

test("is undefined where a level that has a share has no answer, and without answers", () => {
  expect(goldStrata(GIVEN, Float64Array.of(90, 1, 9))).toBeNull();
  expect(goldStrata(GIVEN, Float64Array.of(90, 0, 9, 1))).toBeNull();
  expect(goldStrata(trials())).toBeNull();
});
