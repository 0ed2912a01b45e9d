import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/statistics/numeric/random.ts";
import { aggregate, RULES } from "./aggregate.ts";
import { benchRules } from "./bench.ts";
import { goldLabels } from "./gold-labels.ts";
import { carefulPeople, simulate } from "./published.fixture.ts";
import { scorePrediction } from "./scores.ts";

const crowd = [...carefulPeople(3), { spam: 1, bias: 0, noise: 1 }];
const { labeling, truth } = simulate(crowd, { items: 60, each: 3, levels: 4, seed: 17 });
const gold = goldLabels(
  60,
  truth.slice(0, 40).map((actual, i) => [i, [actual]] as const),
);

describe("benchRules", () => {
  test("scores every rule on all gold, in the order asked", () => {
    const rows = benchRules(labeling, gold, { random: createRandom(1), seeds: [1] });
    expect(rows.map(({ rule }) => rule)).toEqual([...RULES]);
    for (const { scores } of rows) expect(scores).toMatchObject({ reason: null, n: 40, unlabeled: 0 });
  });

  test("a rule that uses no gold scores as it does at once", () => {
    const [row] = benchRules(labeling, gold, { rules: ["majority"], random: createRandom(1) });
    const { levels, label, posterior } = aggregate(labeling, { rule: "majority" });
    expect(row).toEqual({
      rule: "majority",
      scores: scorePrediction({ levels, label, posterior }, gold),
      alarms: [],
    });
  });

  test("scores the label that is handed out, not another one of the same rule", () => {
    const unsure = simulate(carefulPeople(6, 1.5), { items: 300, each: 5, levels: 5, seed: 4 });
    const gold = goldLabels(
      300,
      unsure.truth.map((actual, i) => [i, [actual]] as const),
    );
    for (const rule of ["mean", "majority", "wawa"] as const) {
      const [row] = benchRules(unsure.labeling, gold, { rules: [rule], random: createRandom(1) });
      const { label } = aggregate(unsure.labeling, { rule, gold });
      const distance = unsure.truth.reduce((sum, actual, i) => sum + Math.abs(actual - label[i]), 0);
      const right = unsure.truth.filter((actual, i) => actual === label[i]).length;
      expect(row?.scores).toMatchObject({ accuracy: right / 300, meanAbsoluteError: distance / 300 });
    }
  });

  test("medians state no confidence", () => {
    const [row] = benchRules(labeling, gold, { rules: ["median"], random: createRandom(1) });
    expect(row?.scores).toMatchObject({ logLoss: null, calibration: null });
  });

  test("predicts each part from the gold of the others only: with leave-one-out that can be done by hand", () => {
    const few = goldLabels(60, [
      [0, [3]],
      [1, [1]],
      [2, [2]],
    ]);
    const [row] = benchRules(labeling, few, { rules: ["dawid-skene"], folds: 3, random: createRandom(5) });
    const levels = 4;
    const label = new Int8Array(60);
    const posterior = new Float64Array(240);
    for (const i of [0, 1, 2]) {
      const others = few.slice();
      others[i] = 0;
      const found = aggregate(labeling, { rule: "dawid-skene", gold: others });
      label[i] = found.label[i];
      posterior.set(found.posterior.subarray(i * levels, (i + 1) * levels), i * levels);
    }
    expect(row?.scores).toEqual(scorePrediction({ levels, label, posterior }, few));
    // The first item's gold is wrong on purpose: seen, it would be repeated.
    expect(label[0]).not.toBe(3);
  });

  test("the pool weighs its opinions by the gold of the other parts", () => {
    const few = goldLabels(60, [
      [0, [3]],
      [1, [1]],
      [2, [2]],
    ]);
    for (const isGoldByLevel of [false, true]) {
      const settings = { rules: ["pooled"], folds: 3, random: createRandom(5), isGoldByLevel } as const;
      const [row] = benchRules(labeling, few, settings);
      const label = new Int8Array(60);
      const posterior = new Float64Array(240);
      for (const i of [0, 1, 2]) {
        const others = few.slice();
        others[i] = 0;
        const found = aggregate(labeling, { rule: "pooled", gold: others, isGoldByLevel });
        label[i] = found.label[i];
        posterior.set(found.posterior.subarray(i * 4, (i + 1) * 4), i * 4);
      }
      expect(row?.scores).toEqual(scorePrediction({ levels: 4, label, posterior }, few));
    }
  });

  test("the same seed deals the same parts, another one others", () => {
    const deal = (seed: number) =>
      benchRules(labeling, gold, { rules: ["dawid-skene"], random: createRandom(seed) });
    expect(deal(3)).toEqual(deal(3));
    const losses = [1, 2, 3, 4].map((seed) => {
      const [row] = deal(seed);
      return row?.scores.reason === null ? row.scores.logLoss : null;
    });
    expect(new Set(losses).size).toBeGreaterThan(1);
  });

  test("hands its seeds to mace", () => {
    const run = (seeds?: number[]) =>
      benchRules(labeling, gold, {
        rules: ["mace"],
        random: createRandom(1),
        folds: 2,
        ...(seeds ? { seeds } : {}),
      });
    expect(run([1])).toEqual(run([1]));
    expect(run([1])).not.toEqual(run([2]));
    expect(run()).toMatchObject([{ rule: "mace", scores: { n: 40 } }]);
  });

  test("tells the alarms of all folds", () => {
    const leaning = simulate(
      Array.from({ length: 12 }, () => ({ spam: 0.75, says: 0, bias: 0, noise: 0.3 })),
      { items: 200, each: 5, levels: 3, seed: 3 },
    );
    const gold = goldLabels(200, [
      [0, [0]],
      [1, [1]],
      [2, [2]],
      [3, [0]],
    ]);
    const [row] = benchRules(leaning.labeling, gold, {
      rules: ["one-coin"],
      folds: 2,
      random: createRandom(1),
    });
    expect(row?.alarms.filter(({ kind }) => kind === "class-vanished").length).toBeGreaterThanOrEqual(2);
  });

  test("needs gold with ratings, and as much of it as there are parts", () => {
    const scoresOf = (gold: Int32Array, items = 60) =>
      benchRules({ ...labeling, items }, gold, { rules: ["majority"], random: createRandom(1) })[0];
    expect(scoresOf(goldLabels(60, []))).toEqual({
      rule: "majority",
      scores: { value: null, reason: "no-gold" },
      alarms: [],
    });
    expect(scoresOf(goldLabels(61, [[60, [1]]]), 61)?.scores).toEqual({ value: null, reason: "no-gold" });
    const few = (count: number) =>
      goldLabels(
        60,
        Array.from({ length: count }, (_, i) => [i, [1]] as const),
      );
    expect(scoresOf(few(4))).toMatchObject({ scores: { value: null, reason: "too-few" }, alarms: [] });
    expect(scoresOf(few(5))?.scores).toMatchObject({ n: 5 });
  });
});
