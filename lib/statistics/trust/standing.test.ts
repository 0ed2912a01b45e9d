import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { betaTail } from "#lib/statistics/numeric/beta.ts";
import type { AnswerHabit } from "./answer-habit.ts";
import { answerHabit } from "./answer-habit.ts";
import { type GoldAnswer, goldAccuracy } from "./gold-accuracy.ts";
import type { SequentialVerdict } from "./sequential-test.ts";
import { sprt } from "./sprt.ts";
import { ordinalSprtDefaults, sprtOrdinal } from "./sprt-ordinal.ts";
import { STANDING_DEFAULTS, standingOf } from "./standing.ts";

/** Gold answers out of a word: 1 for right, 0 for the wrong end of the scale. */
function goldAnswers(word: string): GoldAnswer[] {
  return [...word].map((sign) => ({ label: sign === "1" ? 0 : 4, acceptable: [0] }));
}
const gold = (word: string) => goldAccuracy(goldAnswers(word));
const tested = (decision: SequentialVerdict["decision"], at = 7): SequentialVerdict => ({
  decision,
  at,
  llr: 1.25,
  upper: 3,
  lower: -2,
});
const ODD: AnswerHabit = {
  n: 60,
  longestRun: 60,
  runChance: 1e-9,
  favorite: { label: 3, share: 1 },
  favoriteChance: 1e-8,
  entropy: 0,
};
const PLAIN: AnswerHabit = { ...ODD, runChance: 0.4, favoriteChance: 0.3 };

test("the settings are the documented ones", () => {
  expect(STANDING_DEFAULTS).toEqual({
    accuracy: 0.7,
    certainty: 0.95,
    leastGold: 5,
    leastMisses: 2,
    spam: 0.5,
    chance: 1e-4,
    pace: 0.25,
  });
});

test("somebody of whom nothing is known is on probation", () => {
  const nothing = { standing: "probation", evidence: [], hasGroundsToSuspend: false };
  expect(standingOf({})).toEqual(nothing);
  expect(standingOf({ gold: gold(""), test: sprt([]), habit: PLAIN })).toEqual(nothing);
});

describe("the sequential test", () => {
  test("passed makes somebody trusted", () => {
    expect(standingOf({ test: tested("good") })).toEqual({
      standing: "trusted",
      evidence: [{ kind: "test-passed", speaksFor: "trusted", value: 1.25, limit: 3, answers: 7 }],
      hasGroundsToSuspend: false,
    });
  });

  test("failed on a second miss sends to review, and no further", () => {
    expect(standingOf({ test: tested("bad", 3), gold: gold("100") })).toEqual({
      standing: "review",
      evidence: [{ kind: "test-failed", speaksFor: "review", value: 1.25, limit: -2, answers: 3 }],
      hasGroundsToSuspend: false,
    });
  });

  test("undecided leaves on probation", () => {
    expect(standingOf({ test: tested("undecided"), gold: gold("100") })).toEqual({
      standing: "probation",
      evidence: [{ kind: "test-undecided", speaksFor: "probation", value: 1.25, limit: 3, answers: 7 }],
      hasGroundsToSuspend: false,
    });
  });

  test("undecided is held against the limit of the side it leans to", () => {
    const [piece] = standingOf({ test: { ...tested("undecided"), llr: -1.25 } }).evidence;
    expect(piece).toMatchObject({ kind: "test-undecided", value: -1.25, limit: -2 });
  });

  test("without an answer is no evidence", () => {
    expect(standingOf({ test: tested("undecided", 0) }).evidence).toEqual([]);
  });
});

