import { describe, expect, test } from "vitest";
import { goldAccuracy } from "#lib/statistics/trust/gold-accuracy.ts";
import type { GoldRecord } from "./gold-record.ts";
import { type AnnotatorRow, missingGold, rankByGold, whyNoJoining } from "./roster.ts";

describe("joining by an invite", () => {
  test.each(["draft", "live", "paused"] as const)("is possible while the project is %s", (projectState) => {
    expect(whyNoJoining({ isClosed: false, projectState })).toBeNull();
  });

  test("is over when the link is closed or the project has ended, which says more", () => {
    expect(whyNoJoining({ isClosed: true, projectState: "live" })).toBe("closed");
    expect(whyNoJoining({ isClosed: false, projectState: "ended" })).toBe("ended");
    expect(whyNoJoining({ isClosed: true, projectState: "ended" })).toBe("ended");
  });
});

describe("annotators ranked by gold", () => {
  const right = { label: 4, acceptable: [4] };
  const wrong = { label: 1, acceptable: [4] };
  const accuracy = (hits: number, misses: number) =>
    goldAccuracy([...Array<typeof right>(hits).fill(right), ...Array<typeof wrong>(misses).fill(wrong)]);
  const answers = (hits: number, misses: number): GoldRecord => ({
    all: accuracy(hits, misses),
    since: null,
  });

  // Wilson 95%: 3 of 3 reaches down to .44, 18 of 20 to .70 (Wilson 1927).
  test("come in order of the lower end: 18 of 20 before 3 of 3, which is the higher share", () => {
    const ranked = rankByGold(
      [row(1), row(2)],
      new Map([
        [1, answers(3, 0)],
        [2, answers(18, 2)],
      ]),
    );
    expect(ranked.map(({ no }) => no)).toEqual([2, 1]);
  });

  test("come last without gold, even after somebody who missed all of it; the most active first", () => {
    const rows = [row(1, 5), row(2, 9), row(3, 9), row(4)];
    const ranked = rankByGold(rows, new Map([[4, answers(0, 4)]]));
    expect(ranked.map(({ no }) => no)).toEqual([4, 2, 3, 1]);
    expect(ranked[1]?.gold).toEqual({ all: { value: null, reason: "no-gold" }, since: null });
  });

  test("leave the given order alone", () => {
    const rows = [row(1), row(2, 3)];
    rankByGold(rows, new Map());
    expect(rows.map(({ no }) => no)).toEqual([1, 2]);
  });

  // The removal rule of the product needs five golds seen.
  test("lack five answers on gold at first and none from the fifth on", () => {
    expect([answers(0, 0), answers(1, 1), answers(2, 3), answers(9, 0)].map(missingGold)).toEqual([
      5, 3, 0, 0,
    ]);
  });

  test("lack five answers on gold again when their evidence has started over", () => {
    const restarted = (hits: number): GoldRecord => ({
      ...answers(3, 9),
      since: { by: "reinstated", afterSeq: 12, accuracy: accuracy(hits, 0) },
    });
    expect([restarted(0), restarted(2), restarted(7)].map(missingGold)).toEqual([5, 3, 0]);
  });
});

function row(no: number, judgments = 0): AnnotatorRow {
  return {
    no,
    pseudonym: `able-badger-${no}`,
    seesGold: false,
    name: null,
    state: "probation",
    isSimulated: true,
    joinedAt: new Date(0),
    judgments,
    unratable: 0,
    medianDurationMs: null,
    lastJudgmentAt: null,
  };
}
