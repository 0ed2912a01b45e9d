import { describe, expect, test } from "vitest";
import { downloadName, renameForQrels, topicOf } from "./version.ts";

test("queries are numbered or go by their own id", () => {
  expect(topicOf({ no: 12, externalId: "bluetooth speaker" }, "numbered")).toBe("q12");
  expect(topicOf({ no: 12, externalId: "Q-7" }, "own")).toBe("Q-7");
});

describe("documents in qrels", () => {
  test("keep their id where it can stand there", () => {
    const renaming = renameForQrels([
      { no: 1, externalId: "A-1" },
      { no: 2, externalId: "A-2" },
      { no: 3, externalId: "B 1" },
    ]);
    expect([...renaming]).toEqual([["B 1", "i3"]]);
  });

  test("get no name that another document has", () => {
    const renaming = renameForQrels([
      { no: 1, externalId: "i2" },
      { no: 2, externalId: "B 1" },
      { no: 3, externalId: "_i2" },
    ]);
    expect([...renaming]).toEqual([["B 1", "__i2"]]);
  });
});

test("the name of a download begins with a letter, whatever the project's id begins with", () => {
  expect(downloadName("-rf", 2, "data/labels.csv")).toBe("assay--rf-v2-data-labels.csv");
});
