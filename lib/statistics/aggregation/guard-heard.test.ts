import { expect, test } from "vitest";
import { labelingFromMatrix } from "#lib/labeling.ts";
import { byItem } from "./by-item.ts";
import { oneNotePeople, withoutPeople } from "./guard-heard.ts";
import { boldestPerson } from "./guard-person.ts";
import { findAlarms } from "./guards.ts";

/** Two people who see the label of an item, and one who says 0 to all of them. */
const labels = Array.from({ length: 20 }, (_, i) => i % 4);
const careless = byItem(
  labelingFromMatrix(
    labels.map((label) => [label, label, 0]),
    4,
  ),
);

test("who always says what the others seldom say is found", () => {
  expect([...oneNotePeople(careless)]).toEqual([0, 0, 1]);
});

test("who always says what nearly all others say is not", () => {
  const common = Array.from({ length: 20 }, (_, i) => (i < 18 ? [0, 0, 0] : [1, 1, 0]));
  expect([...oneNotePeople(byItem(labelingFromMatrix(common, 4)))]).toEqual([0, 0, 0]);
});

test("one answer in ten may be another one, two may not", () => {
  const found = (others: number) =>
    oneNotePeople(
      byItem(
        labelingFromMatrix(
          labels.map((label, i) => [label, label, i < others ? 1 : 0]),
          4,
        ),
      ),
    )[2];
  expect([found(2), found(3)]).toEqual([1, 0]);
});

test("their ratings are left out, the others' stay in order; without them the index is itself", () => {
  const { start, key, items } = withoutPeople(careless, Uint8Array.of(0, 0, 1));
  expect([...start]).toEqual(Array.from({ length: items + 1 }, (_, i) => 2 * i));
  expect([...key.subarray(2, 4)]).toEqual([1, 4 + 1]);
  expect(withoutPeople(careless, new Uint8Array(3))).toBe(careless);
});

test("a model that does not believe them is believed, one that follows them is not", () => {
  const people = byItem(
    labelingFromMatrix(
      labels.map((label) => [label, label, 0, 0, 0]),
      4,
    ),
  );
  const row = (own: number) => Float64Array.from({ length: 4 }, (_, k) => (k === own ? 1 : 0));
  const sound = Float64Array.from(labels.flatMap((label) => [...row(label)]));
  const follows = Float64Array.from(labels.flatMap(() => [...row(0)]));
  expect(findAlarms(people, sound)).toEqual([]);
  expect(findAlarms(people, follows).map(({ kind }) => kind)).toContain("follows-one-person");
});

test("they can be followed, and are none of the others", () => {
  const index = byItem(labelingFromMatrix([[1, 1, 0]], 2));
  const all = Float64Array.of(1, 0);
  expect(boldestPerson(index, all, 0)).toEqual({ share: 1, answers: 0.5 });
  expect(boldestPerson(index, all, 0, Uint8Array.of(0, 0, 1))).toEqual({ share: 1, answers: 0.5 });
  expect(boldestPerson(index, all, 0, Uint8Array.of(0, 1, 0)).answers).toBe(0);
});
