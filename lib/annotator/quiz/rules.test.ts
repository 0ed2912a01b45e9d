import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type GradableAnswer,
  isNearGold,
  type PracticeItem,
  quizItems,
  quizPlan,
  quizResult,
  quizSize,
  reference,
} from "./rules.ts";

const none = { first: [], second: [] };

/** A bank of gold that accepts levels 1 to 5 in turn. */
const bankOf = (
  size: number,
  change: (item: PracticeItem) => Partial<PracticeItem> = () => ({}),
): PracticeItem[] =>
  Array.from({ length: size }, (_, at) => {
    const item = { itemNo: at + 1, acceptable: [1 + (at % 5)], hasReason: true, isWornOut: false };
    return { ...item, ...change(item) };
  });

describe("the length of the quiz", () => {
  test("is the setting, at most half of the bank, and none below five golds or when it is set to none", () => {
    expect([4, 5, 8, 12, 200].map((bank) => quizSize(10, bank))).toEqual([0, 3, 4, 6, 10]);
    expect(quizSize(0, 200)).toBe(0);
    expect(quizSize(2, 5)).toBe(2);
  });
});

describe("the items of the quiz", () => {
  test("are balanced over the levels", () => {
    const bank = bankOf(60, ({ itemNo }) => ({ acceptable: [itemNo <= 40 ? 5 : 1 + (itemNo % 4)] }));
    const picked = new Set(quizItems(bank, 10, 1, none, 7));
    const levels = bank.filter(({ itemNo }) => picked.has(itemNo)).map(({ acceptable }) => acceptable[0]);
    expect([1, 2, 3, 4, 5].map((level) => levels.filter((own) => own === level).length)).toEqual([
      2, 2, 2, 2, 2,
    ]);
  });

  test("are those with a reason first, and of these the ones that are worn out", () => {
    const bank = bankOf(50, ({ itemNo }) => ({ hasReason: itemNo > 20, isWornOut: itemNo > 40 }));
    expect(quizItems(bank, 10, 1, none, 1).every((itemNo) => itemNo > 40)).toBe(true);
    expect(quizItems(bank.slice(0, 30), 10, 1, none, 1).every((itemNo) => itemNo > 20)).toBe(true);
  });

  test("are the same for everybody, in an order of one's own", () => {
    const [one, two] = [1, 2].map((seed) => quizItems(bankOf(60), 10, 1, none, seed)) as [number[], number[]];
    expect(new Set(one)).toEqual(new Set(two));
    expect(one).not.toEqual(two);
  });

  test("stay the same whatever was answered already, so that a reload changes nothing", () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 80 }), fc.nat(9), fc.integer(), (bankSize, done, seed) => {
        const bank = bankOf(bankSize, ({ itemNo }) => ({
          hasReason: itemNo % 3 > 0,
          isWornOut: itemNo % 7 === 0,
        }));
        const size = quizSize(10, bankSize);
        const whole = quizItems(bank, size, 1, none, seed);
        const first = whole.slice(0, Math.min(done, size - 1));
        expect(quizItems(bank, size, 1, { first, second: [] }, seed)).toEqual(whole);
      }),
    );
  });

  test("are others at the retry where the bank allows, else the same in another order", () => {
    const first = quizItems(bankOf(60), 10, 1, none, 3);
    const retry = quizItems(bankOf(60), 10, 2, { first, second: [] }, 3);
    expect(retry).toHaveLength(10);
    expect(retry.filter((itemNo) => first.includes(itemNo))).toEqual([]);
    const small = quizItems(bankOf(20), 10, 1, none, 3);
    const again = quizItems(bankOf(20), 10, 2, { first: small, second: [] }, 3);
    expect(new Set(again)).toEqual(new Set(small));
    expect(again).not.toEqual(small);
  });
});

