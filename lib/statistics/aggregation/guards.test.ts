import { describe, expect, test } from "vitest";
import { type Labeling, labelingFromMatrix } from "#lib/labeling.ts";
import { byItem } from "./by-item.ts";
import { findAlarms } from "./guards.ts";
import { dawidSkene } from "./models/dawid-skene.ts";
import { mace } from "./models/mace.ts";
import { oneCoin } from "./models/one-coin.ts";
import { spamMixture } from "./models/spam-mixture.ts";
import { carefulPeople, PATIENTS, simulate } from "./published.fixture.ts";

/** Seven items of two levels: the first has one vote for each, the others one for level 1. */
const SEVEN = labelingFromMatrix([[0, 1], [1], [1], [1], [1], [1], [1]], 2);
/** Votes for level 0 tied on the first five of seven items. */
const TIES = labelingFromMatrix([[0, 1], [0, 1], [0, 1], [0, 1], [0, 1], [1], [1]], 2);

/** Posteriors of two classes from the probabilities of class 0. */
function posteriorsOf(shares: readonly number[]): Float64Array {
  return Float64Array.from(shares.flatMap((share) => [share, 1 - share]));
}

function alarmsOf(labeling: Labeling, posterior: Float64Array, objectives: number[] = [-2, -1]) {
  return findAlarms(byItem(labeling), { posterior, objectives });
}

describe("a class more or less common than its votes", () => {
  test("may be three times as common, half an item added to both: 2.5 + .5 against .5 + .5", () => {
    const posterior = posteriorsOf([1, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25]);
    expect(alarmsOf(SEVEN, posterior)).toEqual([]);
  });

  test("is inflated beyond that", () => {
    const posterior = posteriorsOf([1, 0.25, 0.25, 0.25, 0.25, 0.25, 0.375]);
    expect(alarmsOf(SEVEN, posterior)).toEqual([
      { kind: "class-inflated", label: 0, share: 3.125 / 8, voteShare: 1 / 8 },
    ]);
  });

  test("may be a third as common: 0 + .5 + .5 against 2.5 + .5", () => {
    expect(alarmsOf(TIES, posteriorsOf([0.5, 0, 0, 0, 0, 0, 0]))).toEqual([]);
  });

  test("has vanished below that", () => {
    expect(alarmsOf(TIES, posteriorsOf([0.25, 0, 0, 0, 0, 0, 0]))).toEqual([
      { kind: "class-vanished", label: 0, share: 0.75 / 8, voteShare: 3 / 8 },
    ]);
  });

  test("has the imaginary half at every level: with four levels, two items more in all", () => {
    const labeling = labelingFromMatrix([[0], [0], [0], [0], [0], [3]], 4);
    const posterior = Float64Array.from(
      [0, 0, 0, 0, 0, 3].flatMap((label) => [0, 1, 2, 3].map((k) => +(k === label))),
    );
    expect(alarmsOf(labeling, posterior)).toEqual([]);
    posterior.set([0, 0, 1, 0, 0, 0, 1, 0]);
    // Level 2: nobody's vote, two items of the model's.
    expect(alarmsOf(labeling, posterior)).toEqual([
      { kind: "class-inflated", label: 2, share: 2.5 / 8, voteShare: 0.5 / 8 },
    ]);
  });

  test("is weighed by items and not by ratings", () => {
    // Twenty votes for level 0 on one item count as one vote.
    const labeling = labelingFromMatrix([Array(20).fill(0), [1], [1], [1]], 2);
    expect(alarmsOf(labeling, posteriorsOf([0, 0, 0, 0]))).toEqual([]);
  });
});

