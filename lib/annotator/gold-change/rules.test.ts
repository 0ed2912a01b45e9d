import { describe, expect, test } from "vitest";
import type { GoldJudgment } from "#lib/annotator/rules/crowd.ts";
import { type GoldChangeFacts, type ItemFact, planGoldChange } from "./rules.ts";

const GOLDS = Array.from({ length: 10 }, (_, at) => at + 1);

const item = (no: number, rest: Partial<ItemFact> = {}): ItemFact => ({
  no,
  state: "open",
  target: 6,
  counted: 1,
  live: 0,
  asOrdinary: 3,
  asGold: 6,
  scored: [5],
  ...rest,
});

/** One person who said 2 on ten golds of which all accept 5 only. */
const answers: GoldJudgment[] = GOLDS.map((itemNo) => ({
  annotatorNo: 1,
  itemNo,
  level: 2,
  acceptable: [5],
  seq: itemNo,
}));

const suspended: GoldChangeFacts = {
  basis: {
    levels: 5,
    pass: 0.7,
    people: [
      { no: 1, state: "suspended", secondChanceAtSeq: null, reinstatedAtSeq: null, hasFailedQuiz: false },
    ],
    answers,
    quiz: [],
  },
  answers,
  quiz: [],
  suspended: [{ no: 1, cameFrom: "probation", lastSeq: 10 }],
  slots: [...GOLDS, 20, 21, 22].map((itemNo) => ({ annotatorNo: 1, itemNo, isJudged: itemNo !== 22 })),
  items: [
    ...GOLDS.map((no) => item(no)),
    item(20, { target: 3, counted: 2, scored: null }),
    item(21, { target: 3, counted: 3, state: "done", scored: null }),
    item(22, { target: 3, counted: 2, scored: null }),
  ],
};

const to = (...levels: number[]) => GOLDS.map((itemNo) => ({ itemNo, levels }));

describe("corrected gold", () => {
  test("reinstate whom only the old ones spoke against, with their work where it fits", () => {
    // 10 golds and item 20 have room; 21 is full; 22 is lent to them again, which is no judgment.
    expect(planGoldChange(suspended, to(2))).toEqual({
      reinstated: [1],
      consequences: {
        peopleReinstated: 1,
        peopleToReview: 0,
        peopleToSecondChance: 0,
        judgmentsRestored: 11,
        itemsReopened: 0,
        answersRegraded: 10,
      },
    });
  });

  test("leave alone whom the new ones speak against as well", () => {
    const { reinstated, consequences } = planGoldChange(suspended, to(4));
    expect(reinstated).toEqual([]);
    expect(consequences).toMatchObject({ peopleReinstated: 0, judgmentsRestored: 0, answersRegraded: 0 });
  });

  test("leave alone whom the old ones did not speak against: they were suspended for something else", () => {
    const right = answers.map((answer) => ({ ...answer, acceptable: [2] }));
    const facts = { ...suspended, basis: { ...suspended.basis, answers: right } };
    expect(planGoldChange(facts, to(2)).reinstated).toEqual([]);
  });

  test("give a free slot to one of two who would take it", () => {
    const twin = (answer: GoldJudgment) => ({ ...answer, annotatorNo: 2 });
    const both = [...answers, ...answers.map(twin)];
    const facts: GoldChangeFacts = {
      ...suspended,
      basis: {
        ...suspended.basis,
        answers: both,
        people: [1, 2].flatMap((no) => suspended.basis.people.map((person) => ({ ...person, no }))),
      },
      answers: both,
      suspended: [1, 2].map((no) => ({ no, cameFrom: "probation" as const, lastSeq: 10 })),
      slots: [1, 2].map((annotatorNo) => ({ annotatorNo, itemNo: 20, isJudged: true })),
    };
    const { reinstated, consequences } = planGoldChange(facts, to(2));
    expect(reinstated).toEqual([1, 2]);
    expect(consequences).toMatchObject({ peopleReinstated: 2, judgmentsRestored: 1 });
  });
});

describe("gold", () => {
  const working: GoldChangeFacts = {
    ...suspended,
    basis: {
      ...suspended.basis,
      people: suspended.basis.people.map((person) => ({ ...person, state: "probation" as const })),
    },
    suspended: [],
    slots: [],
  };

  test("on a done ordinary item opens it again and grades what was said", () => {
    const facts = {
      ...working,
      answers: [{ annotatorNo: 1, itemNo: 21, level: 3, seq: 11 }],
    };
    expect(planGoldChange(facts, [{ itemNo: 21, levels: [3] }]).consequences).toMatchObject({
      itemsReopened: 1,
      answersRegraded: 1,
    });
  });

  test("that is withdrawn from an item with judgments enough makes it done, and its answers score nobody", () => {
    const facts = { ...working, items: GOLDS.map((no) => item(no, { counted: 3 })) };
    expect(planGoldChange(facts, to()).consequences).toMatchObject({ itemsReopened: 0, answersRegraded: 10 });
  });

  test("that begins to speak against a person tells them their misses first", () => {
    const right = answers.map((answer) => ({ ...answer, acceptable: [2] }));
    const facts = {
      ...working,
      basis: { ...working.basis, answers: right },
      items: GOLDS.map((no) => item(no, { scored: [2] })),
    };
    expect(planGoldChange(facts, to(5)).consequences).toMatchObject({
      peopleToSecondChance: 1,
      peopleToReview: 0,
      answersRegraded: 10,
    });
  });
});
