import { expect, test } from "vitest";
import type { Took } from "./replay.ts";
import { neededFor, savingOf } from "./saving.ts";

const points = [
  { accuracy: 0.6, judgments: 1 },
  { accuracy: 0.7, judgments: 2 },
  { accuracy: 0.8, judgments: 3 },
];

test("a fixed number for an accuracy lies on the line between two, and at the ends", () => {
  expect(neededFor(points, 0.75)).toBeCloseTo(2.5, 12);
  expect(neededFor(points, 0.5)).toBe(1);
  expect(neededFor(points, 0.9)).toBe(3);
});

test("what is saved is relative to that, with an interval that is nothing where all items are alike", () => {
  const took = (right: number, judgments: number): Took => ({
    right: new Float64Array(40).fill(right),
    judgments: new Float64Array(40).fill(judgments),
  });
  // Ten replays: right in 6, 7 and 8 of them.
  const fixed = [took(6, 10), took(7, 20), took(8, 30)];
  const found = savingOf({ fixed, adaptive: took(7.5, 20) }, [...new Array(40).keys()], 10, 1);
  expect(found.saved).toBeCloseTo(1 - 2 / 2.5, 12);
  expect(found.within).toBeCloseTo(0, 9);
  expect(found.doesRise).toBe(true);
  const flat = savingOf({ fixed: [took(6, 10), took(6, 20)], adaptive: took(6, 15) }, [0, 1], 10, 1);
  expect(flat.doesRise).toBe(false);
});
