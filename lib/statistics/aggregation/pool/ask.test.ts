import { expect, test } from "vitest";
import { type Labeling, labelingFromTriples } from "#lib/labeling.ts";
import { byItem } from "#lib/statistics/aggregation/by-item.ts";
import { spamMixture } from "#lib/statistics/aggregation/models/spam-mixture.ts";
import { carefulPeople, simulate } from "#lib/statistics/aggregation/published.fixture.ts";
import { ask, askAbout, askAboutAll } from "./ask.ts";
import { OPINIONS, type Opinions, opinionsOf } from "./opinions.ts";

const { labeling } = simulate(carefulPeople(12, 1), { items: 90, each: 12, levels: 4, seed: 3 });

/** The same crowd again and again, so that one stretch does not hold all items; some have no ratings or very many. */
function manyItems(times: number): Labeling {
  const triples: [number, number, number][] = [];
  for (let n = 0; n < times; n++) {
    labeling.item.forEach((item, r) => {
      if ((item + n) % 13 === 0) return;
      const isMany = (item + n) % 97 === 0;
      for (let again = 0; again < (isMany ? 6 : 1); again++) {
        triples.push([n * 90 + item, labeling.annotator[r], labeling.label[r]]);
      }
    });
  }
  return labelingFromTriples({ items: times * 90, annotators: 12, levels: 4 }, triples);
}

/** What is said of an item, however it is found. */
const rowsOf = (logs: Float64Array, place: number) => [
  ...logs.subarray(place * 4 * OPINIONS.length, (place + 1) * 4 * OPINIONS.length),
];

test("asked again about the same answers, a model says bit for bit what it said when it was fitted", () => {
  for (const levels of [2, 5, 7, 9]) {
    const { labeling: own } = simulate(carefulPeople(6), { items: 60, each: 3, levels, seed: levels });
    const { posterior } = spamMixture(byItem(own));
    const { logs } = ask(opinionsOf(own), byItem(own));
    const whole = Math.log(1 + 0.001 * levels);
    posterior.forEach((share, at) => {
      expect(logs[at * OPINIONS.length]).toBe(Math.log(share + 0.001) - whole);
    });
  }
});

test("a few items, all at once and a stretch at a time: the same of every item with ratings", () => {
  const many = manyItems(120);
  const opinions = opinionsOf(many);
  const whole = ask(opinions, byItem(many));
  const seen: number[] = [];
  askAboutAll(opinions, (item, said, place) => {
    seen.push(item);
    if (item % 50 === 0) expect(rowsOf(said.logs, place)).toEqual(rowsOf(whole.logs, item));
  });
  const rated = new Set(many.item);
  expect(seen).toEqual([...rated].sort((a, b) => a - b));
  const few = [10_799, 5, 8192, 4000];
  const said = askAbout(opinions, few);
  few.forEach((item, place) => {
    if (rated.has(item)) expect(rowsOf(said.logs, place)).toEqual(rowsOf(whole.logs, item));
  });
});

test("of other answers of the same people every opinion says probabilities", () => {
  const opinions: Opinions = opinionsOf(labeling);
  const one = labelingFromTriples({ items: 1, annotators: 12, levels: 4 }, [[0, 3, 2]]);
  const { logs } = ask(opinions, byItem(one));
  for (let f = 0; f < OPINIONS.length; f++) {
    const total = [0, 1, 2, 3].reduce((sum, k) => sum + Math.exp(logs[k * OPINIONS.length + f]), 0);
    expect(total).toBeCloseTo(1, 9);
  }
});
