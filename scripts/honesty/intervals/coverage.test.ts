import { expect, test } from "vitest";
import { type Count, coverage, monteCarloError, newCount, note } from "./coverage.ts";
import { targetOf } from "./targets.ts";
import { inWords } from "./wording.ts";

const interval = (lower: number, upper: number) => ({ reason: null, value: { lower, upper } }) as const;
const counted = (shown: number, held: number, tried = shown): Count => ({
  tried,
  shown,
  held,
  width: shown / 4,
});

test("an interval holds the truth between its ends, and one that is withheld counts as tried alone", () => {
  const count = newCount();
  for (const lower of [0.1, 0.5, 0.6]) note(count, interval(lower, 0.9), 0.5);
  note(count, { value: null, reason: "few-clusters" }, 0.5);
  expect(count).toEqual({ tried: 4, shown: 3, held: 2, width: expect.closeTo(1.5, 12) });
  expect(coverage(count)).toBeCloseTo(2 / 3, 12);
  expect(monteCarloError(counted(400, 380))).toBeCloseTo(Math.sqrt((0.95 * 0.05) / 400), 12);
});

test("what is too low is bold, what is too high has a star, what is rare has no number", () => {
  expect(inWords(counted(1000, 950))).toBe(".950 .25");
  expect(inWords(counted(1000, 929))).toBe("**.929** .25");
  expect(inWords(counted(1000, 990, 2000))).toBe("*.990* .25 (50% shown)");
  expect(inWords(counted(99, 95, 2000))).toBe("rarely shown");
  expect(inWords(counted(0, 0, 2000))).toBe("withheld");
});

test("a target is held when no cell is below .93 by more than its error, and names the lowest", () => {
  const cell = (project: string, held: number) => ({ of: "alpha", project, count: counted(1000, held) });
  expect(targetOf("a team", [cell("good", 960), cell("fair", 924)])).toMatchObject({
    isHeld: true,
    measured: "2 cells, least .924 ± .008 (alpha, fair)",
  });
  expect(targetOf("a team", [cell("good", 960), cell("bad", 921)]).isHeld).toBe(false);
  expect(targetOf("a team", []).isHeld).toBe(false);
  const known = { of: "AC2", project: "7% guessers, 50 people", count: counted(1000, 900) };
  expect(targetOf("a team", [cell("good", 960), known])).toMatchObject({
    isHeld: true,
    measured: expect.stringContaining("known misses: AC2, 7% guessers, 50 people .900"),
  });
});
