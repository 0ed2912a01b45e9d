import { describe, expect, test } from "vitest";
import { studentQuantile } from "#lib/statistics/numeric/student.ts";
import { comparePair } from "./pairs.ts";

/** This many items on which both are right, only the first, only the second. */
function pair(both: number, first: number, second: number, pairs = 1) {
  const of = (...parts: [number, number][]) =>
    parts.flatMap(([count, value]) => new Array(count).fill(value));
  const one = of([both, 1], [first, 1], [second, 0]);
  const other = of([both, 1], [first, 0], [second, 1]);
  return comparePair(one, other, new Array(one.length).fill(1), pairs);
}

describe("two rules on the same gold", () => {
  test("differ by the items on which only one is right", () => {
    expect(pair(80, 15, 5).difference).toBeCloseTo(0.1, 12);
    expect(pair(80, 5, 15).difference).toBeCloseTo(-0.1, 12);
  });

  test("have the interval of Bonett and Price, with Student's quantile", () => {
    // (15 + 1) / 102 and (5 + 1) / 102 differ by 10 / 102.
    const { lower, upper } = pair(80, 15, 5);
    const [p, q] = [16 / 102, 6 / 102];
    const error = Math.sqrt((p + q - (p - q) ** 2) / 102);
    const reach = studentQuantile(0.975, 101) * error;
    expect(lower).toBeCloseTo(p - q - reach, 12);
    expect(upper).toBeCloseTo(p - q + reach, 12);
  });

  test("are not certain to differ where they agree everywhere, or where there are few items", () => {
    expect(pair(50, 0, 0)).toMatchObject({ difference: 0, isCertain: false });
    expect(pair(0, 3, 0)).toMatchObject({ difference: 1, isCertain: false });
    expect(pair(0, 3, 0).lower).toBeLessThan(0);
    expect(pair(0, 3, 0).upper).toBeLessThanOrEqual(1);
  });

  test("must differ by more the more pairs are compared, while the interval stays", () => {
    const [alone, among] = [pair(80, 15, 4), pair(80, 15, 4, 21)];
    expect(alone.isCertain).toBe(true);
    expect(among.isCertain).toBe(false);
    expect(among.lower).toBe(alone.lower);
    expect(among.smallest).toBeGreaterThan(alone.smallest);
  });

  test("the smallest difference that would be shown shrinks with the gold", () => {
    expect(pair(320, 60, 20).smallest).toBeLessThan(pair(80, 15, 5).smallest);
    expect(pair(80, 15, 5).smallest).toBeGreaterThan(pair(80, 15, 5).upper - pair(80, 15, 5).difference);
  });

  test("count gold by what it stands for", () => {
    const first = [1, 1, 0, 0];
    const second = [0, 1, 1, 0];
    expect(comparePair(first, second, [1, 1, 1, 1], 1).difference).toBe(0);
    expect(comparePair(first, second, [2, 1, 0.5, 0.5], 1).difference).toBeCloseTo(1.5 / 4, 12);
    const uneven = comparePair(first, second, [2, 1, 0.5, 0.5], 1);
    const even = comparePair(first, second, [1, 1, 1, 1], 1);
    expect(uneven.upper - uneven.lower).toBeGreaterThan(even.upper - even.lower);
  });
});

describe("an assistant", () => {
  /** Twenty golds: the rules differ on the first four, three of them for the first. What is expected of them and of others. */
  const first = Array.from({ length: 20 }, (_, g) => (g === 3 ? 0 : 1));
  const second = Array.from({ length: 20 }, (_, g) => (g < 3 ? 0 : 1));
  const weight = new Array<number>(20).fill(1);
  const expect_ = (golds: number, others: number, size: number) => ({
    first: {
      golds: Float64Array.from({ length: 20 }, (_, g) => (g < 4 ? golds : 0)),
      others: new Float64Array(size).fill(others),
    },
    second: { golds: new Float64Array(20), others: new Float64Array(size) },
  });
  const alone = comparePair(first, second, weight, 1);

  test("adds λ times what it expects of the others, less that on gold", () => {
    // λ = (1 + .5 · 2) / (1 + 4 · .25) = 1, and gold was expected to differ by 4 · .5 / 20.
    const { difference } = comparePair(first, second, weight, 1, expect_(0.5, 0.3, 50));
    expect(difference).toBeCloseTo(alone.difference + 0.3 - 0.1, 12);
  });

  test("that expects the opposite counts less, and the more it is wrong the less", () => {
    // λ = (1 - .8 · 2) / (1 + 4 · .64) is below 0.
    expect(comparePair(first, second, weight, 1, expect_(-0.8, -0.5, 50))).toEqual(alone);
  });

  test("without other items says nothing", () => {
    expect(comparePair(first, second, weight, 1, expect_(0.5, 0.3, 0))).toEqual(alone);
  });

  test("makes the interval narrower where it foresees the difference, wider where others vary", () => {
    const seen = { ...expect_(0, 0, 40) };
    const golds = first.map((right, g) => right - (second[g] ?? 0));
    const sure = { ...seen, first: { golds: Float64Array.from(golds), others: new Float64Array(40) } };
    const width = ({ lower, upper }: { lower: number; upper: number }) => upper - lower;
    const narrow = comparePair(first, second, weight, 1, sure);
    expect(width(narrow)).toBeLessThan(width(alone));
    const varied = Float64Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? 1 : -1));
    const wide = comparePair(first, second, weight, 1, { ...sure, first: { ...sure.first, others: varied } });
    expect(width(wide)).toBeGreaterThan(width(narrow));
  });
});
