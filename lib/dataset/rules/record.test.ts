import { describe, expect, test } from "vitest";
import type { Cell } from "#lib/formats/delimited.ts";
import type { TableColumn } from "#lib/formats/parquet.ts";
import { collectColumns, countedJudgments, goldAnswers, IS } from "./columns.ts";
import { type ItemLabel, nothing } from "./item-label.ts";
import { type AboutJudgment, type FrozenJudgment, JUDGMENT_COLUMNS, judgmentCells } from "./judgment-row.ts";
import { type LabelShape, labelCells, labelColumns, meanLevel } from "./label-row.ts";
import { type FrozenItem, goldLevels } from "./record.ts";

/** A row as its columns name its cells. */
const recordOf = (columns: readonly TableColumn[], cells: readonly Cell[]) =>
  Object.fromEntries(columns.map(({ name }, at) => [name, cells[at]]));
const labelRecord = (of: FrozenItem, made: ItemLabel, shape: LabelShape) =>
  recordOf(labelColumns(shape), labelCells(of, made, shape));
const judgmentRecord = (of: FrozenJudgment, about: AboutJudgment) =>
  recordOf(JUDGMENT_COLUMNS, judgmentCells(of, about));

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
  annotatorNo: 3,
  action: "judge",
  level: 2,
  unratable: null,
  comment: null,
  durationMs: 900,
  guidelineVersion: 1,
  countedAtReceipt: true,
  supersedes: null,
  createdAt: "2026-11-02T03:04:05.678Z",
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

  test("has a cell for each of its columns", () => {
    const shape = { levels, sourceColumns: ["docid"] };
    expect(labelCells(item, consensus, shape)).toHaveLength(labelColumns(shape).length);
  });
});

test("the mean level of 1, 2, 2 is five thirds, and of nothing nothing", () => {
  expect(meanLevel([1, 2])).toBeCloseTo(5 / 3, 12);
  expect(meanLevel([0, 0])).toBeNull();
});

describe("a row of judgments", () => {
  const gold = { itemNo: 7, version: 1, levels: [2], isInReview: false };
  const about = { item, pseudonym: "brave-otter-12", gold, trust: 0.9, isNewest: true, counts: true };

  test("says when it was given, and whether it met the gold", () => {
    expect(judgmentRecord(judgment, about)).toMatchObject({
      created_at: "2026-11-02T03:04:05.678Z",
      is_gold: true,
      correct: true,
      counted: true,
    });
    expect(judgmentRecord({ ...judgment, level: 1 }, about)).toMatchObject({ correct: false });
    expect(judgmentCells(judgment, about)).toHaveLength(JUDGMENT_COLUMNS.length);
  });

  test("is neither right nor wrong on gold in review, nor without gold", () => {
    const inReview = { ...about, gold: { ...gold, isInReview: true } };
    expect(judgmentRecord(judgment, inReview)).toMatchObject({ is_gold: true, correct: null });
    expect(judgmentRecord(judgment, { ...about, gold: null })).toMatchObject({
      is_gold: false,
      correct: null,
    });
  });

  test("that does not count stays in the file, with what its receipt said", () => {
    expect(judgmentRecord(judgment, { ...about, counts: false })).toMatchObject({
      counted: false,
      counted_at_receipt: true,
      is_current: true,
    });
  });
});

describe("what a version reads of its judgments", () => {
  const columns = collectColumns();
  const all = IS.counted | IS.newest | IS.answer;
  for (const [annotatorNo, itemNo, level, is] of [
    [3, 7, 2, all],
    [4, 7, 2, all & ~IS.counted],
    [5, 7, 2, IS.answer],
    [6, 7, 0, IS.newest],
    [7, 8, 2, all],
    [8, 7, 0, IS.counted | IS.newest],
  ] as const) {
    columns.add({ itemNo, queryNo: 1, annotatorNo, level, is });
  }
  const judgments = columns.finish();
  const gold = new Map([
    [7, { itemNo: 7, version: 1, levels: [2], isInReview: false }],
    [8, { itemNo: 8, version: 1, levels: [2], isInReview: true }],
  ]);

  test("labels come from levels that count", () => {
    expect([...countedJudgments(judgments).annotatorNo]).toEqual([3, 7]);
  });

  test("trust comes from everybody's current answers on gold that is not in review, counted or not", () => {
    expect([...goldAnswers(judgments, goldLevels({ gold })).annotatorNo]).toEqual([3, 4]);
  });

  test("there may be any number of them", () => {
    const many = collectColumns();
    for (let n = 1; n <= 5000; n++) {
      many.add({ itemNo: n, queryNo: n % 7, annotatorNo: n % 11, level: 1 + (n % 5), is: all });
    }
    const { itemNo, queryNo, annotatorNo, level } = many.finish();
    expect(itemNo).toHaveLength(5000);
    for (const at of [0, 1023, 1024, 4999]) {
      const n = at + 1;
      const row = [itemNo[at], queryNo[at], annotatorNo[at], level[at]];
      expect(row).toEqual([n, n % 7, n % 11, 1 + (n % 5)]);
    }
  });
});
