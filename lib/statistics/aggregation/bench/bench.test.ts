import { describe, expect, test } from "vitest";
import { type Labeling, labelingFromMatrix } from "#lib/labeling.ts";
import { aggregate, RULES, type Rule } from "#lib/statistics/aggregation/aggregate.ts";
import { goldLabels } from "#lib/statistics/aggregation/gold-labels.ts";
import { weighGold } from "#lib/statistics/aggregation/pool/gold-weight.ts";
import { opinionsOf } from "#lib/statistics/aggregation/pool/opinions.ts";
import { carefulPeople, simulate } from "#lib/statistics/aggregation/published.fixture.ts";
import { createRandom } from "#lib/statistics/numeric/random.ts";
import { type BenchOptions, benchRules } from "./bench.ts";
import { dealItems, hideGold, ratedGold } from "./deals.ts";

const crowd = [...carefulPeople(3), { spam: 1, bias: 0, noise: 1 }];
const { labeling, truth } = simulate(crowd, { items: 60, each: 3, levels: 4, seed: 17 });
const gold = goldLabels(
  60,
  truth.slice(0, 40).map((actual, i) => [i, [actual]] as const),
);

function run(options: Partial<BenchOptions> = {}, known = gold, of: Labeling = labeling) {
  return benchRules(of, known, { random: createRandom(1), isGoldByLevel: false, ...options });
}

/** Labels of every gold by hand: one deal of the same random numbers, one fit for each part. */
function byHand(rule: Rule, folds: number, known = gold) {
  const label = new Int8Array(60);
  for (const part of dealItems(ratedGold(labeling, known), folds, createRandom(1))) {
    const found = aggregate(labeling, { rule, gold: hideGold(known, part), isGoldByLevel: false });
    for (const i of part) label[i] = found.label[i];
  }
  return label;
}

