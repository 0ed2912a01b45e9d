import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/statistics/numeric/random.ts";
import { studentQuantile } from "#lib/statistics/numeric/student.ts";
import { wilsonAround } from "#lib/statistics/numeric/wilson.ts";
import { goldScopes } from "./gold-scopes.ts";
import { goldStrata } from "./gold-strata.ts";
import type { GoldTrials } from "./gold-trials.ts";
import { varianceByGold, varianceByPerson } from "./gold-variance.ts";

type Row = [annotator: number, item: number, level: number, right: number];

function trialsOf(rows: readonly Row[]): GoldTrials {
  return {
    annotator: Int32Array.from(rows, (row) => row[0]),
    item: Int32Array.from(rows, (row) => row[1]),
    level: Uint8Array.from(rows, (row) => row[2]),
    right: Uint8Array.from(rows, (row) => row[3]),
  };
}

/** Answers of some people on golds of `levels` levels, some golds hard and some people careless. */
function crowd(people: number, golds: number, levels: number, seed = 1): Row[] {
  const random = createRandom(seed);
  const ease = Array.from({ length: golds }, () => 0.4 + 0.6 * random());
  const care = Array.from({ length: people }, () => 0.6 + 0.4 * random());
  return ease.flatMap((easy, item) =>
    care.flatMap((careful, who): Row[] =>
      random() < 0.3 ? [] : [[who, item + 10, item % levels, random() < easy * careful ? 1 : 0]],
    ),
  );
}

/** The formulas once more, written as sums over a filtered table. */
function byHand(rows: readonly Row[]) {
  const all = rows.length;
  const keys = (at: number) => [...new Set(rows.map((row) => row[at] as number))];
  const of = (at: number, key: number) => rows.filter((row) => row[at] === key);
  const rateOf = (level: number) => of(2, level).reduce((sum, row) => sum + row[3], 0) / of(2, level).length;
  const accuracy = rows.reduce((sum, row) => sum + row[3], 0) / all;
  const influence = (some: readonly Row[]) =>
    some.reduce((sum, row) => sum + (row[3] - rateOf(row[2])) / all, 0);
  const people = keys(0);
  const byPeople =
    ((people.length - 1) / people.length) *
    people.reduce((sum, who) => sum + (influence(of(0, who)) / (1 - of(0, who).length / all)) ** 2, 0);
  const levels = keys(2).map((level) => {
    const own = of(2, level);
    const golds = [...new Set(own.map((row) => row[1]))].map((gold) => of(1, gold));
    const v = golds.reduce(
      (sum, g) => sum + (influence(g) / (1 - Math.min(0.9, g.length / own.length))) ** 2,
      0,
    );
    const d = own.length ** 2 / golds.reduce((sum, g) => sum + g.length ** 2, 0) - 1;
    return { v: ((golds.length - 1) / golds.length) * v, d: Math.max(1, d) };
  });
  const byGold = levels.reduce((sum, { v }) => sum + v, 0);
  const degrees = byGold ** 2 / levels.reduce((sum, { v, d }) => sum + v ** 2 / d, 0);
  const single = (all / (all - 1)) * rows.reduce((sum, row) => sum + influence([row]) ** 2, 0);
  const peopleDegrees = all ** 2 / people.reduce((sum, who) => sum + of(0, who).length ** 2, 0) - 1;
  return { accuracy, byPeople, byGold, degrees, single, peopleDegrees };
}

describe("variances", () => {
  test("over gold items and over people are those of the formulas", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), (seed) => {
        const rows = crowd(9, 20, 3, seed);
        const hand = byHand(rows);
        const trials = trialsOf(rows);
        const strata = goldStrata(trials);
        if (strata === null) throw new Error("undefined");
        const byGold = varianceByGold(trials, strata);
        const byPerson = varianceByPerson(trials, strata, byGold.variance);
        expect(strata.accuracy).toBeCloseTo(hand.accuracy, 12);
        expect(byGold.variance).toBeCloseTo(hand.byGold, 12);
        expect(byGold.degrees).toBeCloseTo(hand.degrees, 8);
        expect(byPerson.ofAnswers).toBeCloseTo(hand.single, 12);
        const variance = Math.max(hand.byPeople, hand.byPeople + hand.byGold - hand.single);
        expect(byPerson.variance).toBeCloseTo(variance, 12);
        expect(byPerson.degrees).toBeCloseTo(hand.peopleDegrees, 9);
      }),
      { numRuns: 20 },
    );
  });

  test("over a gold item with nearly all answers of its level is not without bounds", () => {
    const rows: Row[] = [...Array.from({ length: 99 }, (_, who): Row => [who, 1, 0, who % 2]), [0, 2, 0, 1]];
    const strata = goldStrata(trialsOf(rows));
    if (strata === null) throw new Error("undefined");
    const influence = 49 / 100 - (99 / 100) * (50 / 100);
    const other = (1 - 50 / 100) / 100;
    const expected = 0.5 * ((influence / 0.1) ** 2 + (other / 0.99) ** 2);
    expect(varianceByGold(trialsOf(rows), strata)).toMatchObject({
      variance: expect.closeTo(expected, 9),
      degrees: 1,
    });
  });
});

