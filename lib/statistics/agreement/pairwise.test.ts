import { expect, test } from "vitest";
import { spearman } from "./correlation/spearman.ts";
import { pairwiseCorrelations } from "./pairwise.ts";
import { ANXIETY, readRatings } from "./published.fixture.ts";

// R irr meanrho on "anxiety" averages these three.
test("every two of three raters, left before right", () => {
  const found = pairwiseCorrelations(ANXIETY, spearman);
  expect(found.map(({ left, right }) => [left, right])).toEqual([
    [0, 1],
    [0, 2],
    [1, 2],
  ]);
  const expected = [0.4221938226555597, 0.16547669656112735, 0.3423295157129656];
  found.forEach(({ correlation }, i) => {
    expect(correlation.value).toBeCloseTo(expected[i], 10);
    expect(correlation.reason === null && correlation.pairs).toBe(20);
  });
});

test("uses the items both rated, and only the pairs asked for", () => {
  const found = pairwiseCorrelations(readRatings("11. 22. 3.3 2.1", 3), spearman, [
    [2, 0],
    [1, 2],
  ]);
  expect(found.map(({ correlation }) => correlation)).toEqual([
    { reason: null, value: 1, pairs: 2 },
    { value: null, reason: "too-few" },
  ]);
});
