import { describe, expect, test } from "vitest";
import { crowdBehind, type GoldJudgment, verdictOn } from "./crowd.ts";

/** `count` right answers of one person to golds that expect 1..5 in turn, then `misses` one level off. */
function answers(annotatorNo: number, count: number, misses: number): GoldJudgment[] {
  return Array.from({ length: count + misses }, (_, at) => {
    const expected = 1 + (at % 5);
    const level = at < count ? expected : expected === 5 ? 4 : expected + 1;
    return { annotatorNo, itemNo: at + 1, level, acceptable: [expected], seq: at + 1 };
  });
}
const grouped = (all: readonly GoldJudgment[]) => Map.groupBy(all, ({ annotatorNo }) => annotatorNo);

describe("what a person is held against", () => {
  test("is the setting itself while fewer than five others are known", () => {
    const crowd = crowdBehind(5, 0.7, grouped([1, 2, 3, 4, 5].flatMap((no) => answers(no, 5, 5))))(1);
    expect(crowd).toMatchObject({ accuracy: 0.7, reference: 1 });
  });

  test("is the setting times the median accuracy of the others, never their own", () => {
    const others = [4, 5, 6, 7, 8].flatMap((right, at) => answers(at + 2, right, 10 - right));
    const all = grouped([...answers(1, 10, 0), ...others]);
    expect(crowdBehind(5, 0.7, all)(1).accuracy).toBeCloseTo(0.7 * 0.6);
    // For number 2 the others got 10, 5, 6, 7 and 8 of 10.
    expect(crowdBehind(5, 0.7, all)(2).accuracy).toBeCloseTo(0.7 * 0.7);
  });

  test("does not sink with a crowd that knows nothing", () => {
    const all = grouped([2, 3, 4, 5, 6].flatMap((no) => answers(no, 0, 10)));
    expect(crowdBehind(5, 0.7, all)(1).reference).toBe(0.2);
  });

  test("looks at whole answers only where gold covers the scale, else at right and wrong", () => {
    const narrow = answers(1, 10, 0).map((answer) => ({ ...answer, level: 4, acceptable: [4] }));
    expect(crowdBehind(5, 0.7, grouped(narrow))(1).good).toBeNull();
    const good = crowdBehind(5, 0.7, grouped(answers(1, 10, 0)))(1).good;
    expect(good?.map((row) => row.reduce((sum, cell) => sum + cell, 0))).toEqual(
      [1, 1, 1, 1, 1].map((one) => expect.closeTo(one)),
    );
  });

  test("learns from the others how people answer who look: their misses count for less", () => {
    const lenient = [2, 3, 4, 5, 6].flatMap((no) => answers(no, 10, 10));
    const own = answers(1, 4, 6);
    const alone = verdictOn(own, crowdBehind(5, 0.7, grouped(own))(1));
    const among = verdictOn(own, crowdBehind(5, 0.7, grouped([...own, ...lenient]))(1));
    expect(alone.evidence.map(({ kind }) => kind)).toContain("accuracy-doubtful");
    expect(among.evidence.map(({ kind }) => kind)).not.toContain("accuracy-doubtful");
  });
});

describe("a test that was conceded something", () => {
  const far = (count: number, from: number) =>
    answers(1, count, 0).map((answer, at) => {
      const expected = 1 + ((from + at) % 5);
      const level = expected <= 3 ? 5 : 1;
      return { ...answer, itemNo: from + at + 1, seq: from + at + 1, acceptable: [expected], level };
    });
  const right = (count: number) => answers(1, count, 0);
  const pieceOf = (own: readonly GoldJudgment[]) =>
    verdictOn(own, crowdBehind(5, 0.7, grouped(own))(1)).evidence[0];

  test("says that answers are missing where it has failed before the fifth", () => {
    const own = [...right(1), ...far(3, 1)];
    const piece = pieceOf(own);
    expect(piece).toMatchObject({ kind: "test-undecided", leniency: "few-answers" });
    expect(piece?.limit).toBeLessThan(0);
    expect(piece?.value).toBeLessThanOrEqual(piece?.limit ?? 0);
  });

  test("says that the first miss is left out, whatever follows from the rest", () => {
    const slip = far(1, 0);
    const rest = (count: number) => right(count + 1).slice(1);
    expect(pieceOf([...slip, ...rest(5)])).toMatchObject({ kind: "test-undecided", leniency: "first-miss" });
    expect(pieceOf(far(6, 0))).toMatchObject({ kind: "test-failed", leniency: "first-miss" });
    expect(pieceOf(right(6))).not.toHaveProperty("leniency");
  });
});
