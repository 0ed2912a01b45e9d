import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/statistics/numeric/random.ts";
import { drawHabits, type MaceHabits, maceDivergence, setHabits, setMaceTable } from "./mace-habits.ts";

/** Draws the given numbers one after the other. */
function fixed(...numbers: number[]): () => number {
  const rest = numbers[Symbol.iterator]();
  return () => rest.next().value as number;
}

function close(actual: ArrayLike<number>, wanted: readonly number[], digits = 12): void {
  expect(actual.length).toBe(wanted.length);
  wanted.forEach((value, at) => {
    expect(actual[at]).toBeCloseTo(value, digits);
  });
}

/** Two annotators, two levels: the first guesses with .4, the second with .7. */
function someHabits(): MaceHabits {
  return {
    annotators: 2,
    levels: 2,
    guess: Float64Array.of(0.4, 0.7),
    know: Float64Array.of(0.6, 0.2),
    habit: Float64Array.of(0.9, 0.1, 0.25, 0.5),
    guessed: new Float64Array(2),
    known: new Float64Array(2),
    said: new Float64Array(4),
  };
}

describe("drawHabits", () => {
  test("draws guessing, knowing and each label between .5 and 1.5, then divides by their sums", () => {
    const habits = drawHabits(2, 3, fixed(0.5, 0, 0, 0.25, 0.75, 0, 0, 0.5, 0.5, 0.5));
    close(habits.guess, [1 / 1.5, 0.5]);
    close(habits.know, [0.5 / 1.5, 0.5]);
    close(habits.habit, [0.5 / 2.5, 0.75 / 2.5, 1.25 / 2.5, 1 / 3, 1 / 3, 1 / 3]);
  });

  test("starts the counts at the prior: one half and one half, ten per label", () => {
    const habits = drawHabits(2, 3, createRandom(1));
    expect(habits).toMatchObject({ annotators: 2, levels: 3 });
    expect([...habits.guessed]).toEqual([0.5, 0.5]);
    expect([...habits.known]).toEqual([0.5, 0.5]);
    expect([...habits.said]).toEqual([10, 10, 10, 10, 10, 10]);
    expect(maceDivergence(habits)).toBeCloseTo(0, 12);
  });
});

test("an answer is a guess, or knowledge where it is the class", () => {
  const table = new Float64Array(8);
  setMaceTable(someHabits(), table);
  close(table, [0.36 + 0.6, 0.36, 0.04, 0.04 + 0.6, 0.175 + 0.2, 0.175, 0.35, 0.35 + 0.2]);
});

describe("setHabits", () => {
  // Label × class: the first annotator said 0 three times, of which once off the class, and 1 twice, both on it.
  const counts = Float64Array.of(2, 1, 0, 2, 0, 0, 0, 0);

  test("counts answers off the class as guesses, those on it in the proportion that guessing explains", () => {
    const habits = someHabits();
    setHabits(counts, habits);
    const byChance = 2 * (0.36 / 0.96);
    const byChanceToo = 2 * (0.04 / 0.64);
    close(habits.said.subarray(0, 2), [10 + 1 + byChance, 10 + byChanceToo]);
    expect(habits.guessed[0]).toBeCloseTo(0.5 + 1 + byChance + byChanceToo, 12);
    expect(habits.known[0]).toBeCloseTo(0.5 + (2 - byChance) + (2 - byChanceToo), 12);
  });

  test("leaves somebody without answers at the prior", () => {
    const habits = someHabits();
    setHabits(counts, habits);
    expect(habits.guessed[1]).toBe(0.5);
    expect(habits.known[1]).toBe(0.5);
    close(habits.said.subarray(2, 4), [10, 10]);
    // ψ(1/2) - ψ(1) = -2 ln 2; ψ(10) - ψ(20) computed with SciPy.
    expect(habits.guess[1]).toBeCloseTo(0.25, 12);
    expect(habits.know[1]).toBeCloseTo(0.25, 12);
    close(habits.habit.subarray(2, 4), [0.4873506457506257, 0.4873506457506257]);
  });

  test("weights are exp of the mean logarithm: below the shares, and summing to less than 1", () => {
    const habits = someHabits();
    setHabits(Float64Array.of(0, 2, 0, 0, 0, 5, 2, 0), habits);
    // First: guessed 2.5, known .5: exp(ψ(2.5) - ψ(3)) and exp(ψ(.5) - ψ(3)), computed with SciPy.
    expect(habits.guess[0]).toBeCloseTo(0.8028176357883902, 12);
    expect(habits.know[0]).toBeCloseTo(0.05578254003710745, 12);
    // Said 12 and 10: exp(ψ(12) - ψ(22)), exp(ψ(10) - ψ(22)).
    close(habits.habit.subarray(0, 2), [0.5350038371411595, 0.4420242868478315]);
    // The second guessed all seven, 15 and 12 of each label with the prior.
    expect(habits.guessed[1]).toBe(7.5);
    expect(habits.known[1]).toBe(0.5);
    close(habits.said.subarray(2, 4), [15, 12]);
  });
});

describe("maceDivergence", () => {
  // Kullback–Leibler divergences computed with SciPy: Beta(2.5, 1.5) from Beta(.5, .5), Dirichlet(10, 12, 15) from (10, 10, 10).
  const habits: MaceHabits = {
    ...drawHabits(2, 3, createRandom(1)),
    guessed: Float64Array.of(2.5, 0.5),
    known: Float64Array.of(1.5, 0.5),
    said: Float64Array.of(10, 10, 10, 10, 12, 15),
  };

  test("sums over annotators and over their two distributions", () => {
    expect(maceDivergence(habits)).toBeCloseTo(0.4470389722134429 + 0.4484334515294215, 11);
  });

  test("is never negative", () => {
    for (const count of [0.5, 0.7, 3, 200]) {
      expect(maceDivergence({ ...habits, known: Float64Array.of(count, 0.5) })).toBeGreaterThan(0);
    }
  });
});
