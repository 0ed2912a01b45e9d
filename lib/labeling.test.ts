import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  firstRatings,
  groupRatings,
  keepRatings,
  labelingFromMatrix,
  labelingFromTriples,
  latestRatings,
} from "./labeling.ts";

const FIVE = labelingFromTriples({ items: 2, annotators: 3, levels: 4 }, [
  [0, 2, 3],
  [1, 0, 1],
  [0, 1, 0],
  [0, 2, 1],
  [1, 1, 2],
]);

function rowsOf({ item, annotator, label }: typeof FIVE): number[][] {
  return Array.from(item, (i, r) => [i, annotator[r], label[r]]);
}

test("a labeling keeps the order in which ratings were given", () => {
  expect(rowsOf(FIVE)).toEqual([
    [0, 2, 3],
    [1, 0, 1],
    [0, 1, 0],
    [0, 2, 1],
    [1, 1, 2],
  ]);
});

test("a table has one row per item, and missing ratings are absent", () => {
  const found = labelingFromMatrix([[0, null, 2], [], [null, 1]], 3);
  expect(found).toMatchObject({ items: 3, annotators: 3, levels: 3 });
  expect(rowsOf(found)).toEqual([
    [0, 0, 0],
    [0, 2, 2],
    [2, 1, 1],
  ]);
});

describe("choosing ratings", () => {
  test("keeps numbers and order", () => {
    const kept = keepRatings(FIVE, Uint8Array.of(0, 1, 0, 1, 0));
    expect(kept).toMatchObject({ items: 2, annotators: 3, levels: 4 });
    expect(rowsOf(kept)).toEqual([
      [1, 0, 1],
      [0, 2, 1],
    ]);
  });

  test("takes the first of each item in the order given", () => {
    expect(rowsOf(firstRatings(FIVE, 2))).toEqual([
      [0, 2, 3],
      [1, 0, 1],
      [0, 1, 0],
      [1, 1, 2],
    ]);
    expect(firstRatings(FIVE, 0).item).toHaveLength(0);
    expect(firstRatings(FIVE, 9)).toEqual(FIVE);
  });

  test("takes the latest of each item and annotator", () => {
    expect(rowsOf(latestRatings(FIVE))).toEqual([
      [1, 0, 1],
      [0, 1, 0],
      [0, 2, 1],
      [1, 1, 2],
    ]);
  });
});

test("what is kept of repeated ratings is the last of each pair, whatever the pairs", () => {
  const triple = fc.tuple(fc.nat(5), fc.nat(3), fc.nat(2));
  fc.assert(
    fc.property(fc.array(triple, { maxLength: 40 }), (triples) => {
      const labeling = labelingFromTriples({ items: 6, annotators: 4, levels: 3 }, triples);
      const last = triples.filter(([item, annotator], r) => {
        return !triples.slice(r + 1).some((later) => later[0] === item && later[1] === annotator);
      });
      expect(rowsOf(latestRatings(labeling))).toEqual(last);
    }),
  );
});

test("groups hold every rating once, in the order given", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5), { maxLength: 40 }), (keys) => {
      const { start, rating } = groupRatings(Int32Array.from(keys), 6);
      for (let g = 0; g < 6; g++) {
        const own = [...rating.subarray(start[g], start[g + 1])];
        expect(own).toEqual(keys.flatMap((key, r) => (key === g ? [r] : [])));
      }
    }),
  );
});
