import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/statistics/numeric/random.ts";
import { drawGold, goldSize, widenKeys } from "./gold.ts";

/** Thirty items of level 0, six of level 1, four without a truth. */
const truth = Int32Array.from({ length: 40 }, (_, i) => (i < 30 ? 1 : i < 36 ? 2 : 0));
const known = [...truth.keys()].filter((item) => truth[item] !== 0);
const levelsOf = (gold: Int32Array) => [1, 2].map((bits) => gold.filter((key) => key === bits).length);

describe("drawn gold", () => {
  test("at most half of what is known is gold", () => {
    expect(goldSize(known, 100)).toBe(18);
    expect(goldSize(known, 7)).toBe(7);
  });

  test("at random: so many keys, each the truth of its item", () => {
    const gold = drawGold(truth, known, { kind: "random", size: 9 }, createRandom(1));
    expect(gold.filter((bits) => bits !== 0)).toHaveLength(9);
    gold.forEach((bits, item) => {
      expect([0, truth[item]]).toContain(bits);
    });
    expect(drawGold(truth, known, { kind: "random", size: 9 }, createRandom(2))).not.toEqual(gold);
  });

  test("by level: the same number of each, at most half of a level", () => {
    expect(levelsOf(drawGold(truth, known, { kind: "by-level", size: 4 }, createRandom(1)))).toEqual([2, 2]);
    expect(levelsOf(drawGold(truth, known, { kind: "by-level", size: 18 }, createRandom(1)))).toEqual([9, 3]);
  });

  test("widened keys keep their level, and half of them gain a neighbor", () => {
    const keys = new Int32Array(1000).fill(1 << 1);
    keys[0] = 0;
    const wide = widenKeys(keys, 3, createRandom(1));
    expect(wide[0]).toBe(0);
    expect([...new Set(wide)].sort()).toEqual([0, 2, 3, 6]);
    expect(wide.filter((bits) => bits === 2).length / 999).toBeCloseTo(0.5, 1);
  });
});
