import { describe, expect, test } from "vitest";
import { betaTail } from "#lib/statistics/numeric/beta.ts";
import { createRandom } from "#lib/statistics/numeric/random.ts";
import type { GoldAnswer } from "./gold-accuracy.ts";
import { type GoldReading, goldReading } from "./gold-reading.ts";
import { ordinalKernel } from "./ordinal-kernel.ts";

const LEVELS = 5;
const WANTED = 0.7;

type Kind = { guesses?: number; lean?: number; noise?: number };

/** Somebody's answers on gold that covers the scale. */
function answersOf({ guesses = 0, lean = 0, noise = 0.35 }: Kind, n: number, seed: number): GoldAnswer[] {
  const random = createRandom(seed);
  const kernel = ordinalKernel(LEVELS, lean, noise);
  return Array.from({ length: n }, (_, at) => {
    const level = at % LEVELS;
    if (random() < guesses) return { label: Math.floor(random() * LEVELS), acceptable: [level] };
    let rest = random();
    let label = 0;
    while (label < LEVELS - 1 && rest >= kernel[label * LEVELS + level]) {
      rest -= kernel[label * LEVELS + level];
      label++;
    }
    return { label, acceptable: [level] };
  });
}

function read(answers: readonly GoldAnswer[]): GoldReading {
  const found = goldReading(answers, LEVELS, WANTED);
  if (found.reason !== null) throw new Error(found.reason);
  return found;
}

/** How many of 200 people like this are too inaccurate for sure, by right and wrong and with their lean taken out. */
function condemned(kind: Kind, n: number) {
  let [plain, evened] = [0, 0];
  for (let seed = 1; seed <= 200; seed++) {
    const answers = answersOf(kind, n, seed);
    const right = answers.filter(({ label, acceptable }) => acceptable.includes(label)).length;
    const isDoubtful = 1 - betaTail(right, n, WANTED) > 0.95;
    if (isDoubtful) plain++;
    if (isDoubtful && read(answers).evenedBelow > 0.95) evened++;
  }
  return { plain, evened };
}

describe("goldReading", () => {
  test("somebody one level below every gold leans, and would be right without it", () => {
    const strict = Array.from({ length: 12 }, (_, at) => ({ label: at % 4, acceptable: [(at % 4) + 1] }));
    const found = read(strict);
    expect(found.lean.mean).toBeLessThan(-0.8);
    expect(found.lean.upper).toBeLessThan(0);
    expect(found.noise.mean).toBeLessThan(0.5);
    expect(found.evened.mean).toBeGreaterThan(0.85);
    expect(found.evenedBelow).toBeLessThan(0.05);
  });

  test("somebody who guesses does not lean, and is as often wrong without a lean", () => {
    const found = read(answersOf({ guesses: 1 }, 40, 3));
    expect(found.guesses.mean).toBeGreaterThan(0.6);
    expect(found.evened.mean).toBeLessThan(0.4);
    expect(found.evenedBelow).toBeGreaterThan(0.95);
  });

  test("finds the lean and the noise that answers were made with", () => {
    for (const [lean, noise] of [
      [-0.5, 0.5],
      [0.75, 0.35],
      [0, 0.85],
    ]) {
      const found = read(answersOf({ lean, noise }, 400, 7));
      expect(Math.abs(found.lean.mean - lean)).toBeLessThan(0.15);
      expect(Math.abs(found.noise.mean - noise)).toBeLessThan(0.2);
    }
  });

  test("an answer that is accepted is no lean, whichever of the acceptable levels it is", () => {
    const wide = Array.from({ length: 30 }, (_, at) => ({ label: 2 + (at % 2), acceptable: [2, 3] }));
    const found = read(wide);
    expect(Math.abs(found.lean.mean)).toBeLessThan(0.1);
    expect(found.evened.mean).toBeGreaterThan(0.85);
  });

  test("says nothing without gold", () => {
    expect(goldReading([], LEVELS, WANTED)).toEqual({ value: null, reason: "no-gold" });
  });

  test.each([12, 25])(
    "the strict and the lenient are not taken for careless, the careless are, on %i golds",
    (n) => {
      for (const lean of [-1, -0.75, 0.75, 1]) {
        const found = condemned({ lean }, n);
        expect(found.plain).toBeGreaterThan(10);
        expect(found.evened).toBeLessThanOrEqual(4);
      }
      const careless = condemned({ guesses: 0.9 }, n);
      expect(careless.evened).toBeGreaterThan(0.6 * careless.plain);
    },
  );
});