describe("the first miss", () => {
  test("changes nothing even where it is so far off that the test has failed on it", () => {
    const answers = goldAnswers("0");
    const harsh = { ...ordinalSprtDefaults(5), alpha: 0.2, beta: 0.2 };
    const failed = sprtOrdinal(answers, harsh);
    expect(failed.decision).toBe("bad");
    const found = standingOf({ test: failed, gold: goldAccuracy(answers) });
    expect(found.standing).toBe("probation");
    expect(found.evidence).toEqual([
      {
        ...{ kind: "test-undecided", speaksFor: "probation", leniency: "few-misses", answers: 1 },
        ...{ value: failed.llr, limit: failed.lower },
      },
    ]);
  });

  test("is assumed where nobody says how many misses there were", () => {
    expect(standingOf({ test: tested("bad") }).standing).toBe("probation");
    expect(standingOf({ test: tested("bad"), gold: gold("") }).standing).toBe("probation");
  });

  test("never sends to review and never gives grounds to suspend, however high the bar", () => {
    const bars = fc.double({ min: 0.01, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(fc.nat(30), fc.nat(30), bars, fc.boolean(), (before, after, accuracy, hasMissed) => {
        const word = "1".repeat(before) + (hasMissed ? "0" : "") + "1".repeat(after);
        const settings = { ...STANDING_DEFAULTS, accuracy };
        const found = standingOf({ gold: gold(word), test: tested("bad") }, settings);
        expect(found.standing).toBe("probation");
        expect(found.hasGroundsToSuspend).toBe(false);
      }),
    );
  });
});

describe("the accuracy on gold", () => {
  test("above the bar for sure is listed but makes nobody trusted", () => {
    const value = betaTail(20, 20, 0.7);
    expect(standingOf({ gold: gold("1".repeat(20)) })).toEqual({
      standing: "probation",
      evidence: [{ kind: "accuracy-probable", speaksFor: "trusted", value, limit: 0.95, answers: 20 }],
      hasGroundsToSuspend: false,
    });
  });

  test("below it for sure sends to review with grounds to suspend", () => {
    const value = 1 - betaTail(1, 6, 0.7);
    expect(value).toBeGreaterThan(0.95);
    expect(standingOf({ gold: gold("100000") })).toEqual({
      standing: "review",
      evidence: [{ kind: "accuracy-doubtful", speaksFor: "review", value, limit: 0.95, answers: 6 }],
      hasGroundsToSuspend: true,
    });
  });

  test("below it with just as many misses as it takes sends to review", () => {
    const settings = { ...STANDING_DEFAULTS, accuracy: 0.95 };
    const found = standingOf({ gold: gold("11100") }, settings);
    expect(found.evidence).toMatchObject([{ kind: "accuracy-doubtful", answers: 5 }]);
    expect(standingOf({ gold: gold("11110") }, settings).evidence).toEqual([]);
  });

  test("overrules a passed test", () => {
    const found = standingOf({ test: tested("good"), gold: gold("100000") });
    expect(found.standing).toBe("review");
    expect(found.evidence.map((piece) => piece.kind)).toEqual(["test-passed", "accuracy-doubtful"]);
  });

  test("says nothing on four answers, even all wrong, and something on five", () => {
    expect(standingOf({ gold: gold("0000") })).toMatchObject({ evidence: [], hasGroundsToSuspend: false });
    expect(standingOf({ gold: gold("00000") })).toMatchObject({
      standing: "review",
      hasGroundsToSuspend: true,
    });
  });

  test("near the bar is no evidence either way", () => {
    expect(standingOf({ gold: gold("1110001101") }).evidence).toEqual([]);
  });

  test("exactly as sure as asked for is not surer", () => {
    const below = 1 - betaTail(1, 6, 0.7);
    const above = betaTail(20, 20, 0.7);
    const at = (certainty: number, word: string) =>
      standingOf({ gold: gold(word) }, { ...STANDING_DEFAULTS, certainty }).evidence.length;
    expect([at(below, "100000"), at(below - 1e-9, "100000")]).toEqual([0, 1]);
    expect([at(above, "1".repeat(20)), at(above - 1e-9, "1".repeat(20))]).toEqual([0, 1]);
  });

  test("gives grounds to suspend only with P(below the bar) > .95 on five or more answers", () => {
    fc.assert(
      fc.property(fc.nat(30), fc.nat(30), (right, wrong) => {
        const found = standingOf({ gold: gold("1".repeat(right) + "0".repeat(wrong)) });
        const n = right + wrong;
        const isSure = n >= 5 && 1 - betaTail(right, n, 0.7) > 0.95;
        expect(found.hasGroundsToSuspend).toBe(isSure);
        expect(found.standing).toBe(isSure ? "review" : "probation");
      }),
    );
  });
});

describe("what the answers look like in themselves", () => {
  test("a spam share that is high at its lower end sends to review", () => {
    expect(standingOf({ spamShare: { mean: 0.8, lower: 0.5, upper: 1 } })).toEqual({
      standing: "review",
      evidence: [{ kind: "spam", speaksFor: "review", value: 0.5, limit: 0.5, answers: null }],
      hasGroundsToSuspend: false,
    });
    expect(standingOf({ spamShare: { mean: 0.8, lower: 0.45, upper: 1 } }).evidence).toEqual([]);
  });

  test("improbable runs and favorites do, each on its own", () => {
    const run = { kind: "straight-lining", speaksFor: "review", value: 1e-4, limit: 1e-4, answers: 60 };
    const favorite = { kind: "one-sided", speaksFor: "review", value: 1e-4, limit: 1e-4, answers: 60 };
    expect(standingOf({ habit: { ...PLAIN, runChance: 1e-4 } }).evidence).toEqual([run]);
    expect(standingOf({ habit: { ...PLAIN, favoriteChance: 1e-4 } }).evidence).toEqual([favorite]);
    expect(standingOf({ habit: PLAIN }).evidence).toEqual([]);
  });

  test("answers in less than a quarter of the usual time do", () => {
    expect(standingOf({ pace: { own: 2, crowd: 10 } })).toEqual({
      standing: "review",
      evidence: [{ kind: "too-fast", speaksFor: "review", value: 0.2, limit: 0.25, answers: null }],
      hasGroundsToSuspend: false,
    });
    expect(standingOf({ pace: { own: 2.5, crowd: 10 } }).evidence).toEqual([]);
  });

  test("never gives grounds to suspend, and outweighs a passed test", () => {
    const found = standingOf({
      test: tested("good"),
      gold: gold("1".repeat(20)),
      spamShare: { mean: 0.9, lower: 0.7, upper: 1 },
      habit: ODD,
      pace: { own: 1, crowd: 10 },
    });
    expect(found.evidence.map((piece) => piece.kind)).toEqual([
      "test-passed",
      "accuracy-probable",
      "spam",
      "straight-lining",
      "one-sided",
      "too-fast",
    ]);
    expect(found.standing).toBe("review");
    expect(found.hasGroundsToSuspend).toBe(false);
  });
});

test("settings of a project are taken instead of the usual ones", () => {
  const settings = { ...STANDING_DEFAULTS, leastGold: 3, leastMisses: 1, spam: 0.2, chance: 0.5, pace: 0.5 };
  const facts = {
    test: tested("bad"),
    gold: gold("000"),
    spamShare: { mean: 0.4, lower: 0.2, upper: 0.6 },
    habit: PLAIN,
    pace: { own: 4, crowd: 10 },
  };
  expect(standingOf(facts, settings).evidence.map((piece) => [piece.kind, piece.limit])).toEqual([
    ["test-failed", -2],
    ["accuracy-doubtful", 0.95],
    ["spam", 0.2],
    ["straight-lining", 0.5],
    ["one-sided", 0.5],
    ["too-fast", 0.5],
  ]);
});

test("a constant answerer goes from probation to review by their answers alone", () => {
  const crowd = [0.2, 0.2, 0.3, 0.2, 0.1];
  const after = (n: number) => standingOf({ habit: answerHabit(Array(n).fill(2), crowd) }).standing;
  expect(after(3)).toBe("probation");
  expect(after(20)).toBe("review");
});
