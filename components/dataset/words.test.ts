import { describe, expect, test } from "vitest";
import type { Stage } from "#lib/dataset/rules/progress.ts";
import { METHODS } from "#lib/dataset/schema.ts";
import type { Rule } from "#lib/statistics/aggregation/aggregate.ts";
import { type Bench, benchRules } from "#lib/statistics/aggregation/bench/bench.ts";
import type { RecommendationReason } from "#lib/statistics/aggregation/bench/recommendation.ts";
import { goldLabels } from "#lib/statistics/aggregation/gold-labels.ts";
import { carefulPeople, simulate } from "#lib/statistics/aggregation/published.fixture.ts";
import { createRandom } from "#lib/statistics/numeric/random.ts";
import { benchInWords, progressInWords, recommendationInWords, surestInWords } from "./words.ts";

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

describe("a version that is built says", () => {
  const at = (stage: Stage, rows: number, of: number | null, spentMs = 60_000) =>
    progressInWords({ stage, rows, of, since: 1_000_000, at: 1_000_000 + spentMs });

  test("that it waits before anybody takes it", () => {
    expect(progressInWords(null)).toEqual({ label: "Waiting to start", note: "" });
  });

  test("how much of how much is written, and how long the rest takes at that pace", () => {
    expect(at("judgments", 1_200_000, 3_000_000, 80_000)).toEqual({
      label: "Writing judgments",
      note: "1.2 of 3.0 million rows, about 2 minutes left",
    });
    expect(at("labels", 12_000, 300_000, 30_000).note).toBe("12,000 of 300,000 rows, about 12 minutes left");
    expect(at("labels", 200_000, 300_000).note).toBe("200,000 of 300,000 rows, less than a minute left");
  });

  test("no time before there is a pace, nor when all is written", () => {
    expect(at("labels", 500, 300_000, 1_000).note).toBe("500 of 300,000 rows");
    expect(at("labels", 0, 300_000).note).toBe("0 of 300,000 rows");
    expect(at("labels", 300_000, 300_000).note).toBe("300,000 of 300,000 rows");
  });

  test("what else is done to it", () => {
    expect(at("reading", 1_250_000, null)).toEqual({
      label: "Reading judgments",
      note: "1.3 million read",
    });
    expect(at("computing", 3_000_000, null)).toEqual({
      label: "Making labels",
      note: "from 3,000,000 judgments",
    });
    expect(at("closing", 0, null)).toEqual({ label: "Finishing", note: "" });
  });
});
