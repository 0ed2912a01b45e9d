import fc from "fast-check";
import { expect, test } from "vitest";
import { kendallTauB } from "./kendall-tau.ts";

// scipy.stats.kendalltau, documentation.
test("of scipy's example is -.4714", () => {
  expect(kendallTauB([12, 2, 1, 12, 2], [1, 4, 7, 1, 0])).toEqual({
    reason: null,
    value: expect.closeTo(-0.4714045207910317, 12),
    pairs: 5,
  });
});

test("with ties on a scale of five is .846", () => {
  expect(kendallTauB([1, 2, 2, 3, 5, 5, 4, 1, 3, 2], [1, 1, 2, 3, 5, 4, 4, 2, 3, 2]).value).toBeCloseTo(
    11 / 13,
    12,
  );
});

test("is undefined where either side is constant, and from two pairs on it is not too few", () => {
  expect(kendallTauB([1, 1, 1], [1, 2, 3])).toEqual({ value: null, reason: "zero-variance" });
  expect(kendallTauB([1, 2, 3], [2, 2, 2])).toEqual({ value: null, reason: "zero-variance" });
  expect(kendallTauB([1], [2])).toEqual({ value: null, reason: "too-few" });
  expect(kendallTauB([1, 2], [5, 3])).toEqual({ reason: null, value: -1, pairs: 2 });
});

/** The definition, pair by pair: the second implementation. */
function byPairs(x: readonly number[], y: readonly number[]): number {
  let score = 0;
  let untiedX = 0;
  let untiedY = 0;
  x.forEach((_, i) => {
    for (let j = 0; j < i; j++) {
      const dx = Math.sign(x[i] - x[j]);
      const dy = Math.sign(y[i] - y[j]);
      score += dx * dy;
      untiedX += Math.abs(dx);
      untiedY += Math.abs(dy);
    }
  });
  return score / Math.sqrt(untiedX * untiedY);
}

test("is what counting pair by pair gives", () => {
  const pairs = fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { minLength: 2, maxLength: 40 });
  fc.assert(
    fc.property(pairs, (rows) => {
      const x = rows.map((row) => row[0]);
      const y = rows.map((row) => row[1]);
      const found = kendallTauB(x, y);
      if (new Set(x).size === 1 || new Set(y).size === 1) expect(found.reason).toBe("zero-variance");
      else expect(found.value).toBeCloseTo(byPairs(x, y), 12);
    }),
  );
});

test("is undefined below two pairs", () => {
  expect(kendallTauB([1], [1])).toEqual({ value: null, reason: "too-few" });
});