describe("another label than the majority's", () => {
  const labeling = labelingFromMatrix([[0], [0], [1], [1], [1], []], 2);

  test("is let pass on two rated items of five", () => {
    expect(alarmsOf(labeling, posteriorsOf([0.4, 1, 0.6, 0, 0, 0]))).toEqual([]);
  });

  test("alarms on three of five", () => {
    expect(alarmsOf(labeling, posteriorsOf([0.4, 0.4, 0.6, 0, 0, 0]))).toEqual([
      { kind: "differs-from-votes", share: 0.6 },
    ]);
  });

  test("is not counted where the model picks one of the tied labels, or is itself even on the lower", () => {
    expect(alarmsOf(TIES, posteriorsOf([0.4, 0.6, 0.4, 0.6, 0.4, 0, 0]))).toEqual([]);
    expect(alarmsOf(labeling, posteriorsOf([0.5, 0.5, 0, 0, 0, 0]))).toEqual([]);
    expect(alarmsOf(labeling, posteriorsOf([1, 1, 0.5, 0.5, 0.5, 0]))).toEqual([
      { kind: "differs-from-votes", share: 0.6 },
    ]);
  });

  test("is counted for the label that is handed out: the median of the model", () => {
    // The most probable level is the vote's on each item, the median is not on three of five.
    const three = labelingFromMatrix([[0], [0], [2], [1], [1]], 3);
    const posterior = Float64Array.from([
      ...[0.4, 0.25, 0.35, 0.4, 0.25, 0.35, 0.35, 0.25, 0.4],
      ...[0.1, 0.8, 0.1, 0.1, 0.8, 0.1],
    ]);
    expect(alarmsOf(three, posterior)).toEqual([{ kind: "differs-from-votes", share: 0.6 }]);
  });

  test("compares the most probable of all levels, not only of the first two", () => {
    const three = labelingFromMatrix([[2], [2], [1], [0]], 3);
    const posterior = Float64Array.of(0.2, 0.3, 0.5, 0.1, 0.2, 0.7, 0.3, 0.4, 0.3, 0.6, 0.3, 0.1);
    expect(alarmsOf(three, posterior)).toEqual([]);
  });
});

describe("a likelihood that fell", () => {
  const labeling = labelingFromMatrix(
    Array.from({ length: 50 }, () => [0, 1]),
    2,
  );
  const posterior = new Float64Array(100).fill(0.5);

  test("may end .01 nats per rating below its best round", () => {
    expect(alarmsOf(labeling, posterior, [-90, -80, -81])).toEqual([]);
  });

  test("alarms beyond that, whatever the last step did", () => {
    expect(alarmsOf(labeling, posterior, [-80, -82, -81.5])).toEqual([
      { kind: "likelihood-fell", perRating: 0.015 },
    ]);
  });

  test("is no question without rounds, nor when it only rose", () => {
    expect(alarmsOf(labeling, posterior, [])).toEqual([]);
    expect(alarmsOf(labeling, posterior, [-200, -100, 50])).toEqual([]);
    expect(alarmsOf(labeling, posterior, [-20])).toEqual([]);
  });
});

test("without any rating there is nothing to suspect", () => {
  expect(alarmsOf(labelingFromMatrix([[], []], 2), new Float64Array(4), [])).toEqual([]);
});

describe("real fits", () => {
  test.each([
    ["Dawid–Skene", dawidSkene],
    ["one coin", oneCoin],
    ["MACE", mace],
    ["the spam-mixture", spamMixture],
  ])("%s on the 45 patients of 1979 is believed", (_, model) => {
    const index = byItem(PATIENTS);
    expect(findAlarms(index, model(index))).toEqual([]);
  });

  test("a crowd of which six of fourteen always say 2 makes one coin collapse, but not the mixture", () => {
    const people = [
      ...carefulPeople(8, 1.3),
      ...Array.from({ length: 6 }, () => ({ spam: 1, says: 2, bias: 0, noise: 1 })),
    ];
    const { labeling } = simulate(people, { items: 300, each: 4, levels: 5, seed: 1 });
    const index = byItem(labeling);
    const kinds = findAlarms(index, oneCoin(index)).map((alarm) => alarm.kind);
    expect(kinds).toContain("class-vanished");
    expect(kinds).not.toContain("likelihood-fell");
    expect(findAlarms(index, spamMixture(index))).toEqual([]);
  });
});
