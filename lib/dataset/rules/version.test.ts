import { describe, expect, test } from "vitest";
import { defaultGrades, downloadName, faultOfGrades, renameForQrels, topicOf } from "./version.ts";

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
});

test("queries are numbered or go by their own id", () => {
  expect(topicOf({ no: 12, key: "bluetooth speaker" }, "numbered")).toBe("q12");
  expect(topicOf({ no: 12, key: "Q-7" }, "own")).toBe("Q-7");
});

describe("documents in qrels", () => {
  test("keep their id where it can stand there", () => {
    const renaming = renameForQrels([
      { no: 1, key: "A-1" },
      { no: 2, key: "A-2" },
      { no: 3, key: "B 1" },
    ]);
    expect([...renaming]).toEqual([["B 1", "i3"]]);
  });

  test("get no name that another document has", () => {
    const renaming = renameForQrels([
      { no: 1, key: "i2" },
      { no: 2, key: "B 1" },
      { no: 3, key: "_i2" },
    ]);
    expect([...renaming]).toEqual([["B 1", "__i2"]]);
  });
});

test("the name of a download begins with a letter, whatever the project's id begins with", () => {
  expect(downloadName("-rf", 2, "data/labels.csv")).toBe("assay--rf-v2-data-labels.csv");
});
