import { describe, expect, test } from "vitest";
import { type Labeling, labelingFromMatrix } from "#lib/labeling.ts";
import { byItem } from "./by-item.ts";
import { boldestPerson } from "./guard-person.ts";
import { findAlarms } from "./guards.ts";
import { dawidSkene } from "./models/dawid-skene.ts";
import { mace } from "./models/mace.ts";
import { oneCoin } from "./models/one-coin.ts";
import { spamMixture } from "./models/spam-mixture.ts";
import { carefulPeople, PATIENTS, simulate } from "./published.fixture.ts";

/** Two equal votes for each of the labels, in a row. */
function unanimous(labels: readonly number[], levels: number): Labeling {
  return labelingFromMatrix(
    labels.map((label) => [label, label]),
    levels,
  );
}

/** This many times the same. */
function times<T>(count: number, value: T): T[] {
  return new Array<T>(count).fill(value);
}

function alarmsOf(labeling: Labeling, rows: readonly (readonly number[])[]) {
  return findAlarms(byItem(labeling), Float64Array.from(rows.flat()));
}

describe("a class is gone", () => {
  const found = (gone: number, row: readonly number[]) =>
    alarmsOf(unanimous([...times(gone, 0), ...times(10, 1), ...times(10, 2)], 3), [
      ...times(gone, row),
      ...times(10, [0, 1, 0]),
      ...times(10, [0, 0, 1]),
    ]);

  test("where four items say so clearly and the model leaves them nothing, but not where three do", () => {
    expect(found(4, [0, 1, 0])).toEqual([{ kind: "class-vanished", label: 0, share: 0, items: 4 }]);
    expect(found(3, [0, 1, 0])).toEqual([]);
  });

  test("where many items say so and the model leaves them less than a fifth", () => {
    expect(found(38, [0.175, 0.825, 0])).toMatchObject([{ kind: "class-vanished", label: 0, items: 38 }]);
    expect(found(38, [0.25, 0.75, 0])).toEqual([]);
  });

  test("only where most of the votes of an item are for it", () => {
    const torn = labelingFromMatrix([...times(9, [0, 1]), ...times(9, [1, 1]), ...times(9, [2, 2])], 3);
    const rows = [...times(18, [0, 1, 0]), ...times(9, [0, 0, 1])];
    expect(alarmsOf(torn, rows)).toEqual([]);
  });
});

test("two classes that have each other's name are switched, also where neither is gone", () => {
  const labeling = unanimous([...times(10, 0), ...times(10, 1), ...times(10, 2)], 3);
  const rows = (own: number) => [
    ...times(10, [own, 1 - own, 0]),
    ...times(10, [1 - own, own, 0]),
    ...times(10, [0, 0, 1]),
  ];
  expect(alarmsOf(labeling, rows(0.45))).toEqual([{ kind: "classes-switched", labels: [0, 1] }]);
  expect(alarmsOf(labeling, rows(0.5))).toEqual([]);
});

test("a scale on its head is one, with its correlation", () => {
  const labels = [0, 1, 2, 3, 4, 0, 1, 2, 3, 4];
  const rows = labels.map((label) => [0, 1, 2, 3, 4].map((k) => (k === 4 - label ? 1 : 0)));
  const alarms = alarmsOf(unanimous(labels, 5), rows);
  const inverted = alarms.find(({ kind }) => kind === "scale-inverted");
  expect(inverted).toMatchObject({ correlation: expect.closeTo(-1, 9) });
});

describe("probabilities that have nothing to do with the votes", () => {
  test("are those of a coin, with no agreement beyond chance", () => {
    const labels = [...times(6, 0), ...times(4, 1)];
    expect(alarmsOf(unanimous(labels, 2), times(10, [0.5, 0.5]))).toEqual([
      { kind: "ignores-votes", agreement: 0 },
    ]);
  });

  test("are not seen where nearly all clear votes are for one class: a few items would decide", () => {
    const labels = [...times(30, 0), ...times(3, 1)];
    expect(alarmsOf(unanimous(labels, 2), times(33, [0.9, 0.1]))).toEqual([]);
  });

  test("go with the votes from a quarter beyond chance on, and on many items from a tenth on", () => {
    const found = (many: number, own: number) =>
      alarmsOf(unanimous([...times(many, 0), ...times(many, 1)], 2), [
        ...times(many, [own, 1 - own]),
        ...times(many, [1 - own, own]),
      ]);
    expect(found(10, 0.6)).toMatchObject([{ kind: "ignores-votes", agreement: expect.closeTo(0.2, 9) }]);
    expect(found(10, 0.65)).toEqual([]);
    // A standard error of .05 on 400 items: 2.5 of them are .125; of .01 on 10,000: a tenth is more.
    expect(found(200, 0.56)).toMatchObject([{ kind: "ignores-votes" }]);
    expect(found(200, 0.565)).toEqual([]);
    expect(found(5000, 0.545)).toMatchObject([{ kind: "ignores-votes" }]);
    expect(found(5000, 0.555)).toEqual([]);
  });
});

