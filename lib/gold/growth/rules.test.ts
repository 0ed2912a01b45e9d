import { expect, test } from "vitest";
import { type GoldCandidate, rankCandidates } from "./rules.ts";

const candidate = (itemNo: number, level: number, trusted = 3): GoldCandidate => ({
  itemNo,
  externalId: `k${itemNo}`,
  query: null,
  title: "",
  level,
  judgments: trusted,
  trusted,
});

const order = (candidates: GoldCandidate[], coverage: number[]) =>
  rankCandidates(candidates, coverage).map(({ itemNo }) => itemNo);

test("candidates at levels that the bank lacks come first, and each fills the gap by one", () => {
  const candidates = [candidate(1, 5), candidate(2, 5), candidate(3, 1), candidate(4, 1), candidate(5, 3)];
  expect(order(candidates, [0, 0, 1, 0, 1])).toEqual([3, 4, 5, 1, 2]);
});

test("of one level those come first that most trusted people agree on, then by number", () => {
  expect(order([candidate(1, 2), candidate(2, 2, 5), candidate(3, 2)], [0, 0, 0, 0, 0])).toEqual([2, 1, 3]);
});

test("without candidates there is nothing to rank", () => {
  expect(rankCandidates([], [0, 0])).toEqual([]);
});
