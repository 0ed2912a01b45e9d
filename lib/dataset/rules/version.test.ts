import { expect, test } from "vitest";
import { downloadName, pinnedItems, topicOf } from "./version.ts";

test("queries are numbered or go by their own id", () => {
  expect(topicOf({ no: 12, externalId: "bluetooth speaker" }, "numbered")).toBe("q12");
  expect(topicOf({ no: 12, externalId: "Q-7" }, "own")).toBe("Q-7");
});

test("the items of a version are the numbers of its multirange", () => {
  expect([...pinnedItems({ items: "{[1,4),[7,8),[1000,1002)}" })]).toEqual([1, 2, 3, 7, 1000, 1001]);
  expect([...pinnedItems({ items: "{}" })]).toEqual([]);
});

test("the name of a download begins with a letter, whatever the project's id begins with", () => {
  expect(downloadName("-rf", 2, "data/labels.csv")).toBe("assay--rf-v2-data-labels.csv");
});
