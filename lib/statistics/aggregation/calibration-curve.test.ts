import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calibrationCurve } from "./calibration-curve.ts";

describe("calibrationCurve", () => {
  test("cuts labels into five groups of equal size, in the order of confidence", () => {
    const confidence = Array.from({ length: 75 }, (_, i) => (74 - i) / 75);
    const isRight = confidence.map((value) => (value >= 0.2 ? 1 : 0));
    const points = calibrationCurve(confidence, isRight);
    expect(points.map(({ n, observed }) => [n, observed])).toEqual([
      [15, 0],
      [15, 1],
      [15, 1],
      [15, 1],
      [15, 1],
    ]);
    expect(points[1]?.stated).toBeCloseTo(22 / 75, 12);
  });

  test("gives each share Wilson's interval", () => {
    // R. G. Newcombe, Statistics in Medicine 17, 1998, table I, method 3: 15 of 148.
    const [point] = calibrationCurve(
      Array.from({ length: 148 }, () => 0.1),
      Array.from({ length: 148 }, (_, i) => (i < 15 ? 1 : 0)),
    );
    expect(point?.interval.lower).toBeCloseTo(0.0624, 4);
    expect(point?.interval.upper).toBeCloseTo(0.1605, 4);
  });

  test("says nothing below 15 labels, and one point below 30", () => {
    const even = (n: number) => Array.from({ length: n }, (_, i) => i / n);
    expect(calibrationCurve(even(14), even(14))).toEqual([]);
    expect(calibrationCurve(even(29), new Uint8Array(29))).toHaveLength(1);
  });

  test("every label is in one group, equal confidences in the same", () => {
    const row = fc.tuple(fc.constantFrom(0.2, 0.4, 0.5, 0.9, 0.91, 1), fc.integer({ min: 0, max: 1 }));
    fc.assert(
      fc.property(fc.array(row, { minLength: 15, maxLength: 90 }), (rows) => {
        const confidence = rows.map(([value]) => value);
        const points = calibrationCurve(
          confidence,
          rows.map(([, right]) => right),
        );
        const right = points.reduce((sum, { n, observed }) => sum + n * observed, 0);
        expect(points.reduce((sum, { n }) => sum + n, 0)).toBe(rows.length);
        expect(right).toBeCloseTo(rows.filter(([, one]) => one === 1).length, 9);
        for (const [at, { stated }] of points.entries()) {
          expect(stated).toBeGreaterThan(points[at - 1]?.stated ?? -1);
        }
        const distinct = new Set(confidence).size;
        expect(points.length).toBeLessThanOrEqual(Math.min(5, distinct));
      }),
    );
  });
});
