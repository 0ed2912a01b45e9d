import { describe, expect, test } from "vitest";
import { METHODS } from "#lib/dataset/schema.ts";
import type { Rule } from "#lib/statistics/aggregation/aggregate.ts";
import { type Bench, benchRules } from "#lib/statistics/aggregation/bench/bench.ts";
import type { RecommendationReason } from "#lib/statistics/aggregation/bench/recommendation.ts";
import { goldLabels } from "#lib/statistics/aggregation/gold-labels.ts";
import { carefulPeople, simulate } from "#lib/statistics/aggregation/published.fixture.ts";
import { createRandom } from "#lib/statistics/numeric/random.ts";
import { benchInWords, recommendationInWords, surestInWords } from "./words.ts";

const { labeling, truth } = simulate(carefulPeople(5), { items: 80, each: 3, levels: 4, seed: 17 });

function benchOf(golds: number): Bench {
  const gold = goldLabels(
    80,
    Array.from({ length: golds }, (_, i) => [i, [truth[i] ?? 0]] as const),
  );
  const rules = METHODS.filter((rule) => rule !== "mace");
  return benchRules(labeling, gold, { rules, deals: 2, random: createRandom(1) });
}

describe("the recommendation in words", () => {
  const bench = benchOf(40);
  const scored = (rule: Rule) => {
    const scores = bench.rows.find((row) => row.rule === rule)?.scores;
    if (scores?.reason !== null) throw new Error("no scores");
    return `${Math.round(100 * scores.accuracy)}%`;
  };
  const said = (rule: Rule, against: Rule, reason: RecommendationReason) => {
    const difference = {
      ...{ difference: 0.052, lower: 0.01, upper: 0.09, isCertain: true, smallest: 0.04 },
    };
    return recommendationInWords({ ...bench, recommendation: { rule, against, reason, difference } });
  };

  test("says how much better the best is, and whether that may be chance", () => {
    const right = `Weighted consensus is right on ${scored("pooled")} of your gold, 5 points more than the plain vote.`;
    expect(said("pooled", "majority", "clearly-better")).toBe(
      `${right} On 40 gold items, that is not chance.`,
    );
    expect(said("pooled", "majority", "probably-better")).toBe(
      `${right} On 40 gold items, that is probably not chance.`,
    );
  });

  test("says that the simpler of equals is taken", () => {
    expect(said("majority", "wawa", "not-distinguishable-so-simpler")).toBe(
      `The plain vote is right on ${scored("majority")} of your gold, Wawa on ${scored("wawa")}. On 40 gold items they cannot be told apart, so the simpler one is recommended.`,
    );
  });

  test("says where gold decides nothing", () => {
    expect(recommendationInWords(benchOf(0))).toBe(
      "No gold answers yet, so no method can be measured. Weighted consensus is recommended.",
    );
    expect(recommendationInWords(benchOf(3))).toBe(
      "3 gold items cannot decide between methods. Weighted consensus is recommended.",
    );
  });

  test("under the table stands what this gold can tell", () => {
    const least = Math.min(...bench.pairs.map(({ smallest }) => smallest));
    expect(benchInWords(bench)).toContain(
      `This gold shows differences of about ${Math.round(100 * least)} points or more.`,
    );
    const unequal = { ...bench, gold: { ...bench.gold, answers: 5.2, otherAnswers: 3 } };
    expect(benchInWords(unequal)).toContain("Gold has 5.2 answers each, other items 3.0");
  });
});

test("the surest labels: what they said, how many were right, with interval and n", () => {
  const point = { n: 31, stated: 0.953, observed: 0.9355, interval: { lower: 0.793, upper: 0.982 } };
  expect(surestInWords(point)).toBe(
    "Labels said to be 95% sure were right 94% of the time (95% interval 79–98%, on 31 gold items).",
  );
});
