import { expect, test } from "vitest";
import { labelingFromMatrix } from "#lib/labeling.ts";
import { byItem } from "#lib/statistics/aggregation/by-item.ts";
import { newGuessers, setGuesserTable, updateGuessers } from "./guessers.ts";

const labeling = labelingFromMatrix(
  [
    [0, 0],
    [0, 1],
    [0, 1],
  ],
  2,
);

test("at first three answers in ten are guessed, from one's own labels and four of the crowd's", () => {
  const { answers, crowd, share, habit } = newGuessers(byItem(labeling));
  expect([...answers]).toEqual([3, 3]);
  expect(crowd[0]).toBeCloseTo(4 / 6, 12);
  expect([...share]).toEqual([0.3, 0.3]);
  [(3 + 8 / 3) / 7, (0 + 4 / 3) / 7, (1 + 8 / 3) / 7, (2 + 4 / 3) / 7].forEach((wanted, at) => {
    expect(habit[at]).toBeCloseTo(wanted, 12);
  });
});

test("two steps of an update, done by hand for one person who gave one right answer of two", () => {
  const one = labelingFromMatrix([[0], [1]], 2);
  const guessers = newGuessers(byItem(one));
  // Label 0 was given on class 0; label 1 on class 0 as well.
  updateGuessers(Float64Array.of(1, 0, 1, 0), guessers);
  let [share, habit] = [0.3, 0.5];
  for (let step = 0; step < 2; step++) {
    const known = (1 - share) / (1 - share + share * habit);
    const guessed = 2 - known;
    habit = (1 - known + 2) / (guessed + 4);
    share = (guessed + 2 * ((guessed + 1) / 4)) / 4;
  }
  expect(guessers.share[0]).toBeCloseTo(share, 12);
  expect(guessers.habit[0]).toBeCloseTo(habit, 12);
  expect(guessers.habit[1]).toBeCloseTo(1 - habit, 12);
});

test("nobody is taken for always right or never: shares stay from .001 to .999", () => {
  const many = labelingFromMatrix(
    Array.from({ length: 5000 }, (_, i) => [i % 2]),
    2,
  );
  const guessers = newGuessers(byItem(many));
  for (let round = 0; round < 40; round++) updateGuessers(Float64Array.of(2500, 0, 0, 2500), guessers);
  expect(guessers.share[0]).toBe(0.001);
  for (let round = 0; round < 40; round++) updateGuessers(Float64Array.of(0, 2500, 2500, 0), guessers);
  expect(guessers.share[0]).toBe(0.999);
});

test("the table of a class sums to 1 over the labels, and guesses do not depend on the class", () => {
  const guessers = newGuessers(byItem(labeling));
  const table = new Float64Array(8);
  setGuesserTable(guessers, table);
  for (const a of [0, 1]) {
    for (const k of [0, 1]) expect(table[a * 4 + k] + table[a * 4 + 2 + k]).toBeCloseTo(1, 12);
    expect(table[a * 4 + 1]).toBeCloseTo(0.3 * guessers.habit[a * 2], 12);
    expect(table[a * 4]).toBeCloseTo(0.7 + 0.3 * guessers.habit[a * 2], 12);
  }
});