describe("where a person stands in the quiz", () => {
  const facts = {
    isDue: true,
    levels: 5,
    setting: 10,
    pass: 0.7,
    seed: 3,
    secret: "",
    state: "probation",
    hasRetry: false,
  } as const;

  test("is the first item that is not answered", () => {
    const bank = bankOf(60);
    const start = quizPlan({ ...facts, bank, answers: [] });
    expect(start).toMatchObject({ attempt: 1, answered: 0, total: 10 });
    const answers = [{ itemNo: start.next as number, attempt: 1, level: 2 }];
    const then = quizPlan({ ...facts, bank, answers });
    expect(then).toMatchObject({ answered: 1, total: 10 });
    expect(then.next).not.toBe(start.next);
  });

  test("has an end even when golds are withdrawn in the middle", () => {
    const bank = bankOf(60);
    const picked = quizItems(bank, 10, 1, none, 3);
    const answers = picked.slice(0, 4).map((itemNo) => ({ itemNo, attempt: 1, level: 1 }));
    const left = bank.filter(({ itemNo }) => !picked.slice(2).includes(itemNo)).slice(0, 8);
    const plan = quizPlan({ ...facts, bank: left, answers });
    expect(plan.next).not.toBeNull();
  });
});

const answersOf = (annotatorNo: number, rights: readonly boolean[]): GradableAnswer[] =>
  rights.map((isRight, at) => ({ annotatorNo, itemNo: at + 1, level: isRight ? 4 : 1, acceptable: [4, 5] }));
const of = (right: number, wrong: number) => [
  ...Array<boolean>(right).fill(true),
  ...Array<boolean>(wrong).fill(false),
];

describe("the quiz", () => {
  test("is passed by 7 of 10 and missed by 6 of 10 while nobody else is known", () => {
    expect(quizResult(answersOf(1, of(7, 3)), [], 0.7)).toEqual({
      ...{ right: 7, total: 10, needed: 7, hasPassed: true },
    });
    expect(quizResult(answersOf(1, of(6, 4)), [], 0.7).hasPassed).toBe(false);
  });

  test("is never missed by a single miss, however short it is", () => {
    expect(quizResult(answersOf(1, of(1, 1)), [], 1).hasPassed).toBe(true);
    expect(quizResult(answersOf(1, of(1, 2)), [], 0.7).hasPassed).toBe(false);
  });

  // On a scale where the median person gets 6 of 10, 4 of 10 are 67% of that and 5 of 10 are 83%.
  test("is measured by what five others get right on the same items", () => {
    const others = [5, 6, 6, 6, 9].flatMap((right, at) => answersOf(at + 2, of(right, 10 - right)));
    expect(reference(answersOf(1, of(5, 5)), others)).toBeCloseTo(0.6);
    expect(quizResult(answersOf(1, of(5, 5)), others, 0.7).hasPassed).toBe(true);
    expect(quizResult(answersOf(1, of(4, 6)), others, 0.7).hasPassed).toBe(false);
  });

  test("compares nobody with four others, with themselves or with answers to other items", () => {
    const own = answersOf(1, of(5, 5));
    const four = [2, 3, 4, 5].flatMap((no) => answersOf(no, of(2, 8)));
    const elsewhere = answersOf(6, of(0, 10)).map((answer) => ({ ...answer, itemNo: answer.itemNo + 100 }));
    expect(reference(own, [...four, ...own, ...elsewhere])).toBe(1);
  });
});

describe("answers near the gold", () => {
  const gives = (levels: readonly number[], expected: readonly number[]): GradableAnswer[] =>
    levels.map((level, at) => ({
      annotatorNo: 1,
      itemNo: at + 1,
      level,
      acceptable: [expected[at % expected.length] as number],
    }));
  const SCALE = [1, 2, 3, 4, 5];

  test("are those of which half are right and the others one level off", () => {
    expect(isNearGold(gives([1, 3, 3, 5, 5, 2, 2, 4, 4, 4], SCALE), 5)).toBe(true);
  });

  test("are not those of somebody who always says the same, turns the scale around or goes through it", () => {
    for (const level of SCALE) expect(isNearGold(gives(Array(10).fill(level), SCALE), 5)).toBe(false);
    expect(isNearGold(gives([5, 4, 3, 2, 1, 5, 4, 3, 2, 1], SCALE), 5)).toBe(false);
    expect(isNearGold(gives([2, 3, 4, 5, 1, 2, 3, 4, 5, 1], SCALE), 5)).toBe(false);
  });

  test("are not those of which six are right and four at the other end", () => {
    expect(isNearGold(gives([1, 1, 1, 5, 5, 5, 5, 5, 1, 1], [1, 1, 1, 5, 5, 5, 1, 1, 5, 5]), 5)).toBe(false);
  });

  test("are none without answers", () => {
    expect(isNearGold([], 5)).toBe(false);
  });
});
