import { describe, expect, test } from "vitest";
import { areLevelsTelling, effectiveGoldRate, neededGold } from "./rules.ts";

describe("gold levels", () => {
  test("must leave at least one level out, or nobody can miss it", () => {
    expect(areLevelsTelling([4, 5], 5)).toBe(true);
    expect(areLevelsTelling([1, 2, 3, 4, 5], 5)).toBe(false);
    expect(areLevelsTelling([], 5)).toBe(false);
  });
});

describe("a gold bank", () => {
  // 10% of the served items are gold: 3,128 items × 3 judgments need 1,042.7 gold answers, 6 or 3 on each.
  test("is large enough when the rate can be kept by what each gold is shown", () => {
    const plan = { goldRate: 0.1, items: 3128, mostPerItem: 3 };
    expect(neededGold({ ...plan, peoplePerGold: 6 })).toBe(174);
    expect(neededGold({ ...plan, peoplePerGold: 3 })).toBe(348);
    expect(neededGold({ ...plan, goldRate: 0, peoplePerGold: 3 })).toBe(0);
  });

  test("lowers the rate when the slots left on the golds do not suffice for it", () => {
    expect(effectiveGoldRate({ goldRate: 0.1, goldSlots: 60, itemSlots: 1140 })).toBeCloseTo(0.05, 12);
    expect(effectiveGoldRate({ goldRate: 0.1, goldSlots: 0, itemSlots: 1140 })).toBe(0);
  });

  test("keeps the planned rate as long as it can, and where nothing is left to serve", () => {
    expect(effectiveGoldRate({ goldRate: 0.1, goldSlots: 600, itemSlots: 1140 })).toBe(0.1);
    expect(effectiveGoldRate({ goldRate: 0.1, goldSlots: 0, itemSlots: 0 })).toBe(0.1);
  });
});
