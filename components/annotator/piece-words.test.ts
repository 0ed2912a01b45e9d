import { describe, expect, test } from "vitest";
import { type Evidence, standingOf } from "#lib/statistics/trust/standing.ts";
import { numbersInWords, pieceInWords, wantedInWords } from "./piece-words.ts";

const verdict = standingOf({ test: { decision: "good", llr: 7.1, at: 14, upper: 2.94, lower: -2.94 } });

test("evidence is a plain sentence, and its likelihood ratio stands beside its limit", () => {
  const [piece] = verdict.evidence;
  if (!piece) throw new Error("no evidence");
  expect(pieceInWords(piece, 0.7)).toBe("Their first 14 gold answers fit someone who reads the items.");
  expect(numbersInWords(piece)).toBe(
    "Likelihood ratio: 1,212 to 1 for reading the items. The limit is 19 to 1 for reading the items. Based on 14 answers.",
  );
});

describe("a test that is still open", () => {
  const open: Evidence = {
    ...{ kind: "test-undecided", speaksFor: "probation" },
    ...{ value: Math.log(1 / 19), limit: Math.log(1 / 9.5), answers: 3 },
  };
  const said = (change: Partial<Evidence>) => pieceInWords({ ...open, ...change }, 0.7);

  test("is held against the limit of its own side, and says that five answers are needed", () => {
    expect(said({ leniency: "few-answers" })).toBe(
      "Their first 3 gold answers fit someone who guesses. A decision against them needs 5 gold answers.",
    );
    expect(said({ leniency: "few-answers", answers: 1 })).toMatch(
      /^Their first gold answer fits someone who guesses\./,
    );
    expect(numbersInWords({ ...open, leniency: "few-answers" })).toBe(
      "Likelihood ratio: 19 to 1 for guessing. The limit is 9.5 to 1 for guessing. Based on 3 answers.",
    );
  });

  test("says what the first miss does", () => {
    const leniency = "first-miss";
    expect(said({ leniency, value: -1, answers: 7 })).toBe(
      "Without their first miss, their other 7 gold answers are not enough to decide.",
    );
    expect(said({ leniency, value: 3, limit: 2.9 })).toBe(
      "With their first miss, their gold answers fit someone who guesses. Without it, they fit someone who reads the items.",
    );
    expect(said({ kind: "test-failed", leniency })).toBe(
      "Even without their first miss, their gold answers fit someone who guesses.",
    );
    expect(said({ leniency: "few-misses" })).toMatch(/A decision against them needs 2 misses\.$/);
  });

  test("in a record of an earlier release names no limit of the other side", () => {
    const old = { ...open, limit: Math.log(18) };
    expect(pieceInWords(old, 0.7)).toBe("Their 3 gold answers are not enough to decide.");
    expect(numbersInWords(old)).toBe("Likelihood ratio: 19 to 1 for guessing. Based on 3 answers.");
  });
});

test("the accuracy that is asked for is told with the setting that it follows from", () => {
  expect(wantedInWords({ pass: 0.7, reference: 0.69, wanted: 0.483 })).toBe(
    "This project asks for 70% of the others’ median accuracy, 69%: 48%.",
  );
  expect(wantedInWords({ pass: 0.7, reference: 1, wanted: 0.7 })).toBe("This project asks for 70% right.");
  expect(wantedInWords({ pass: 0.7, reference: 0.2, wanted: 0.14 })).toBe(
    "This project never asks for less than 14% right.",
  );
});
