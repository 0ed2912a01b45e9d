import { expect, test } from "vitest";
import { midRanks } from "./ranks.ts";

test("equal numbers share the mean of their positions", () => {
  const { ranks, ties } = midRanks([5, 2, 2, 9, 2]);
  expect([...ranks]).toEqual([4, 2, 2, 5, 2]);
  expect(ties).toEqual([3, 1, 1]);
});

test("ranks go from 1 in their own order, negative numbers first", () => {
  expect([...midRanks([3, -10, 0.5]).ranks]).toEqual([3, 1, 2]);
  expect(midRanks([]).ties).toEqual([]);
});
