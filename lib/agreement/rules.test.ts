import { expect, test } from "vitest";
import { toLabeling } from "./rules.ts";

test("judgments become dense integers in their order, with the way back to the people's numbers", () => {
  const { labeling, itemNos, annotatorNos } = toLabeling(
    [
      { itemNo: 40, annotatorNo: 9, level: 5 },
      { itemNo: 7, annotatorNo: 2, level: 1 },
      { itemNo: 40, annotatorNo: 2, level: 4 },
    ],
    5,
  );
  expect([...labeling.item]).toEqual([0, 1, 0]);
  expect([...labeling.annotator]).toEqual([0, 1, 1]);
  expect([...labeling.label]).toEqual([4, 0, 3]);
  expect(labeling).toMatchObject({ items: 2, annotators: 2, levels: 5 });
  expect(itemNos).toEqual([40, 7]);
  expect(annotatorNos).toEqual([9, 2]);
});