describe("the intervals of gold accuracy", () => {
  const rows = crowd(12, 24, 3);
  const scopes = goldScopes(trialsOf(rows));

  test("are Wilson's with as many trials as the answers are worth, and t for z", () => {
    const hand = byHand(rows);
    const binomial = hand.accuracy * (1 - hand.accuracy);
    if (scopes.reason !== null || scopes.team.reason !== null || scopes.peopleLikeThese.reason !== null)
      throw new Error("undefined");
    expect(scopes).toMatchObject({ answers: rows.length, golds: 24, people: 12 });
    expect(scopes.team.effectiveAnswers).toBeCloseTo(Math.min(binomial / hand.byGold, 1.5 * rows.length), 8);
    const t = studentQuantile(0.975, hand.degrees);
    const expected = wilsonAround(hand.accuracy, scopes.team.effectiveAnswers, t);
    expect(scopes.team.value.lower).toBeCloseTo(expected.lower, 9);
    expect(scopes.team.value.upper).toBeCloseTo(expected.upper, 9);
    const both = Math.max(hand.byPeople, hand.byPeople + hand.byGold - hand.single);
    const worth = Math.min(binomial / both, binomial / hand.single, rows.length);
    expect(scopes.peopleLikeThese.effectiveAnswers).toBeCloseTo(worth, 8);
    const others = wilsonAround(hand.accuracy, worth, studentQuantile(0.975, hand.peopleDegrees));
    expect(scopes.peopleLikeThese.value.lower).toBeCloseTo(others.lower, 9);
  });

  test("do not depend on the order of answers or the numbers of people and golds", () => {
    const others = goldScopes(
      trialsOf(
        rows.toReversed().map(([who, item, level, right]): Row => [30 - who, 99 - item, level, right]),
      ),
    );
    if (scopes.reason !== null || others.reason !== null) throw new Error("undefined");
    expect(others.team.value?.lower).toBeCloseTo(scopes.team.value?.lower as number, 12);
    expect(others.peopleLikeThese.value?.upper).toBeCloseTo(
      scopes.peopleLikeThese.value?.upper as number,
      12,
    );
  });

  test("are narrower with less confidence", () => {
    const half = goldScopes(trialsOf(rows), { confidence: 0.5 });
    if (scopes.reason !== null || half.reason !== null) throw new Error("undefined");
    expect(half.team.value?.lower).toBeGreaterThan(scopes.team.value?.lower as number);
  });

  test("count every answer where all are right", () => {
    const all = goldScopes(trialsOf(rows.map(([who, item, level]): Row => [who, item, level, 1])));
    if (all.reason !== null) throw new Error("undefined");
    expect(all.value).toBeCloseTo(1, 12);
    expect(all.team).toMatchObject({ effectiveAnswers: rows.length });
    expect(all.peopleLikeThese).toMatchObject({ effectiveAnswers: rows.length });
    expect(all.team.value?.upper).toBeCloseTo(1, 12);
    expect(all.team.value?.lower).toBeGreaterThan(0.9);
    expect(all.team.value?.lower).toBeLessThan(1);
  });

  test("are worth at least one answer", () => {
    const split = rows.map(([who, item, level]): Row => [who, item, level, who < 6 ? 1 : 0]);
    const found = goldScopes(trialsOf(split));
    if (found.reason !== null || found.peopleLikeThese.reason !== null) throw new Error("undefined");
    expect(found.peopleLikeThese.effectiveAnswers).toBeGreaterThanOrEqual(1);
    expect(found.peopleLikeThese.effectiveAnswers).toBeLessThan(15);
  });
});

describe("the intervals of gold accuracy are withheld", () => {
  test("without answers", () => {
    expect(goldScopes(trialsOf([]))).toEqual({ value: null, reason: "no-gold" });
  });

  test("with fewer than four golds of a level that counts", () => {
    const three = goldScopes(trialsOf(crowd(9, 9, 3)));
    expect(three).toMatchObject({
      reason: null,
      team: { reason: "few-gold" },
      peopleLikeThese: { reason: "few-gold" },
    });
    expect(goldScopes(trialsOf(crowd(9, 12, 3)))).toMatchObject({ team: { reason: null } });
    const mixed = [
      ...crowd(9, 12, 3),
      ...crowd(9, 3, 1).map(([who, item, , right]): Row => [who, item + 90, 3, right]),
    ];
    expect(goldScopes(trialsOf(mixed))).toMatchObject({ team: { reason: "few-gold" } });
    expect(goldScopes(trialsOf(mixed), { shares: Float64Array.of(5, 5, 5, 0) })).toMatchObject({
      team: { reason: null },
    });
  });

  test("whole, where a level of the items has no gold at all", () => {
    expect(goldScopes(trialsOf(crowd(9, 12, 3)), { shares: Float64Array.of(1, 1, 1, 1) })).toEqual({
      value: null,
      reason: "few-gold",
    });
  });

  test("below eight people, for people like these", () => {
    expect(goldScopes(trialsOf(crowd(7, 12, 3)))).toMatchObject({
      people: 7,
      team: { reason: null },
      peopleLikeThese: { value: null, reason: "few-people" },
    });
    expect(goldScopes(trialsOf(crowd(8, 12, 3)))).toMatchObject({ peopleLikeThese: { reason: null } });
  });
});
