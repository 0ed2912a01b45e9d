import { describe, expect, test } from "vitest";
import type { Rule } from "#lib/statistics/aggregation/aggregate.ts";
import type { Paired } from "./pairs.ts";
import { recommend } from "./recommendation.ts";
import { bestOf } from "./simplicity.ts";

/** Recommends among rules whose differences are known within a reach; certain beyond twice that. */
function recommended(accuracies: Partial<Record<Rule, number>>, reach: number, standard: Rule = "pooled") {
  const rows = Object.entries(accuracies).map(([rule, accuracy]) => ({ rule: rule as Rule, accuracy }));
  const compare = (first: Rule, second: Rule): Paired => {
    const difference = (accuracies[first] ?? 0) - (accuracies[second] ?? 0);
    return {
      ...{ difference, lower: difference - reach, upper: difference + reach, smallest: 3 * reach },
      isCertain: Math.abs(difference) > 2 * reach,
    };
  };
  return recommend(rows, compare, standard);
}

describe("what is recommended", () => {
  test("is the best where it is certainly better than all simpler rules", () => {
    expect(recommended({ pooled: 0.9, "spam-mixture": 0.8, majority: 0.7 }, 0.04)).toMatchObject({
      ...{ rule: "pooled", reason: "clearly-better", against: "spam-mixture" },
      difference: { difference: expect.closeTo(0.1, 12) },
    });
    expect(recommended({ pooled: 0.7, "dawid-skene": 0.9, majority: 0.7 }, 0.04)).toMatchObject({
      ...{ rule: "dawid-skene", reason: "clearly-better", against: "majority" },
    });
  });

  test("is probably better where an interval excludes 0, but not with all pairs counted", () => {
    expect(recommended({ pooled: 0.9, majority: 0.84 }, 0.04)).toMatchObject({
      ...{ rule: "pooled", reason: "probably-better", against: "majority" },
    });
  });

  test("is the simplest of those that gold cannot tell apart, where it would have shown five points", () => {
    expect(recommended({ majority: 0.8, "dawid-skene": 0.82, pooled: 0.83 }, 0.04)).toMatchObject({
      ...{ rule: "majority", reason: "not-distinguishable-so-simpler", against: "pooled" },
    });
    expect(recommended({ majority: 0.7, "dawid-skene": 0.82, pooled: 0.83 }, 0.04)).toMatchObject({
      ...{ rule: "dawid-skene", reason: "not-distinguishable-so-simpler", against: "pooled" },
    });
    expect(recommended({ majority: 0.83, pooled: 0.83 }, 0.04)).toMatchObject({
      ...{ rule: "majority", reason: "not-distinguishable-so-simpler", against: "pooled" },
    });
  });

  test("is what holds without gold where gold could not have shown five points", () => {
    expect(recommended({ majority: 0.8, "dawid-skene": 0.9, pooled: 0.83 }, 0.12)).toMatchObject({
      ...{ rule: "pooled", reason: "too-little-gold", against: "majority" },
    });
    expect(recommended({ majority: 0.85, pooled: 0.8 }, 0.12)).toMatchObject({
      ...{ rule: "pooled", reason: "too-little-gold", against: "majority" },
    });
  });

  test("is never a rule that is shown to be worse than the best", () => {
    expect(recommended({ majority: 0.85, "dawid-skene": 0.9, pooled: 0.6 }, 0.12)).toMatchObject({
      ...{ rule: "dawid-skene", reason: "too-little-gold", against: "majority" },
    });
    expect(recommended({ majority: 0.9, pooled: 0.6 }, 0.12)).toMatchObject({
      ...{ rule: "majority", reason: "clearly-better", against: "pooled" },
    });
    expect(recommended({ majority: 0.9, pooled: 0.75 }, 0.12)).toMatchObject({
      ...{ rule: "majority", reason: "probably-better", against: "pooled" },
    });
  });

  test("a rule alone has nothing to be compared with", () => {
    expect(recommended({ majority: 0.9 }, 0.1, "majority")).toEqual({
      ...{ rule: "majority", reason: "only-rule", against: null, difference: null },
    });
  });

  test("of equals the simpler is the best", () => {
    const [one, other] = [
      { rule: "majority", accuracy: 0.8 },
      { rule: "pooled", accuracy: 0.8 },
    ] as const;
    expect(bestOf([one, other])).toBe(one);
  });
});
