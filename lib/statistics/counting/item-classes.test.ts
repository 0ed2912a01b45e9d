import { describe, expect, test } from "vitest";
import { type Labeling, labelingFromTriples } from "#lib/labeling.ts";
import { readRatings } from "#lib/statistics/agreement/published.fixture.ts";
import { classesFromCounts, collapse } from "./item-classes.ts";

describe("collapse", () => {
  test("items rated 1,2 and 2,1 are one class; order is by size, then from the highest level down", () => {
    const { classes, classOf } = collapse(readRatings("12 21 33 ... 1. 11", 3));
    expect(classes.count).toBe(4);
    expect([...classes.size]).toEqual([1, 2, 2, 2]);
    expect([...classes.items]).toEqual([1, 1, 2, 1]);
    expect([...classes.histogram]).toEqual([1, 0, 0, 2, 0, 0, 1, 1, 0, 0, 0, 2]);
    expect([...classOf()]).toEqual([2, 2, 3, -1, 0, 1]);
    expect(classOf()).toBe(classOf());
  });

  test("knows nothing of a labeling without ratings", () => {
    const { classes, classOf } = collapse(labelingFromTriples({ items: 2, annotators: 0, levels: 5 }, []));
    expect(classes.count).toBe(0);
    expect([...classOf()]).toEqual([-1, -1]);
  });

  // 7, 63 and 32 767 ratings of one level are the limits of the packed layouts; one more must not spill over.
  test.each([7, 8, 63, 64, 32_767, 32_768])("counts %d equal ratings of one item exactly", (times) => {
    for (const levels of [2, 5, 7]) {
      for (const level of [0, levels - 1]) {
        const labeling = repeated(levels, [
          [0, level, times],
          [1, 1, 2],
        ]);
        for (const items of [2, 10_000]) {
          const { classes, classOf } = collapse({ ...labeling, items });
          expect([...classes.size]).toEqual([2, times]);
          expect(classes.histogram[levels + level]).toBe(times);
          expect([...classOf().slice(0, 3)]).toEqual(items === 2 ? [1, 0] : [1, 0, -1]);
        }
      }
    }
  });

  test("refuses a label that is not on the scale", () => {
    expect(() => collapse(labelingFromTriples({ items: 1, annotators: 1, levels: 2 }, [[0, 0, 2]]))).toThrow(
      RangeError,
    );
  });

  test("finds thousands of different classes", () => {
    // Item i has i ratings of the first of nine levels and one of the last: every histogram is another one.
    const parts: [number, number, number][] = [];
    for (let i = 0; i < 3000; i++) parts.push([i, 0, (i % 60) + 1], [i, 4, Math.floor(i / 60)], [i, 8, 1]);
    const labeling = repeated(9, parts);
    const { classes, classOf } = collapse(labeling);
    expect(classes.count).toBe(3000);
    expect(new Set(classOf()).size).toBe(3000);
    for (const item of [0, 59, 60, 2999]) {
      const at = classOf()[item] * 9;
      expect([...classes.histogram.slice(at, at + 9)]).toEqual([
        (item % 60) + 1,
        0,
        0,
        0,
        Math.floor(item / 60),
        0,
        0,
        0,
        1,
      ]);
    }
  });
});

test("classes from counts leave out rows without ratings or items", () => {
  const classes = classesFromCounts(
    [
      [0, 2],
      [0, 0],
      [1, 0],
      [1, 1],
    ],
    [2, 5, 1, 0],
    2,
  );
  expect([...classes.size]).toEqual([1, 2]);
  expect([...classes.items]).toEqual([1, 2]);
  expect([...classes.histogram]).toEqual([1, 0, 0, 2]);
});

function repeated(
  levels: number,
  parts: readonly (readonly [item: number, level: number, times: number])[],
): Labeling {
  const triples = parts.flatMap(([item, level, times]) =>
    Array.from({ length: times }, () => [item, 0, level] as [number, number, number]),
  );
  const items = parts.reduce((most, [item]) => Math.max(most, item + 1), 0);
  return labelingFromTriples({ items, annotators: 1, levels }, triples);
}
