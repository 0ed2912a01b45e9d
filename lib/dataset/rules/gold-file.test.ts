import { expect, test } from "vitest";
import { goldLines } from "./gold-file.ts";

test("each gold item has a line with its acceptable levels, and those in review say so", () => {
  const gold = { itemNo: 3, externalId: "d 3", levels: [4, 5], version: 2, isInReview: false };
  expect(goldLines([gold, { ...gold, itemNo: 9, isInReview: true }])).toBe(
    '{"in_review":false,"item_id":"d 3","item_no":3,"levels":[4,5],"version":2}\n' +
      '{"in_review":true,"item_id":"d 3","item_no":9,"levels":[4,5],"version":2}\n',
  );
  expect(goldLines([])).toBe("");
});
