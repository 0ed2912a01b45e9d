import { expect, test } from "vitest";
import { createRandom } from "#lib/statistics/numeric/random.ts";
import { CROWDS, simulateProject } from "./crowd.ts";
import { type Regime, refuseSmallSets, runRegime } from "./regime.ts";
import { BY_CHANCE, NONE } from "./regimes.ts";
import { variantsOf } from "./thin.ts";

const [crowd] = CROWDS;
if (crowd === undefined) throw new Error("there is no crowd");
const { labeling, truth } = simulateProject(crowd, { people: 5, items: 40 }, createRandom(3));
const partly = truth.map((bits, item) => (item < 30 ? bits : 0));
const set = { name: "small", labeling, truth: partly, isOrdinal: true, isCrowd: true, query: null };
const [whole, thinned] = variantsOf(set, 2, 1);
if (whole === undefined || thinned === undefined) throw new Error("there are no variants");

const measured = (regime: Regime, draws: number, variant = whole) => {
  const { outcomes, gold } = runRegime(variant, regime, { draws, seed: 1 });
  const credit = [...(outcomes.get("pooled")?.credit ?? [])];
  return { gold, items: credit.flatMap((value, item) => (Number.isNaN(value) ? [] : [item])) };
};

test("without gold everything with a truth is measured, nothing else", () => {
  expect(measured(NONE, 1)).toEqual({ gold: 0, items: Array.from({ length: 30 }, (_, item) => item) });
});

test("what is gold in a draw is not measured in it", () => {
  const once = measured(BY_CHANCE, 1);
  expect(once.gold).toBe(15);
  expect(once.items).toHaveLength(15);
  expect(measured(BY_CHANCE, 12).items).toHaveLength(30);
});

test("the same seed measures the same, and gold may keep all its labels", () => {
  expect(measured(BY_CHANCE, 2, thinned)).toEqual(measured(BY_CHANCE, 2, thinned));
  expect(measured({ ...BY_CHANCE, isGoldWhole: true, isWide: true }, 2, thinned).gold).toBe(15);
});

test("a set with fewer than two items that have an answer and a truth is refused", () => {
  const knowing = (items: number) => ({
    ...set,
    truth: truth.map((bits, item) => (item < items ? bits : 0)),
  });
  expect(() => refuseSmallSets([knowing(2)])).not.toThrow();
  expect(() => refuseSmallSets([knowing(2), knowing(1)])).toThrow(
    "small: needs at least 2 items with an answer and a truth, has 1",
  );
});

test("the median is no rule for labels without an order", () => {
  const nominal = { ...whole, set: { ...set, isOrdinal: false } };
  const { outcomes } = runRegime(nominal, NONE, { draws: 1, seed: 1 });
  expect(outcomes.has("median")).toBe(false);
  expect(outcomes.has("majority")).toBe(true);
});
