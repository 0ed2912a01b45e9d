import { describe, expect, test } from "vitest";
import { type FrozenJudgment, judgmentRecord, labelRecord, meanLevel } from "./rules.ts";

const levels = [
  { value: 1, name: "Bad" },
  { value: 2, name: "Good" },
];
const item = {
  no: 7,
  key: "sku-1",
  queryNo: 1,
  queryKey: "tv",
  queryText: "tv",
  fields: { docid: "sku-1", label: "theirs" },
};
const judgment: FrozenJudgment = {
  seq: "12",
  itemNo: 7,
  annotatorNo: 3,
  action: "judge",
  level: 2,
  unratable: null,
  comment: null,
  durationMs: 900,
  guidelineVersion: 1,
  countedAtReceipt: true,
  counts: true,
  wasBeforeChoosing: true,
  supersedes: null,
  createdAt: new Date("2026-11-02T03:04:05.678Z"),
  isNewest: true,
};

describe("a row of labels", () => {
  const consensus = {
    votes: [1, 2],
    label: 2,
    confidence: 0.8,
    distribution: [0.2, 0.8],
    entropy: 0.5,
    expectedError: 0.2,
    majority: 2,
    tied: false,
    median: 2,
  };

  test("keeps the source's columns beside ours, without collision", () => {
    const record = labelRecord(item, consensus, {
      levels,
      sourceColumns: ["docid", "label"],
      method: "majority",
    });
    expect(record).toMatchObject({ label: 2, label_name: "Good", source_label: "theirs", n_counted: 3 });
    expect(Object.keys(record).slice(-2)).toEqual(["source_docid", "source_label"]);
  });

  test("leaves an item without judgments unlabeled instead of guessing", () => {
    const nothing = {
      votes: [0, 0],
      label: null,
      confidence: null,
      distribution: null,
      entropy: null,
      expectedError: null,
      majority: null,
      tied: false,
      median: null,
    };
    const record = labelRecord(item, nothing, { levels, sourceColumns: [], method: "majority" });
    expect(record).toMatchObject({ label: null, label_name: null, dist_1: null, mean: null, n_counted: 0 });
  });
});

test("the mean level of 1, 2, 2 is five thirds, and of nothing nothing", () => {
  expect(meanLevel([1, 2])).toBeCloseTo(5 / 3, 12);
  expect(meanLevel([0, 0])).toBeNull();
});

describe("a row of judgments", () => {
  test("says in UTC when it was given, and whether it met the gold key", () => {
    const about = { item, pseudonym: "brave-otter-12", goldLevels: [2], trust: 0.9 };
    expect(judgmentRecord(judgment, about)).toMatchObject({
      created_at: "2026-11-02T03:04:05.678Z",
      is_gold: true,
      correct: true,
      counted: true,
    });
  });

  test("that does not count stays in the file and says so", () => {
    const about = { item, pseudonym: "idle-jackdaw-30", goldLevels: null, trust: null };
    expect(judgmentRecord({ ...judgment, counts: false }, about)).toMatchObject({
      counted: false,
      is_current: true,
      correct: null,
    });
  });
});
