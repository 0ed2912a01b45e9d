import { expect, test } from "vitest";
import { type Labeling, labelingFromTriples } from "#lib/labeling.ts";
import { goldLabels } from "#lib/statistics/aggregation/gold-labels.ts";
import { carefulPeople, simulate } from "#lib/statistics/aggregation/published.fixture.ts";
import { goldLikeItems } from "./gold-alike.ts";
import { weighGold } from "./gold-weight.ts";
import { askAgain, OPINIONS, opinionsOf } from "./opinions.ts";

const { labeling, truth } = simulate(carefulPeople(12, 1), { items: 90, each: 12, levels: 4, seed: 3 });
const keys = goldLabels(
  90,
  truth.slice(0, 30).map((actual, item) => [item, [actual]] as const),
);

/** Gold keeps all twelve answers, the other items two or four. */
function cutItems(whole: Labeling): Labeling {
  const seen = new Int32Array(whole.items);
  const triples: [number, number, number][] = [];
  whole.item.forEach((item, r) => {
    seen[item] = seen[item] + 1;
    const most = item < 30 ? 12 : item % 2 === 0 ? 2 : 4;
    if (seen[item] <= most) triples.push([item, whole.annotator[r], whole.label[r]]);
  });
  return labelingFromTriples(whole, triples);
}

test("gold with as many answers as the items stays as it is", () => {
  const opinions = opinionsOf(labeling);
  const gold = weighGold(opinions, keys, false);
  expect(goldLikeItems(labeling, opinions, gold)).toEqual({ opinions, gold });
});

test("gold with more answers is seen four times, with as many answers as other items have, and counts as before", () => {
  const uneven = cutItems(labeling);
  const opinions = opinionsOf(uneven);
  const gold = weighGold(opinions, keys, false).map((key) => ({ ...key, weight: 1 + (key.item % 2) }));
  const found = goldLikeItems(uneven, opinions, gold);
  expect(found.gold).toHaveLength(120);
  expect([...new Set(found.opinions.ratings)].sort()).toEqual([2, 4]);
  gold.forEach(({ bits, weight }, at) => {
    const views = found.gold.slice(4 * at, 4 * at + 4);
    expect(views.every((view) => view.bits === bits && view.weight === weight / 4)).toBe(true);
  });
  expect(goldLikeItems(uneven, opinions, gold)).toEqual(found);
});

test("where everything is gold there is nothing to be like", () => {
  const uneven = cutItems(labeling);
  const opinions = opinionsOf(uneven);
  const all = weighGold(
    opinions,
    goldLabels(
      90,
      truth.map((actual, item) => [item, [actual]] as const),
    ),
    false,
  );
  expect(goldLikeItems(uneven, opinions, all)).toEqual({ opinions, gold: all });
});

test("asked again about the same answers, the opinions are the same", () => {
  const opinions = opinionsOf(labeling);
  const again = askAgain(opinions, labeling);
  expect(again.ratings).toEqual(opinions.ratings);
  again.logs.forEach((log, at) => {
    expect(log).toBeCloseTo(opinions.logs[at], 9);
  });
  const one = labelingFromTriples({ items: 1, annotators: 12, levels: 4 }, [[0, 3, 2]]);
  const few = askAgain(opinions, one);
  const total = OPINIONS.map((_, f) =>
    [0, 1, 2, 3].reduce((sum, k) => sum + Math.exp(few.logs[k * OPINIONS.length + f]), 0),
  );
  for (const sum of total) expect(sum).toBeCloseTo(1, 9);
});
