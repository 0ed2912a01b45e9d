import { describe, expect, test } from "vitest";
import { defaultGrades, faultOfGrades, isFaultyAt } from "./grades.ts";

describe("the grade map", () => {
  test("defaults to the levels' gains, 0..4 for the scale 1..5", () => {
    expect(defaultGrades([0, 1, 2, 3, 4])).toEqual([0, 1, 2, 3, 4]);
  });

  test("falls back to ranks where a gain is not a whole number, which trec_eval cannot read", () => {
    expect(defaultGrades([0, 0.5, 1])).toEqual([0, 1, 2]);
  });

  // Adding 1 to every grade moved MAP from .707 to 1.000 on one and the same ranking.
  test("never lets the lowest level be relevant", () => {
    expect(faultOfGrades([1, 2, 3, 4, 5], 5)).toMatch(/lowest level/);
    expect(faultOfGrades([0, 0, 1, 2, 3], 5)).toBeNull();
  });

  test("has one grade per level and never falls", () => {
    expect(faultOfGrades([0, 1], 5)).toMatch(/grade for each of the 5 levels/);
    expect(faultOfGrades([0, 2, 1], 3)).toMatch(/lower grade/);
  });

  test("a grade that is emptied, broken or too large is named, at its level alone", () => {
    for (const wrong of [Number.NaN, 1.5, -1, 128]) {
      const grades = [0, 1, wrong];
      expect(faultOfGrades(grades, 3)).toBe("Enter a whole number from 0 to 127 for each level.");
      expect(grades.map((_, at) => isFaultyAt(grades, at))).toEqual([false, false, true]);
    }
    expect([0, 2, 1].map((_, at) => isFaultyAt([0, 2, 1], at))).toEqual([false, false, true]);
    expect(isFaultyAt([1, 1], 0)).toBe(true);
  });
});
