import { describe, expect, test } from "vitest";
import { type Contest, canContest, missState } from "./rules.ts";

const facts = { level: 2, levels: [4, 5], isGold: true, isInReview: false };
const contest: Contest = { comment: "No.", at: "", isOfThisKey: true, decision: null, answer: "" };

describe("a miss", () => {
  test("stands while the gold leaves the level out", () => {
    expect(missState(facts)).toBe("missed");
  });

  test("is none any more when the gold came to accept the level, in review or not", () => {
    expect(missState({ ...facts, levels: [2] })).toBe("accepted");
    expect(missState({ ...facts, levels: [2], isInReview: true })).toBe("accepted");
  });

  test("is open while the gold is in review, and void when the item is no gold any more", () => {
    expect(missState({ ...facts, isInReview: true })).toBe("in-review");
    expect(missState({ ...facts, isInReview: true, isGold: false })).toBe("withdrawn");
  });
});

describe("contesting", () => {
  test("is possible once per version of the gold, while the person misses it", () => {
    expect(canContest({ state: "missed", contest: null })).toBe(true);
    expect(canContest({ state: "in-review", contest: null })).toBe(true);
    expect(canContest({ state: "missed", contest })).toBe(false);
    expect(canContest({ state: "missed", contest: { ...contest, decision: "kept" } })).toBe(false);
    expect(canContest({ state: "missed", contest: { ...contest, isOfThisKey: false } })).toBe(true);
  });

  test("has no object once the level is accepted or the gold withdrawn", () => {
    expect(canContest({ state: "accepted", contest: null })).toBe(false);
    expect(canContest({ state: "withdrawn", contest: null })).toBe(false);
  });
});
