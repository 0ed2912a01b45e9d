import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ConfidenceMap, learnConfidenceMap, recalibrate } from "./recalibration.ts";

function learned(confidence: number[], isRight: number[]): ConfidenceMap {
  const found = learnConfidenceMap(confidence, isRight);
  if (found.reason !== null) throw new Error("must be defined");
  return found;
}

const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

describe("learnConfidenceMap", () => {
  test("of 40 items stated at .9 of which 32 were right, the map says .8 everywhere", () => {
    const map = learned(times(40, 0.9), [...times(32, 1), ...times(8, 0)]);
    expect(map.observed).toEqual([0.8]);
    expect(map.stated[0]).toBeCloseTo(0.9, 12);
    for (const confidence of [0, 0.5, 0.9, 1]) expect(recalibrate(map, confidence)).toBe(0.8);
  });

  test("keeps groups that rise and merges those that fall", () => {
    const stated = [...times(10, 0.9), ...times(10, 0.5), ...times(10, 0.7)];
    const right = [...times(9, 1), 0, ...times(4, 1), ...times(6, 0), ...times(2, 1), ...times(8, 0)];
    const map = learned(stated, right);
    expect(map.observed).toEqual([0.3, 0.9]);
    expect(map.stated[0]).toBeCloseTo(0.6, 12);
    expect(map.stated[1]).toBeCloseTo(0.9, 12);
  });

  test("merges backward as far as needed, weighing by size", () => {
    const stated = [...times(20, 0.2), ...times(10, 0.4), ...times(10, 0.6)];
    const right = [...times(10, 1), ...times(10, 0), ...times(8, 1), 0, 0, ...times(10, 0)];
    const map = learned(stated, right);
    expect(map.observed).toEqual([18 / 40]);
    expect(map.stated[0]).toBeCloseTo(0.35, 12);
  });

  test("needs 30 items", () => {
    expect(learnConfidenceMap(times(29, 0.5), times(29, 1))).toEqual({ value: null, reason: "too-few" });
    expect(learnConfidenceMap(times(30, 0.5), times(30, 1)).reason).toBeNull();
  });

  test("is the never-falling curve nearest in squares: the min-max formula of Barlow and others 1972", () => {
    const answer = fc.tuple(fc.nat(8), fc.nat(1));
    fc.assert(
      fc.property(fc.array(answer, { minLength: 30, maxLength: 50 }), (answers) => {
        const stated = answers.map(([tenth]) => tenth / 10);
        const right = answers.map(([, isRight]) => isRight);
        const map = learned(stated, right);
        const values = [...new Set(stated)].sort((a, b) => a - b);
        const mean = (from: number, to: number) => {
          const own = right.filter((_, i) => stated[i] >= from && stated[i] <= to);
          return own.reduce((sum, one) => sum + one, 0) / own.length;
        };
        for (const value of values) {
          const lower = values.filter((v) => v <= value);
          const upper = values.filter((v) => v >= value);
          const fitted = Math.max(...lower.map((from) => Math.min(...upper.map((to) => mean(from, to)))));
          expect(map.observed.some((observed) => Math.abs(observed - fitted) < 1e-9)).toBe(true);
        }
        for (let j = 1; j < map.observed.length; j++) {
          expect(map.observed[j]).toBeGreaterThan(map.observed[j - 1]);
          expect(map.stated[j]).toBeGreaterThan(map.stated[j - 1]);
        }
      }),
    );
  });
});

describe("recalibrate", () => {
  const map = { stated: [0.4, 0.6, 0.9], observed: [0.2, 0.5, 0.8] };

  test("reads its points, straight lines between them, and is flat beyond", () => {
    expect(recalibrate(map, 0.4)).toBe(0.2);
    expect(recalibrate(map, 0.6)).toBe(0.5);
    expect(recalibrate(map, 0.5)).toBeCloseTo(0.35, 12);
    expect(recalibrate(map, 0.7)).toBeCloseTo(0.6, 12);
    expect(recalibrate(map, 0.1)).toBe(0.2);
    expect(recalibrate(map, 1)).toBe(0.8);
  });
});
