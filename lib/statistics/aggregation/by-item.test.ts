import fc from "fast-check";
import { expect, test } from "vitest";
import { labelingFromTriples } from "#lib/labeling.ts";
import { byItem } from "./by-item.ts";

test("ratings of the items 1 0 1 start at 0 1 3, in their old order", () => {
  const index = byItem(
    labelingFromTriples({ items: 2, annotators: 3, levels: 4 }, [
      [1, 2, 3],
      [0, 1, 0],
      [1, 0, 2],
    ]),
  );
  expect(index).toMatchObject({ items: 2, annotators: 3, levels: 4 });
  expect([...index.start]).toEqual([0, 1, 3]);
  expect([...index.key]).toEqual([4, 11, 2]);
});

test("items without ratings take no room", () => {
  const index = byItem(labelingFromTriples({ items: 4, annotators: 1, levels: 2 }, [[2, 0, 1]]));
  expect([...index.start]).toEqual([0, 0, 0, 1, 1]);
});

test("is a stable sort by item", () => {
  const triple = fc.tuple(fc.nat(4), fc.nat(2), fc.nat(2));
  fc.assert(
    fc.property(fc.array(triple, { maxLength: 40 }), (triples) => {
      const { start, key } = byItem(labelingFromTriples({ items: 5, annotators: 3, levels: 3 }, triples));
      for (let item = 0; item < 5; item++) {
        const own = triples.filter((rating) => rating[0] === item).map(([, a, label]) => a * 3 + label);
        expect([...key.subarray(start[item], start[item + 1])]).toEqual(own);
      }
    }),
  );
});
