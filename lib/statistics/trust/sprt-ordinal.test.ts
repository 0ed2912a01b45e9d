import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/statistics/numeric/random.ts";
import type { GoldAnswer } from "./gold-accuracy.ts";
import { type AnswerTable, ordinalSprtDefaults, sprtOrdinal } from "./sprt-ordinal.ts";

const answer = (label: number, ...acceptable: number[]): GoldAnswer => ({ label, acceptable });

const GOOD: AnswerTable = [
  [0.76, 0.2, 0.02, 0.01, 0.01],
  [0.15, 0.68, 0.15, 0.01, 0.01],
  [0.01, 0.15, 0.68, 0.15, 0.01],
  [0.01, 0.01, 0.15, 0.68, 0.15],
  [0.01, 0.01, 0.02, 0.2, 0.76],
];
const EVEN: AnswerTable = Array.from({ length: 5 }, () => Array(5).fill(0.2));
const OPTIONS = { good: GOOD, spam: EVEN, alpha: 0.05, beta: 0.05 };

describe("the sum over whole answers", () => {
  // By the definition: ln 3.8 + ln .75 + ln 3.8 + ln 3.4, bounds ±ln 19.
  test("of six answers is good after four, one of them a level off", () => {
    const answers = [answer(0, 0), answer(3, 2), answer(4, 4), answer(1, 1), answer(3, 3), answer(2, 2)];
    expect(sprtOrdinal(answers, OPTIONS)).toEqual({
      decision: "good",
      at: 4,
      llr: expect.closeTo(3.6060954926350144, 12),
      upper: expect.closeTo(2.9444389791664403, 12),
      lower: expect.closeTo(-2.9444389791664403, 12),
    });
  });

  test("takes one level off as weak and end for end as strong evidence", () => {
    expect(sprtOrdinal([answer(3, 2)], OPTIONS).llr).toBeCloseTo(Math.log(0.75), 12);
    expect(sprtOrdinal([answer(4, 0)], OPTIONS).llr).toBeCloseTo(Math.log(0.05), 12);
    expect(sprtOrdinal([answer(4, 0)], OPTIONS).decision).toBe("bad");
  });

  test("reads tables by gold first, then by answer", () => {
    expect(sprtOrdinal([answer(1, 0)], OPTIONS).llr).toBeCloseTo(Math.log(0.2 / 0.2), 12);
    expect(sprtOrdinal([answer(0, 1)], OPTIONS).llr).toBeCloseTo(Math.log(0.15 / 0.2), 12);
  });

  test("averages the rows of several acceptable levels", () => {
    const skewed = { ...OPTIONS, spam: EVEN.map((_, gold) => [0.1 * (gold + 1), 0, 0, 0, 0]) };
    expect(sprtOrdinal([answer(0, 0, 1)], skewed).llr).toBeCloseTo(Math.log((0.76 + 0.15) / (0.1 + 0.2)), 12);
  });

  test("an answer nobody gives says nothing, one that only one of the two gives decides", () => {
    const narrow = {
      good: [
        [1, 0, 0],
        [0, 1, 0],
      ],
      spam: [
        [0.5, 0.5, 0],
        [0, 1, 0],
      ],
      alpha: 0.05,
      beta: 0.05,
    };
    expect(sprtOrdinal([answer(2, 0)], narrow)).toMatchObject({ decision: "undecided", llr: 0, at: 1 });
    expect(sprtOrdinal([answer(1, 0)], narrow)).toMatchObject({ decision: "bad", at: 1 });
    const turned = { ...narrow, good: narrow.spam, spam: narrow.good };
    expect(sprtOrdinal([answer(1, 0)], turned)).toMatchObject({ decision: "good", at: 1 });
  });

  test.each([
    [5, 0],
    [-1, 0],
    [0, 5],
    [0, -1],
  ])("label %d on gold %d is refused", (label, gold) => {
    expect(() => sprtOrdinal([answer(label, gold)], OPTIONS)).toThrow(
      new RangeError(`no probability of label ${label} on gold ${gold}`),
    );
  });
});

describe("the usual two suspects", () => {
  test("are half a level of noise with 5 % slips, and even guessing", () => {
    const { good, spam, alpha, beta } = ordinalSprtDefaults(5);
    expect(good[2]?.map((share) => Number(share.toFixed(3)))).toEqual([0.011, 0.159, 0.659, 0.159, 0.011]);
    expect(good[0]?.[0]).toBeCloseTo(0.95 * 0.8413447460685429 + 0.01, 12);
    // Row by gold: the ends are answered from the middle less often than the middle from the ends.
    expect(good[0]?.[1]).toBeCloseTo(0.95 * 0.15730535589982697 + 0.01, 12);
    expect(spam).toEqual(EVEN);
    expect([alpha, beta]).toEqual([0.05, 0.05]);
  });

  test("share out everything on every gold, for every length of scale", () => {
    for (const levels of [2, 3, 4, 7]) {
      const { good, spam } = ordinalSprtDefaults(levels);
      for (const rows of [good, spam]) {
        expect(rows).toHaveLength(levels);
        for (const row of rows) expect(row.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
      }
    }
  });

  test("three answers on the spot are good, one end for end is not yet enough", () => {
    const options = ordinalSprtDefaults(5);
    expect(sprtOrdinal([answer(2, 2), answer(1, 1), answer(3, 3)], options)).toMatchObject({
      decision: "good",
      at: 3,
    });
    expect(sprtOrdinal([answer(2, 2), answer(1, 1)], options).decision).toBe("undecided");
  });
});

describe("on gold that covers the scale evenly, over 4,000 people", () => {
  const random = createRandom(2026);

  function drawFrom(row: readonly number[]): number {
    let rest = random();
    let label = 0;
    while (label < row.length - 1 && rest >= row[label]) rest -= row[label++];
    return label;
  }

  function shares(draw: (gold: number) => number): { good: number; bad: number; answers: number } {
    const options = ordinalSprtDefaults(5);
    const found = { good: 0, bad: 0, answers: 0 };
    for (let person = 0; person < 4000; person++) {
      const answers = Array.from({ length: 80 }, () => {
        const gold = Math.floor(random() * 5);
        return answer(draw(gold), gold);
      });
      const { decision, at } = sprtOrdinal(answers, options);
      if (decision !== "undecided") found[decision] += 1 / 4000;
      found.answers += at / 4000;
    }
    return found;
  }

  test("who looks is accepted after 4.5 answers on average, with errors of at most 4 %", () => {
    const { good } = ordinalSprtDefaults(5);
    const found = shares((gold) => drawFrom(good[gold]));
    expect(found.bad).toBeLessThan(0.04);
    expect(found.good + found.bad).toBeCloseTo(1, 3);
    expect(Math.abs(found.answers - 4.5)).toBeLessThan(0.3);
  });

  test("who guesses is found out, with errors of at most 4 %", () => {
    const found = shares(() => Math.floor(random() * 5));
    expect(found.good).toBeLessThan(0.04);
    expect(found.answers).toBeLessThan(4.5);
  });

  test("who always says the middle is found out", () => {
    expect(shares(() => 2).bad).toBeGreaterThan(0.9);
  });
});
