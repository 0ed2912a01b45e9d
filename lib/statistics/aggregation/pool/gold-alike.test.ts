import { expect, test } from "vitest";
import { type Labeling, labelingFromTriples } from "#lib/labeling.ts";
import { goldLabels } from "#lib/statistics/aggregation/gold-labels.ts";
import { carefulPeople, simulate } from "#lib/statistics/aggregation/published.fixture.ts";
import { askAbout, type OpinionLogs } from "./ask.ts";
import { goldLikeItems } from "./gold-alike.ts";
import { weighGold } from "./gold-weight.ts";
import { OPINIONS, opinionsOf } from "./opinions.ts";

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

/** How many answers were asked about: the last opinion are the votes, with one more in the proportions of the crowd. */
function answersOf({ levels, logs }: OpinionLogs, place: number, crowd: Float64Array): number {
  const shares = Array.from({ length: levels }, (_, k) => {
    const at = (place * levels + k) * OPINIONS.length + OPINIONS.indexOf("votes");
    return Math.exp(logs[at]) * (1 + 0.001 * levels) - 0.001;
  });
  return [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].find((n) =>
    shares.every((share, k) => {
      const votes = share * (n + 1) - crowd[k];
      return Math.abs(votes - Math.round(votes)) < 1e-6;
    }),
  ) as number;
}

test("gold with as many answers as the items stays as it is", () => {
  const opinions = opinionsOf(labeling);
  const gold = weighGold(opinions, keys, false);
  const found = goldLikeItems(opinions, gold);
  expect(found.gold).toEqual(gold.map((one, place) => ({ ...one, item: place })));
  const items = gold.map(({ item }) => item);
  expect(found.said).toEqual(askAbout(opinions, items));
});

test("gold with more answers is seen four times, with as many answers as other items have, and counts as before", () => {
  const uneven = cutItems(labeling);
  const opinions = opinionsOf(uneven);
  const gold = weighGold(opinions, keys, false).map((key) => ({ ...key, weight: 1 + (key.item % 2) }));
  const found = goldLikeItems(opinions, gold);
  expect(found.gold).toHaveLength(120);
  expect(found.said.items).toBe(120);
  const sizes = found.gold.map(({ item }) => answersOf(found.said, item, opinions.crowd));
  expect([...new Set(sizes)].sort()).toEqual([2, 4]);
  gold.forEach(({ bits, weight }, at) => {
    const views = found.gold.slice(4 * at, 4 * at + 4);
    expect(views.every((view) => view.bits === bits && view.weight === weight / 4)).toBe(true);
  });
  expect(goldLikeItems(opinions, gold)).toEqual(found);
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
  const found = goldLikeItems(opinions, all);
  expect(found.gold).toEqual(all.map((one, place) => ({ ...one, item: place })));
  expect(found.said.items).toBe(90);
});
