import { describe, expect, test } from "vitest";
import { isAudited, STOP_DEFAULTS, stopVerdict } from "./stop-rule.ts";

describe("stopVerdict", () => {
  test.each([
    [[0, 0, 0.05, 0.95, 0], 2, true, "confident"],
    [[0, 0, 0.05, 0.95, 0], 1, false, "too-few"],
    [[0, 0.1, 0.9, 0, 0], 2, true, "confident"],
    [[0, 0.3, 0.4, 0.3, 0], 4, false, "uncertain"],
    [[0, 0.3, 0.4, 0.3, 0], 5, true, "most-reached"],
    [[0, 0.3, 0.4, 0.3, 0], 6, true, "most-reached"],
    [[0, 0, 0, 0, 0], 2, false, "uncertain"],
  ])("%o after %i ratings: done %s, %s", (row, ratings, isDone, because) => {
    expect(stopVerdict(row, ratings)).toEqual({ isDone, because });
  });

  test("a small expected error stops where no label is confident enough", () => {
    const settings = { least: 2, most: 9, confidence: 0.99, expectedError: 0.1 };
    expect(stopVerdict([0, 0.9, 0.1], 3, settings)).toEqual({ isDone: true, because: "small-error" });
    expect(stopVerdict([0, 0.88, 0.12], 3, settings)).toEqual({ isDone: false, because: "uncertain" });
    // The same peak with the rest two levels away is too large an error.
    expect(stopVerdict([0.9, 0, 0.1], 3, settings)).toEqual({ isDone: false, because: "uncertain" });
  });

  test("the defaults are two to five ratings, .9 and a tenth of a level", () => {
    expect(STOP_DEFAULTS).toEqual({ least: 2, most: 5, confidence: 0.9, expectedError: 0.1 });
  });
});

test("one item in twenty is audited, by its own number", () => {
  expect([0, 0.049, 0.05, 0.5].map((chance) => isAudited(chance))).toEqual([true, true, false, false]);
  expect(isAudited(0.4, 0.5)).toBe(true);
});
