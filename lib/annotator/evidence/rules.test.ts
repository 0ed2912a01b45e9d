import { describe, expect, test } from "vitest";
import { flagsOn, freshStart, type StandingEvent } from "./rules.ts";

const even = { crowd: [20, 20, 20, 20, 20], ownMedianMs: 5000, crowdMedianMs: 6000 };

describe("what is worth a look beside gold", () => {
  test("is nothing for somebody who answers like everybody, or while nobody has answered", () => {
    expect(flagsOn({ ...even, given: [1, 2, 3, 4, 5, 2, 4] })).toEqual([]);
    expect(flagsOn({ given: [], crowd: [0, 0, 0, 0, 0], ownMedianMs: null, crowdMedianMs: null })).toEqual(
      [],
    );
  });

  // Ten times one level in a row has a chance of at most 5 × .2^10, about 5 in a million.
  test("is a long run of one level, and answers in a fraction of the usual time", () => {
    const kinds = (habits: Partial<Parameters<typeof flagsOn>[0]>) =>
      flagsOn({ ...even, given: [1, 2, 3, 4, 5], ...habits }).map(({ kind }) => kind);
    expect(kinds({ given: Array<number>(10).fill(3) })).toEqual(["straight-lining", "one-sided"]);
    const ten = [1, 2, 3, 4, 5, 5, 4, 3, 2, 1];
    expect(flagsOn({ ...even, given: ten, ownMedianMs: 1000 })).toMatchObject([
      { kind: "too-fast", answers: 10 },
    ]);
    expect(kinds({ given: ten.slice(1), ownMedianMs: 1000 })).toEqual([]);
    expect(kinds({ given: ten, ownMedianMs: 1000, crowdMedianMs: 0 })).toEqual([]);
  });
});

describe("a fresh start", () => {
  const event = (kind: StandingEvent["kind"], day: number): StandingEvent => ({
    no: day,
    kind,
    reason: "",
    by: null,
    at: new Date(Date.UTC(2026, 0, day)),
    facts: {},
    evidence: [],
    wanted: 0.7,
  });
  const events = [event("second-chance", 1), event("review", 2), event("reinstated", 3)];

  test("has the time that the record gives to it, or none where the record lacks it", () => {
    expect(freshStart(null, events)).toBeNull();
    expect(freshStart({ by: "second-chance", afterSeq: 5 }, events)).toEqual({
      at: new Date("2026-01-01"),
      by: "second-chance",
    });
    expect(freshStart({ by: "reinstated", afterSeq: 9 }, events)).toEqual({
      at: new Date("2026-01-03"),
      by: "reinstated",
    });
    expect(freshStart({ by: "reinstated", afterSeq: 9 }, [])).toBeNull();
  });

  test("is a return from review, also over a suspension, and no other end of a suspension", () => {
    const reinstated = { by: "reinstated", afterSeq: 9 } as const;
    const suspendedLater = [...events, event("suspended", 4), event("reinstated", 5)];
    expect(freshStart(reinstated, suspendedLater)?.at).toEqual(new Date("2026-01-03"));
    const suspendedInReview = [event("quiz-failed", 1), event("suspended", 2), event("reinstated", 3)];
    expect(freshStart(reinstated, suspendedInReview)?.at).toEqual(new Date("2026-01-03"));
  });
});
