import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answerHabit } from "./answer-habit.ts";

const CROWD = [0.1, 0.2, 0.5, 0.1, 0.1];

describe("ten equal answers of a level that the crowd gives half of the time", () => {
  const find = () => answerHabit(Array(10).fill(2), CROWD);

  test("are one run, improbable on one position for each level", () => {
    const found = find();
    expect(found).toMatchObject({ n: 10, longestRun: 10 });
    expect(found.runChance).toBeCloseTo(0.5 ** 10 + 0.2 ** 10 + 3 * 0.1 ** 10, 14);
  });

  test("are a favorite at five times the chance of all ten", () => {
    const found = find();
    expect(found.favorite).toEqual({ label: 2, share: 1 });
    expect(found.favoriteChance).toBeCloseTo(5 * 0.5 ** 10, 14);
    expect(found.entropy).toBe(0);
  });
});

test("a run in the middle counts its positions, and the later, longer one wins", () => {
  const found = answerHabit([0, 0, 1, 2, 2, 2, 1], [0.3, 0.3, 0.4]);
  expect(found.longestRun).toBe(3);
  // Five positions for a run of three in seven answers.
  expect(found.runChance).toBeCloseTo(5 * (0.3 ** 3 + 0.3 ** 3 + 0.4 ** 3), 14);
  expect(found.favorite).toEqual({ label: 2, share: 3 / 7 });
});

test("of equal favorites the lower level is named", () => {
  expect(answerHabit([3, 1, 1, 3], CROWD).favorite).toEqual({ label: 1, share: 0.5 });
});

test("the chance of the favorite is the binomial tail times the number of levels", () => {
  // At least 4 of 5 at .5: (5 + 1) / 32, three levels.
  expect(answerHabit([0, 0, 0, 0, 1], [0.5, 0.3, 0.2]).favoriteChance).toBeCloseTo((3 * 6) / 32, 12);
});

test("entropy is that of the answers in nats", () => {
  expect(answerHabit([0, 1, 2, 3, 4], CROWD).entropy).toBeCloseTo(Math.log(5), 14);
  expect(answerHabit([0, 0, 0, 1], CROWD).entropy).toBeCloseTo(
    -0.75 * Math.log(0.75) - 0.25 * Math.log(0.25),
    14,
  );
});

test("chances never exceed 1, and nothing is odd about no answers", () => {
  expect(answerHabit([0, 1, 2, 1, 0], [0.3, 0.3, 0.4])).toMatchObject({ runChance: 1, favoriteChance: 1 });
  expect(answerHabit([], CROWD)).toEqual({
    n: 0,
    longestRun: 0,
    runChance: 1,
    favorite: null,
    favoriteChance: 1,
    entropy: 0,
  });
});

test("one answer is a run of one", () => {
  expect(answerHabit([4], CROWD)).toMatchObject({
    longestRun: 1,
    runChance: 1,
    favorite: { label: 4, share: 1 },
  });
});

test("the chance of a run bounds what it is over all sequences of six", () => {
  const crowd = [0.5, 0.3, 0.2];
  const chanceOfRun = new Float64Array(7);
  const bound = new Float64Array(7);
  for (let code = 0; code < 3 ** 6; code++) {
    const labels = Array.from({ length: 6 }, (_, position) => Math.floor(code / 3 ** position) % 3);
    const { longestRun, runChance } = answerHabit(labels, crowd);
    bound[longestRun] = runChance;
    const chance = labels.reduce((product, label) => product * crowd[label], 1);
    for (let run = 1; run <= longestRun; run++) chanceOfRun[run] = chanceOfRun[run] + chance;
  }
  for (let run = 1; run <= 6; run++) expect(chanceOfRun[run]).toBeLessThanOrEqual(bound[run] + 1e-12);
  expect(chanceOfRun[6]).toBeCloseTo(bound[6], 14);
});

test("runs depend on the order of the answers, favorites and entropy do not", () => {
  const labels = fc.array(fc.nat(4), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(labels, (given) => {
      const found = answerHabit(given, CROWD);
      const sorted = answerHabit(given.toSorted(), CROWD);
      expect(sorted.favorite).toEqual(found.favorite);
      expect(sorted.entropy).toBeCloseTo(found.entropy, 12);
      expect(sorted.longestRun).toBe(Math.round((found.favorite?.share ?? 0) * given.length));
      expect(found.longestRun).toBeLessThanOrEqual(sorted.longestRun);
      expect(answerHabit(given.toReversed(), CROWD).longestRun).toBe(found.longestRun);
    }),
  );
});
