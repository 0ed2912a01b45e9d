import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addBit,
  addPacked,
  countBits,
  emptyBits,
  keepBoth,
  numbersIn,
  packItems,
  STRETCH,
  stretchOf,
} from "./bits.ts";

const LAST = 3 * STRETCH + 17;
const numbers = fc.uniqueArray(fc.integer({ min: 1, max: LAST }), { maxLength: 300 });
const inOrder = (all: Iterable<number>) => [...all].sort((a, b) => a - b);

function bitsOf(all: readonly number[]): Uint8Array {
  const bits = emptyBits(LAST);
  for (const stretch of new Set(all.map(stretchOf))) {
    addPacked(bits, stretch, packItems(all.filter((no) => stretchOf(no) === stretch)));
  }
  return bits;
}

test("what is packed stretch by stretch is the same set", () => {
  fc.assert(
    fc.property(numbers, (all) => {
      expect(numbersIn(bitsOf(all))).toEqual(inOrder(all));
      expect(countBits(bitsOf(all))).toBe(all.length);
    }),
  );
});

test("a word of many items takes one bit for each item, and is the same set", () => {
  const many = Array.from({ length: 30_000 }, (_, index) => STRETCH + 2 * index);
  expect(packItems(many)).toHaveLength(STRETCH / 8);
  expect(packItems(many.slice(0, 100))).toHaveLength(200);
  expect(packItems(many.slice(0, STRETCH / 16 - 1)).length).toBeLessThan(STRETCH / 8);
  expect(numbersIn(bitsOf(many))).toEqual(many);
});

test("what is in both sets is kept", () => {
  fc.assert(
    fc.property(numbers, numbers, (some, others) => {
      const bits = bitsOf(some);
      keepBoth(bits, bitsOf(others));
      expect(numbersIn(bits)).toEqual(inOrder(some.filter((no) => others.includes(no))));
    }),
  );
});

test("there is room for one item more than the last, and what lies beyond is passed over", () => {
  const bits = emptyBits(STRETCH - 1);
  addBit(bits, STRETCH);
  addPacked(bits, 7, packItems([7 * STRETCH]));
  expect(numbersIn(bits)).toEqual([STRETCH]);
});
