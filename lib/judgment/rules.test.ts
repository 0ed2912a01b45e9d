import { describe, expect, test } from "vitest";
import { aheadOf } from "./rules.ts";

describe("how many items wait", () => {
  test("is exact where the person holds all of them", () => {
    expect(aheadOf(3, 0)).toEqual({ least: 3, most: 3 });
    expect(aheadOf(0, 0)).toEqual({ least: 0, most: 0 });
  });

  test("lies between two tens while more can be lent, and has no most beyond one sitting", () => {
    expect(aheadOf(0, 1)).toEqual({ least: 1, most: 10 });
    expect(aheadOf(8, 3)).toEqual({ least: 11, most: 20 });
    expect(aheadOf(8, 42)).toEqual({ least: 41, most: 50 });
    expect(aheadOf(8, 43)).toEqual({ least: 51, most: null });
    expect(aheadOf(8, 4000)).toEqual({ least: 51, most: null });
  });

  test("is the same whether one of the items just lent is a gold or not", () => {
    expect(aheadOf(8, 23)).toEqual(aheadOf(9, 23));
  });
});