describe("one person who is everybody's truth", () => {
  // The fourth person says the other label on the first items, and is right or wrong as the model says.
  const labeling = (against: number) =>
    labelingFromMatrix(
      [...times(against, [0, 0, 0, 1]), ...times(30, [0, 0, 0]), ...times(30, [1, 1, 1])],
      2,
    );
  const rows = (against: number, share: number) => [
    ...times(against, [1 - share, share]),
    ...times(30, [1, 0]),
    ...times(30, [0, 1]),
  ];

  test("is followed against others who agree, seven times and always", () => {
    expect(alarmsOf(labeling(7), rows(7, 1))).toEqual([{ kind: "follows-one-person", share: 1, answers: 7 }]);
    expect(alarmsOf(labeling(6), rows(6, 1))).toEqual([]);
  });

  test("may be believed more often than not", () => {
    expect(alarmsOf(labeling(20), rows(20, 0.8))).toEqual([]);
    expect(alarmsOf(labeling(20), rows(20, 0.9))).toMatchObject([{ share: expect.closeTo(0.9, 9) }]);
  });

  test("stands against at least two others, who are most of the others", () => {
    const against = (row: readonly number[]) => {
      const index = byItem(labelingFromMatrix([row], 3));
      return boldestPerson(index, Float64Array.of(0.2, 0.6, 0.2), 0).answers;
    };
    expect(against([0, 1])).toBe(0);
    expect(against([0, 1, 1, 1])).toBe(1);
    expect(against([0, 1, 1, 2])).toBe(0.5);
    expect(against([0, 1, 1, 2, 2])).toBe(0);
    expect(against([0, 0, 0, 1, 1, 1])).toBe(0);
  });

  test("counts half against a lead of one vote", () => {
    const narrow = (against: number) =>
      labelingFromMatrix([...times(against, [0, 0, 1]), ...times(30, [0, 0]), ...times(30, [1, 1])], 2);
    expect(alarmsOf(narrow(13), rows(13, 1))).toEqual([
      { kind: "follows-one-person", share: 1, answers: 6.5 },
    ]);
    expect(alarmsOf(narrow(12), rows(12, 1))).toEqual([]);
  });

  test("shares only the probability of the two answers", () => {
    const index = byItem(labelingFromMatrix([[0, 1, 1]], 3));
    expect(boldestPerson(index, Float64Array.of(0.1, 0.3, 0.6), 0)).toEqual({
      share: expect.closeTo(0.25, 12),
      answers: 0.5,
    });
  });
});

test("without any rating there is nothing to suspect", () => {
  expect(alarmsOf(labelingFromMatrix([[], []], 2), times(2, [0, 0]))).toEqual([]);
});

describe("real fits", () => {
  test.each([
    ["Dawid–Skene", dawidSkene],
    ["one coin", oneCoin],
    ["MACE", mace],
    ["the spam-mixture", spamMixture],
  ])("%s on the 45 patients of 1979 is believed", (_, model) => {
    const index = byItem(PATIENTS);
    expect(findAlarms(index, model(index).posterior)).toEqual([]);
  });

  test("a crowd of which six of fourteen always say 2 makes one coin collapse, but not the mixture", () => {
    const people = [
      ...carefulPeople(8, 1.3),
      ...Array.from({ length: 6 }, () => ({ spam: 1, says: 2, bias: 0, noise: 1 })),
    ];
    const { labeling } = simulate(people, { items: 300, each: 4, levels: 5, seed: 1 });
    const index = byItem(labeling);
    const kinds = findAlarms(index, oneCoin(index).posterior).map((alarm) => alarm.kind);
    expect(kinds).toContain("class-vanished");
    expect(findAlarms(index, spamMixture(index).posterior)).toEqual([]);
  });

  test("a mixture whose likelihood fell on its way is believed: averaging over kinds lets it fall", () => {
    const { labeling } = simulate(carefulPeople(30, 0.6), { items: 150, each: 3, levels: 5, seed: 1 });
    const index = byItem(labeling);
    const { objectives, posterior } = spamMixture(index);
    expect(Math.max(...objectives)).toBeGreaterThan(objectives.at(-1) ?? 0);
    expect(findAlarms(index, posterior)).toEqual([]);
  });
});