describe("benchRules", () => {
  test("scores every rule on all gold, in the order asked, with an interval around it", () => {
    const { rows } = run({ seeds: [1], deals: 2 });
    expect(rows.map(({ rule }) => rule)).toEqual([...RULES]);
    for (const { scores } of rows) {
      if (scores.reason !== null) throw new Error(scores.reason);
      expect(scores.n).toBe(40);
      expect(scores.interval.lower).toBeLessThan(scores.accuracy);
      expect(scores.interval.upper).toBeGreaterThan(scores.accuracy);
    }
  });

  test("scores the label that is handed out, not another one of the same rule", () => {
    const unsure = simulate(carefulPeople(6, 1.5), { items: 300, each: 5, levels: 5, seed: 4 });
    const known = goldLabels(
      300,
      unsure.truth.map((actual, i) => [i, [actual]] as const),
    );
    for (const rule of ["mean", "majority", "wawa", "median"] as const) {
      const [row] = run({ rules: [rule] }, known, unsure.labeling).rows;
      const { label } = aggregate(unsure.labeling, { rule, gold: known });
      const distance = unsure.truth.reduce((sum, actual, i) => sum + Math.abs(actual - label[i]), 0);
      const right = unsure.truth.filter((actual, i) => actual === label[i]).length;
      expect(row.scores).toMatchObject({
        accuracy: expect.closeTo(right / 300, 12),
        meanAbsoluteError: expect.closeTo(distance / 300, 12),
        deals: 1,
      });
    }
  });

  test.each(["dawid-skene", "trust-weighted", "pooled"] as const)(
    "%s predicts each part from the gold of the others only, as can be done by hand",
    (rule) => {
      // The first item's gold is wrong on purpose: seen, a model would repeat it.
      const known = gold.slice();
      known[0] = 1 << ((truth[0] + 2) % 4);
      const { rows } = run({ rules: [rule], folds: 4, deals: 1 }, known);
      const label = byHand(rule, 4, known);
      const right = truth.slice(0, 40).filter((_, i) => 1 << label[i] === known[i]).length;
      expect(rows[0].scores).toMatchObject({ accuracy: expect.closeTo(right / 40, 12), deals: 1 });
      expect(1 << label[0]).not.toBe(known[0]);
    },
  );

  test.each(["pooled", "spam-mixture"] as const)("%s is scored on the level that is asked for", (rule) => {
    const unsure = simulate(carefulPeople(6, 1.5), { items: 200, each: 3, levels: 5, seed: 4 });
    const known = goldLabels(
      200,
      unsure.truth.slice(0, 80).map((actual, i) => [i, [actual]] as const),
    );
    const errorOf = (decision: "most-probable" | "least-distance") => {
      const [row] = run({ rules: [rule], decision, deals: 2 }, known, unsure.labeling).rows;
      return row.scores.reason === null ? row.scores.meanAbsoluteError : Number.NaN;
    };
    expect(errorOf("least-distance")).toBeLessThan(errorOf("most-probable"));
  });

  test("many deals are averaged, the same seed deals the same", () => {
    const accuracies = (deals: number, seed = 1) => {
      const [row] = run({ rules: ["pooled"], deals, random: createRandom(seed) }).rows;
      return row.scores.reason === null ? row.scores.logLoss : null;
    };
    expect(accuracies(3)).toBe(accuracies(3));
    const random = createRandom(1);
    const alone = [1, 2, 3].map(() => {
      const [row] = run({ rules: ["pooled"], deals: 1, random }).rows;
      return row.scores.reason === null ? (row.scores.logLoss ?? 0) : 0;
    });
    expect(new Set(alone).size).toBe(3);
    expect(accuracies(3)).toBeCloseTo((alone[0] + alone[1] + alone[2]) / 3, 12);
  });

  test("fits that gold takes part in are dealt less often where there are many ratings", () => {
    const many = simulate(carefulPeople(9), { items: 700, each: 3, levels: 3, seed: 2 });
    const known = goldLabels(
      700,
      many.truth.slice(0, 20).map((actual, i) => [i, [actual]] as const),
    );
    const rules = ["majority", "one-coin", "pooled"] as const;
    const { rows } = run({ rules, deals: 6 }, known, many.labeling);
    const deals = rows.map(({ scores }) => (scores.reason === null ? scores.deals : 0));
    // 50,000 ratings in all: four times five fits of 2,100.
    expect(deals).toEqual([1, 4, 6]);
  });

  test("medians state no confidence", () => {
    const [row] = run({ rules: ["median"] }).rows;
    expect(row.scores).toMatchObject({ logLoss: null, calibration: null });
  });

  test("gold by level is weighed to the levels of the items, for accuracy and for pairs", () => {
    const chosen = { isGoldByLevel: true, rules: ["majority", "median"] as const };
    const bench = run(chosen);
    const golds = weighGold(opinionsOf(labeling), gold, true);
    const { label } = aggregate(labeling, { rule: "majority", gold });
    const accuracy = golds.reduce(
      (sum, { item, weight }) => sum + (label[item] === truth[item] ? weight : 0) / golds.length,
      0,
    );
    expect(bench.rows[0].scores).toMatchObject({ accuracy: expect.closeTo(accuracy, 12) });
    expect(bench.gold.effective).toBeLessThan(40);
    expect(run({ rules: ["majority"] }).gold.effective).toBe(40);
  });

  test("a key of several levels is met by each of them", () => {
    const votes = labelingFromMatrix(
      [
        [0, 0],
        [1, 1],
        [2, 2],
        [0, 0],
        [1, 1],
      ],
      3,
    );
    const wide = goldLabels(
      5,
      [0, 1, 2, 3, 4].map((i) => [i, [0, 1]] as const),
    );
    const [row] = run({ rules: ["majority"] }, wide, votes).rows;
    expect(row.scores).toMatchObject({ accuracy: 0.8, meanAbsoluteError: 0.2 });
  });

  test("every rule stands beside the plain vote and the best simpler one, and every two beside each other", () => {
    const rules = ["pooled", "majority", "wawa", "one-coin"] as const;
    const { rows, pairs } = run({ rules, deals: 2 });
    const [pooled, majority, wawa] = rows;
    expect(majority).toMatchObject({ againstVote: null, againstSimpler: null });
    expect(wawa).toMatchObject({ againstVote: { rule: "majority" }, againstSimpler: { rule: "majority" } });
    expect(pooled.againstVote).toMatchObject({ rule: "majority" });
    const accuracy = (rule: Rule) => {
      const scores = rows.find((row) => row.rule === rule)?.scores;
      return scores?.reason === null ? scores.accuracy : 0;
    };
    const best = Math.max(...(["majority", "wawa", "one-coin"] as const).map(accuracy));
    expect(accuracy(pooled.againstSimpler?.rule ?? "pooled")).toBe(best);
    expect(pairs.map(({ first, second }) => `${first} ${second}`)).toEqual([
      ...["pooled majority", "pooled wawa", "pooled one-coin"],
      ...["majority wawa", "majority one-coin", "wawa one-coin"],
    ]);
    expect(pooled.againstVote?.difference).toBe(pairs[0].difference);
  });

  test("two rules differ by their accuracies where all is gold, and elsewhere by what is expected of the others too", () => {
    const apart = (known: Int32Array) => {
      const { rows, pairs } = run({ rules: ["pooled", "majority"], deals: 2 }, known);
      const [first, second] = rows.map(({ scores }) => (scores.reason === null ? scores.accuracy : 0));
      return pairs[0].difference - (first - second);
    };
    const everywhere = goldLabels(
      60,
      truth.map((actual, i) => [i, [actual]] as const),
    );
    expect(apart(everywhere)).toBeCloseTo(0, 12);
    expect(Math.abs(apart(gold))).toBeGreaterThan(0.001);
  });

  test("of MACE's seeds the one is repeated that is best with all gold", () => {
    const mace = (seeds?: number[]) =>
      run({ rules: ["mace"], folds: 2, deals: 1, ...(seeds ? { seeds } : {}) }).rows;
    const each = [1, 2, 3].map((seed) => mace([seed]));
    expect(each).toContainEqual(mace([1, 2, 3]));
    expect(mace()).toMatchObject([{ rule: "mace", scores: { n: 40 } }]);
  });

  test("tells the alarms of the first deal", () => {
    const leaning = simulate(
      Array.from({ length: 12 }, () => ({ spam: 0.75, says: 0, bias: 0, noise: 0.3 })),
      { items: 200, each: 1, levels: 3, seed: 3 },
    );
    const few = goldLabels(200, [
      [0, [0]],
      [1, [1]],
      [2, [2]],
      [3, [0]],
    ]);
    const [row] = run({ rules: ["one-coin"], folds: 2, deals: 3 }, few, leaning.labeling).rows;
    const vanished = row.alarms.filter(({ kind }) => kind === "class-vanished").length;
    expect(vanished).toBeGreaterThanOrEqual(2);
    expect(vanished).toBeLessThanOrEqual(6);
  });

  test("tells how gold was answered beside the other items", () => {
    const votes = labelingFromMatrix([[0, 0, 0], [1, 1, 1], [1], [0, 1], [null]], 2);
    const known = goldLabels(5, [
      [0, [0]],
      [1, [1]],
    ]);
    expect(run({ rules: ["majority"], folds: 2 }, known, votes).gold).toEqual({
      ...{ items: 2, effective: 2, answers: 3, otherAnswers: 1.5 },
    });
  });

  test("needs gold with ratings, and as much of it as there are parts; until then the pool holds", () => {
    const none = run({ rules: ["majority", "pooled"] }, goldLabels(60, []));
    expect(none.rows[0]).toEqual({
      ...{ rule: "majority", scores: { value: null, reason: "no-gold" }, alarms: [] },
      ...{ againstVote: null, againstSimpler: null },
    });
    expect(none.recommendation).toEqual({
      ...{ rule: "pooled", reason: "no-gold", against: null, difference: null },
    });
    const unrated = run({ rules: ["majority"] }, goldLabels(61, [[60, [1]]]), { ...labeling, items: 61 });
    expect(unrated.rows[0].scores).toEqual({ value: null, reason: "no-gold" });
    const few = (count: number) =>
      goldLabels(
        60,
        Array.from({ length: count }, (_, i) => [i, [1]] as const),
      );
    expect(run({ rules: ["wawa", "majority"] }, few(4))).toMatchObject({
      rows: [{ scores: { value: null, reason: "too-few" } }, { scores: { reason: "too-few" } }],
      recommendation: { rule: "majority", reason: "too-little-gold" },
      gold: { items: 4 },
    });
    expect(run({ rules: ["majority"] }, few(5)).rows[0].scores).toMatchObject({ n: 5 });
  });
});
