import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/statistics/numeric/random.ts";
import { type AnswerFact, answersByLevel, type GoldFact, probabilityOfLevels, suspectGold } from "./rules.ts";

const gold = (itemNo: number, ...levels: number[]): GoldFact => ({ itemNo, version: 1, levels });
const said = (itemNo: number, annotatorNo: number, level: number): AnswerFact => ({
  itemNo,
  annotatorNo,
  level,
});

const PEOPLE = [1, 2, 3, 4, 5, 6];
/** Ten golds at level 3 that everybody answers right: people with a known good accuracy. */
const OTHERS = Array.from({ length: 10 }, (_, at) => gold(100 + at, 3));
const RIGHT = OTHERS.flatMap(({ itemNo }) => PEOPLE.map((no) => said(itemNo, no, 3)));

describe("gold", () => {
  test("is suspected when four good people contradict it", () => {
    const answers = [...RIGHT, ...PEOPLE.slice(0, 4).map((no) => said(1, no, 2))];
    const suspected = suspectGold([gold(1, 4, 5), ...OTHERS], answers, 5);
    expect(suspected).toMatchObject([{ itemNo: 1, version: 1 }]);
    expect(suspected[0]?.probability).toBeLessThan(0.05);
  });

  test("is not suspected for three answers, however far off", () => {
    const answers = [...RIGHT, ...PEOPLE.slice(0, 3).map((no) => said(1, no, 1))];
    expect(suspectGold([gold(1, 5), ...OTHERS], answers, 5)).toEqual([]);
  });

  test("is not suspected when as many say it as say another", () => {
    const answers = [
      ...RIGHT,
      ...[2, 2, 2, 4, 4, 4].map((level, at) => said(1, PEOPLE[at] as number, level)),
    ];
    expect(suspectGold([gold(1, 4), ...OTHERS], answers, 5)).toEqual([]);
  });

  test("is not suspected by people who are bad on the other golds, nor by newcomers", () => {
    const bad = OTHERS.flatMap(({ itemNo }) => PEOPLE.map((no) => said(itemNo, no, 1)));
    const contradiction = PEOPLE.map((no) => said(1, no, 2));
    expect(suspectGold([gold(1, 5), ...OTHERS], [...bad, ...contradiction], 5)).toEqual([]);
    expect(suspectGold([gold(1, 5)], contradiction, 5)).toEqual([]);
  });

  test("does not vouch for itself nor speak against the people who miss it: their other golds count", () => {
    // Three others, all right: (3 + 1) / (3 + 2) = 0.8. With the miss itself it would be 0.67 and they would not count.
    const few = OTHERS.slice(0, 3);
    const answers = [...RIGHT.filter(({ itemNo }) => itemNo < 103), ...PEOPLE.map((no) => said(1, no, 2))];
    expect(suspectGold([gold(1, 5), ...few], answers, 5)).toHaveLength(1);
  });
});

describe("the probability of gold levels", () => {
  // By hand, two levels, one answer: errors have one level to fall on. 0.9 × 0.2 / (0.9 × 0.2 + 0.1 × 0.8) = 0.6923.
  test("follows Bayes' rule", () => {
    expect(probabilityOfLevels([2], [{ level: 1, accuracy: 0.8 }], 2)).toBeCloseTo(0.18 / 0.26, 12);
    expect(probabilityOfLevels([2], [], 5)).toBeCloseTo(0.9, 12);
  });

  test("suffers less from a neighboring level than from a far one", () => {
    const left = (level: number) => probabilityOfLevels([4], [{ level, accuracy: 0.8 }], 5);
    expect(left(3)).toBeGreaterThan(left(1));
    expect(left(4)).toBeGreaterThan(0.9);
  });
});

// 300 golds, 15 of them two levels off, answered by 8 of 20 people who are right in 75 to 90% of cases and
// otherwise mostly one level off. Seeded: the counts are the same on every run.
test("of planted wrong golds nearly all are found, of right ones hardly any is accused", () => {
  const chance = createRandom(7);
  const accuracy = Array.from({ length: 20 }, () => 0.75 + 0.15 * chance());
  const truths = Array.from({ length: 300 }, () => 1 + Math.floor(5 * chance()));
  const golds = truths.map((truth, at) =>
    at % 20 === 0 ? gold(at, truth > 2 ? truth - 2 : truth + 2) : gold(at, truth),
  );
  const answers = truths.flatMap((truth, at) =>
    accuracy.flatMap((right, no) => {
      if (chance() > 0.4) return [];
      const step = chance() < right ? 0 : chance() < 0.5 ? -1 : 1;
      return [said(at, no, Math.min(5, Math.max(1, truth + step)))];
    }),
  );
  const found = suspectGold(golds, answers, 5).map(({ itemNo }) => itemNo);
  expect(found.filter((itemNo) => itemNo % 20 === 0).length).toBeGreaterThanOrEqual(14);
  expect(found.filter((itemNo) => itemNo % 20 !== 0).length).toBeLessThanOrEqual(1);
});

test("answers are counted level by level", () => {
  expect(answersByLevel([{ level: 5 }, { level: 2 }, { level: 5 }], 5)).toEqual([0, 1, 0, 0, 2]);
});
