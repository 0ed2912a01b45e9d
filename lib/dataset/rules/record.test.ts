import { describe, expect, test } from "vitest";
import { nothing } from "./label.ts";
import {
  countedJudgments,
  type Frozen,
  type FrozenJudgment,
  goldAnswers,
  judgmentColumns,
  judgmentRecord,
  labelColumns,
  labelRecord,
  meanLevel,
} from "./record.ts";

const levels = [
  { value: 1, name: "Bad" },
  { value: 2, name: "Good" },
];
const item = {
  no: 7,
  externalId: "sku-1",
  queryNo: 1,
  queryExternalId: "tv",
  queryText: "tv",
  fields: { docid: "sku-1", label: "theirs" },
};
const judgment: FrozenJudgment = {
  seq: "12",
  itemNo: 7,
  queryNo: 1,
  annotatorNo: 3,
  action: "judge",
  level: 2,
  unratable: null,
  comment: null,
  durationMs: 900,
  guidelineVersion: 1,
  countedAtReceipt: true,
  supersedes: null,
  createdAt: new Date("2026-11-02T03:04:05.678Z"),
  isNewest: true,
  counts: true,
  wasBeforeChoosing: true,
};

describe("a row of labels", () => {
  const consensus = {
    votes: [1, 2],
    label: 2,
    method: "wawa" as const,
    confidence: 0.8,
    distribution: [0.2, 0.8],
    entropy: 0.5,
    expectedError: 0.2,
    majority: 2,
    tied: false,
    median: 2,
  };

  test("leaves a column empty that an item does not have, whatever every object has by that name", () => {
    const sourceColumns = ["constructor", "__proto__", "toString"];
    const record = labelRecord(item, consensus, { levels, sourceColumns });
    for (const column of sourceColumns) expect(record[`source_${column}`]).toBeNull();
  });

  test("keeps the source's columns beside ours, without collision", () => {
    const record = labelRecord(item, consensus, { levels, sourceColumns: ["docid", "label"] });
    expect(record).toMatchObject({ label: 2, label_name: "Good", source_label: "theirs", n_counted: 3 });
    expect(record).toMatchObject({ method: "wawa", confidence_note: null });
    expect(Object.keys(record).slice(-2)).toEqual(["source_docid", "source_label"]);
  });

  test("leaves an item without judgments unlabeled instead of guessing", () => {
    const record = labelRecord(item, nothing(2), { levels, sourceColumns: [] });
    expect(record).toMatchObject({ label: null, label_name: null, dist_1: null, mean: null, n_counted: 0 });
    expect(record).toMatchObject({ method: null, confidence: null, confidence_note: null });
  });

  test("says of how few answers a confidence is", () => {
    const notes = [
      [0, 1],
      [1, 1],
      [2, 1],
    ].map(
      (votes) => labelRecord(item, { ...consensus, votes }, { levels, sourceColumns: [] }).confidence_note,
    );
    expect(notes).toEqual(["1 answer", "2 answers", null]);
  });

  test("has its columns also where there is none", () => {
    const release = { levels, sourceColumns: ["docid"] };
    expect(labelColumns(release)).toEqual(Object.keys(labelRecord(item, consensus, release)));
  });
});

test("the mean level of 1, 2, 2 is five thirds, and of nothing nothing", () => {
  expect(meanLevel([1, 2])).toBeCloseTo(5 / 3, 12);
  expect(meanLevel([0, 0])).toBeNull();
});

describe("a row of judgments", () => {
  const gold = { itemNo: 7, version: 1, levels: [2], isInDoubt: false };
  const about = { item, pseudonym: "brave-otter-12", gold, trust: 0.9 };

  test("says in UTC when it was given, and whether it met the gold", () => {
    expect(judgmentRecord(judgment, about)).toMatchObject({
      created_at: "2026-11-02T03:04:05.678Z",
      is_gold: true,
      correct: true,
      counted: true,
    });
    expect(judgmentRecord({ ...judgment, level: 1 }, about)).toMatchObject({ correct: false });
    expect(judgmentColumns()).toEqual(Object.keys(judgmentRecord(judgment, about)));
  });

  test("is neither right nor wrong on gold that is in doubt, nor without gold", () => {
    const doubted = { ...about, gold: { ...gold, isInDoubt: true } };
    expect(judgmentRecord(judgment, doubted)).toMatchObject({ is_gold: true, correct: null });
    expect(judgmentRecord(judgment, { ...about, gold: null })).toMatchObject({
      is_gold: false,
      correct: null,
    });
  });

  test("that does not count stays in the file, with what its receipt said", () => {
    expect(judgmentRecord({ ...judgment, counts: false }, about)).toMatchObject({
      counted: false,
      counted_at_receipt: true,
      is_current: true,
    });
  });
});

describe("what a version reads of its judgments", () => {
  const judgments: FrozenJudgment[] = [
    judgment,
    { ...judgment, annotatorNo: 4, counts: false },
    { ...judgment, annotatorNo: 5, isNewest: false, counts: false },
    { ...judgment, annotatorNo: 6, action: "undo", level: null, counts: false },
    { ...judgment, annotatorNo: 7, itemNo: 8 },
    { ...judgment, annotatorNo: 8, level: null, unratable: "query" },
  ];
  const gold = new Map([
    [7, { itemNo: 7, version: 1, levels: [2], isInDoubt: false }],
    [8, { itemNo: 8, version: 1, levels: [2], isInDoubt: true }],
  ]);
  const who = (found: { annotatorNo: number }[]) => found.map(({ annotatorNo }) => annotatorNo);

  test("labels come from levels that count", () => {
    expect(who(countedJudgments({ judgments } as Frozen))).toEqual([3, 7]);
  });

  test("trust comes from everybody's current answers on gold that is not in doubt, counted or not", () => {
    expect(who(goldAnswers({ judgments, gold } as Frozen))).toEqual([3, 4]);
  });
});
