import { expect, test } from "vitest";
import { labelingFromTriples } from "#lib/labeling.ts";
import { levelWeights, ratingsPerItem } from "./level-weights.ts";

const labeling = labelingFromTriples({ items: 3, annotators: 2, levels: 3 }, [
  [2, 1, 1],
  [0, 0, 2],
  [0, 1, 0],
  [2, 1, 1],
]);

test("the table counts ratings per item and level, a repeated pair twice", () => {
  expect([...levelWeights(labeling)]).toEqual([1, 0, 1, 0, 0, 0, 0, 2, 0]);
});

test("with weights every rating counts as much as its annotator", () => {
  expect([...levelWeights(labeling, [0.5, 0.25])]).toEqual([0.25, 0, 0.5, 0, 0, 0, 0, 0.5, 0]);
});

test("ratings per item are counted, none included", () => {
  expect([...ratingsPerItem(labeling)]).toEqual([2, 0, 2]);
});
