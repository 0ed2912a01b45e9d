import { describe, expect, test } from "vitest";
import {
  HAYES,
  KRIPPENDORFF,
  ONE_DISAGREES,
  readRatings,
} from "#lib/statistics/agreement/published.fixture.ts";
import { bootstrapAlpha } from "./alpha-bootstrap.ts";

describe("the bootstrap over items", () => {
  // 40 000 replicates of whole items with numpy; standard error of a limit from 10 000 replicates is below .002.
  test("has the interval of the reference on Hayes' articles", () => {
    const boot = bootstrapAlpha(HAYES, "ordinal", { seed: 7, replicates: 10_000 });
    if (boot.reason !== null) throw new Error(boot.reason);
    expect(boot.value.lower).toBeCloseTo(0.6242, 1.9);
    expect(boot.value.upper).toBeCloseTo(0.8421, 1.9);
    expect(Math.abs(boot.mean - 0.7475)).toBeLessThan(0.003);
    expect(Math.abs(boot.standardError - 0.0558)).toBeLessThan(0.002);
    expect(boot.undefinedReplicates).toBe(0);
  });

  test("reaches from .45 to 1 on Krippendorff's twelve units", () => {
    const boot = bootstrapAlpha(KRIPPENDORFF, "ordinal", { seed: 1, replicates: 10_000 });
    expect(boot.value?.lower).toBeCloseTo(0.4477, 1.5);
    expect(boot.value?.upper).toBe(1);
  });

  test("is the same for the same seed, and another for another", () => {
    const of = (seed: number) => bootstrapAlpha(HAYES, "ordinal", { seed });
    expect(of(3)).toEqual(of(3));
    expect(of(3).value).not.toEqual(of(4).value);
  });

  test("keeps 1000 sorted replicates and narrows with less confidence", () => {
    const wide = bootstrapAlpha(HAYES, "interval", { seed: 1 });
    const narrow = bootstrapAlpha(HAYES, "interval", { seed: 1, confidence: 0.5 });
    if (wide.reason !== null || narrow.reason !== null) throw new Error("undefined");
    expect(wide.sorted.length).toBe(1000);
    expect(wide.sorted).toEqual(wide.sorted.slice().sort());
    const squares = wide.sorted.reduce((sum, alpha) => sum + (alpha - wide.mean) ** 2, 0);
    expect(wide.standardError).toBeCloseTo(Math.sqrt(squares / 999), 12);
    expect(narrow.value.lower).toBeGreaterThan(wide.value.lower);
    expect(narrow.value.upper).toBeLessThan(wide.value.upper);
  });

  // Without the one item that differs every rating is equal: (4/5)^5 of the replicates.
  test("counts replicates without variation and does not turn them into 1", () => {
    const boot = bootstrapAlpha(ONE_DISAGREES, "ordinal", { seed: 5, replicates: 4000 });
    if (boot.reason !== null) throw new Error(boot.reason);
    expect(Math.abs(boot.undefinedReplicates / 4000 - 0.8 ** 5)).toBeLessThan(0.03);
    expect(boot.sorted.length + boot.undefinedReplicates).toBe(4000);
    expect(boot.sorted.at(-1)).toBeLessThan(0.1);
  });

  test("uses the declared values", () => {
    const of = (values: number[]) => bootstrapAlpha(HAYES, "interval", { seed: 1, values }).value;
    expect(of([0, 1, 2, 3])).toEqual(bootstrapAlpha(HAYES, "interval", { seed: 1 }).value);
    expect(of([0, 1, 2, 9])).not.toEqual(of([0, 1, 2, 3]));
  });

  test("is undefined without pairs, with one item and without variation", () => {
    const reason = (words: string) => bootstrapAlpha(readRatings(words, 3), "ordinal", { seed: 1 }).reason;
    expect(reason("1. .2")).toBe("no-pairs");
    expect(reason("12 3.")).toBe("too-few");
    expect(reason("11 11")).toBe("no-variation");
    expect(bootstrapAlpha(readRatings("11 11", 3), "ordinal", { seed: 1 }).undefinedReplicates).toBe(1000);
  });
});
