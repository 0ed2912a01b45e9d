import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { incompleteBeta } from "#lib/statistics/numeric/incomplete-beta.ts";
import { SPRT_DEFAULTS, sprt } from "./sprt.ts";

const outcomes = (word: string) => [...word].map((sign) => sign === "1");

describe("Wald's test of .60 against .85", () => {
  // By the definition with 40 digits (mpmath 1.3): steps ln(.85/.60) and ln(.15/.40), bounds ln 18 and ln(2/19).
  test.each([
    ["11111111111111", "good", 9, 3.1347602484139423],
    ["001000", "bad", 4, -2.5941810647669623],
    ["1011011101", "undecided", 10, -0.5043408991576676],
    ["", "undecided", 0, 0],
  ])("of the answers %s is %s after %d", (word, decision, at, llr) => {
    expect(sprt(outcomes(word))).toEqual({
      decision,
      at,
      llr: expect.closeTo(llr, 12),
      upper: expect.closeTo(2.8903717578961645, 12),
      lower: expect.closeTo(-2.251291798606495, 12),
    });
  });

  test("takes ones and zeros as well", () => {
    expect(sprt([1, 0, 1, 1])).toEqual(sprt([true, false, true, true]));
  });

  test("the settings are the documented ones", () => {
    expect(SPRT_DEFAULTS).toEqual({ p0: 0.6, p1: 0.85, alpha: 0.05, beta: 0.1 });
  });

  test("no single miss and no two misses in a row are enough to refuse anybody", () => {
    expect(sprt([0]).decision).toBe("undecided");
    expect(sprt([0, 0]).decision).toBe("undecided");
    expect(sprt([0, 0, 0]).decision).toBe("bad");
  });
});

/** Share of people of this accuracy who are accepted, and how many answers it takes on average: every course, exactly. */
function courses(accuracy: number): { accepted: number; refused: number; answers: number } {
  let open = new Map([[0, 1]]);
  let [accepted, refused, answers] = [0, 0, 0];
  for (let n = 1; n <= 400; n++) {
    const next = new Map<number, number>();
    for (const [right, chance] of open) {
      for (const [rights, share] of [
        [right + 1, chance * accuracy],
        [right, chance * (1 - accuracy)],
      ] as const) {
        const { decision } = verdicts(rights, n);
        if (decision === "undecided") next.set(rights, (next.get(rights) ?? 0) + share);
        else answers += n * share;
        if (decision === "good") accepted += share;
        if (decision === "bad") refused += share;
      }
    }
    open = next;
  }
  return { accepted, refused, answers };
}

/** The decision at `rights` of n when none came before: by one jump, with bounds that ask for the same sum. */
function verdicts(rights: number, n: number) {
  const { p0, p1 } = SPRT_DEFAULTS;
  const sum = rights * Math.log(p1 / p0) + (n - rights) * Math.log((1 - p1) / (1 - p0));
  const { upper, lower } = sprt([]);
  if (sum >= upper) return { decision: "good" };
  return { decision: sum <= lower ? "bad" : "undecided" };
}

describe("over all courses", () => {
  test("93.5 % of people with an accuracy of .85 are accepted, after 18 answers on average", () => {
    const { accepted, refused, answers } = courses(0.85);
    expect(accepted).toBeCloseTo(0.935, 3);
    expect(accepted + refused).toBeCloseTo(1, 6);
    expect(Math.abs(answers - 18)).toBeLessThan(0.5);
  });

  test("4 % of people with an accuracy of .60 are, after 13.5", () => {
    const { accepted, answers } = courses(0.6);
    expect(accepted).toBeCloseTo(0.04, 2);
    expect(Math.abs(answers - 13.5)).toBeLessThan(0.5);
  });

  test("seven of ten as the bar refuses 12 % at .80 and admits 17 % at .50", () => {
    expect(1 - incompleteBeta(0.8, 7, 4)).toBeCloseTo(0.12, 2);
    expect(incompleteBeta(0.5, 7, 4)).toBeCloseTo(0.17, 2);
  });
});

test("a further right answer never makes a verdict worse", () => {
  const rank = { bad: 0, undecided: 1, good: 2 };
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }), fc.nat(39), (answers, position) => {
      const better = answers.map((isRight, r) => isRight || r === position % answers.length);
      expect(rank[sprt(better).decision]).toBeGreaterThanOrEqual(rank[sprt(answers).decision]);
    }),
  );
});

test.each([
  [0, 0.5],
  [0.6, 0.6],
  [0.8, 0.6],
  [0.6, 1],
  [Number.NaN, 0.8],
])("accuracies of %d and %d are refused", (p0, p1) => {
  expect(() => sprt([1], { ...SPRT_DEFAULTS, p0, p1 })).toThrow(new RangeError("needs 0 < p0 < p1 < 1"));
});
