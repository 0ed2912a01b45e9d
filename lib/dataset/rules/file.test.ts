import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Method } from "#lib/dataset/schema.ts";
import { fromSpreadsheetCell } from "#lib/formats/spreadsheet.ts";
import { carefulPeople, simulate } from "#lib/statistics/aggregation/published.fixture.ts";
import { collectColumns, IS } from "./columns.ts";
import { makeContent } from "./content.ts";
import { guidelinePiece, itemWriter, judgmentWriter } from "./file.ts";
import type { FrozenJudgment } from "./judgment-row.ts";
import type { VersionFileName } from "./pieces.ts";
import type { Frozen, FrozenItem } from "./record.ts";

type Answer = readonly [itemNo: number, annotatorNo: number, level: number, counts?: boolean];
type Row = Record<string, string | number | boolean | null>;
type Golds = readonly (readonly [itemNo: number, levels: number[], isInReview?: boolean])[];

const item = (no: number) => ({
  no,
  externalId: `d${no}`,
  queryNo: 1,
  queryExternalId: "q",
  queryText: "q",
  fields: {},
});

type Given = Frozen & { items: FrozenItem[]; judgments: (FrozenJudgment & { counts: boolean })[] };

function judgment(answer: Answer, at: number): Given["judgments"][number] {
  const [itemNo, annotatorNo, level, counts = true] = answer;
  return {
    seq: String(at + 1),
    itemNo,
    annotatorNo,
    action: "judge",
    level,
    unratable: null,
    comment: null,
    durationMs: 900,
    guidelineVersion: 1,
    countedAtReceipt: counts,
    counts,
    supersedes: null,
    createdAt: "2026-11-02T03:04:05.678Z",
  };
}

function frozen(method: Method, answers: readonly Answer[], golds: Golds = []): Given {
  const nos = [...new Set(answers.map(([itemNo]) => itemNo))].sort((a, b) => a - b);
  const levels = [1, 2, 3, 4, 5].map((value) => ({
    value,
    name: `L${value}`,
    definition: "",
    gain: value - 1,
  }));
  const project = { id: "p", name: "P", question: "?", isSimulated: false, fieldRoles: [], levels };
  return {
    parameters: {
      method,
      grades: [0, 1, 2, 3, 4],
      queryIds: "own",
      relevantFrom: 3,
      watermark: String(answers.length),
      guidelineVersion: 1,
      firstJudgments: 3,
      excludedAnnotators: [],
      selection: { judged: 0, reopened: 0, reopenedByAnswers: 0, removed: 0, paused: 0 },
      goldVersions: {},
      goldInDoubt: [],
      seed: 1,
    },
    project: { ...project, guidelines: [] },
    itemNos: Int32Array.from(nos),
    items: nos.map(item),
    judgments: answers.map(judgment).sort((a, b) => a.itemNo - b.itemNo || Number(a.seq) - Number(b.seq)),
    gold: new Map(
      golds.map(([itemNo, accepted, isInReview = false]) => [
        itemNo,
        { itemNo, version: 1, levels: accepted, isInReview },
      ]),
    ),
    pseudonyms: new Map(),
  };
}

function compose({ items, judgments, ...inputs }: Given) {
  const collected = collectColumns();
  for (const { itemNo, annotatorNo, level, counts } of judgments) {
    const is = IS.newest | IS.answer | (counts ? IS.counted | IS.beforeChoosing : 0);
    collected.add({ itemNo, queryNo: 1, annotatorNo, level: level ?? 0, is });
  }
  const columns = collected.finish();
  const { labels, manifest } = makeContent({ ...inputs, columns });
  const ordinary = items.filter(({ no }) => !inputs.gold.has(no));
  const forItems = itemWriter(inputs, labels, new Map());
  const forJudgments = judgmentWriter(inputs, columns, labels);
  const pieces = [
    guidelinePiece(inputs),
    ...[forItems.write(ordinary), forItems.end()],
    forJudgments.write(judgments, new Map(items.map((one) => [one.no, one]))),
    forJudgments.end(),
  ];
  const text = (name: VersionFileName) =>
    Buffer.concat(pieces.map((piece) => Buffer.from(piece[name]?.content ?? ""))).toString("utf8");
  const rows = (name: VersionFileName): Row[] =>
    text(name)
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line));
  return { manifest, text, rows };
}

function crowdAnswers(
  people: Parameters<typeof simulate>[0],
  plan: Parameters<typeof simulate>[1],
): Answer[] {
  const { item, annotator, label } = simulate(people, plan).labeling;
  return Array.from(item, (i, r) => [i + 1, (annotator[r] ?? 0) + 1, (label[r] ?? 0) + 1] as const);
}

/** The share of the weight behind the label, added up by a reader of the two files. */
function weighAgain(labels: readonly Row[], judgments: readonly Row[]) {
  return labels.map((label) => {
    const own = judgments.filter(({ item_no, counted }) => item_no === label.item_no && counted);
    const weigh = (rows: readonly Row[]) => rows.reduce((sum, { trust }) => sum + Number(trust), 0);
    return weigh(own.filter(({ level }) => level === label.label)) / weigh(own);
  });
}

describe("the trust in the files is the trust that weighed the votes", () => {
  const answers = crowdAnswers([...carefulPeople(4, 0.8), { spam: 1, bias: 0, noise: 1 }], {
    items: 60,
    each: 3,
    levels: 5,
    seed: 5,
  });
  const expected = (itemNo: number) => [itemNo, [1 + (itemNo % 5)]] as const;

  test.each([
    ["without gold", [], []],
    [
      "from gold",
      [expected(1), expected(2), expected(3), expected(4)].map(([no, levels]) => [no, [...levels]] as const),
      [],
    ],
    [
      "also where an answer on gold came too late to count",
      [[61, [2]] as const],
      [1, 2, 3].map((who) => [61, who, who === 1 ? 2 : 5, false] as const),
    ],
    ["whatever is said on a gold in review", [[1, [1], true] as const, [2, [2], false] as const], []],
  ] as [string, Golds, Answer[]][])("%s", (_, golds, late) => {
    const { rows } = compose(frozen("trust-weighted", [...answers, ...late], golds));
    const labels = rows("data/labels.jsonl");
    const shares = weighAgain(labels, rows("data/judgments.jsonl"));
    expect(labels.length).toBeGreaterThan(50);
    labels.forEach((label, at) => {
      expect(shares[at]).toBeCloseTo(Number(label.confidence), 10);
    });
  });
});

test("a gold in review is no label, and nobody is right or wrong on it", () => {
  const { rows, manifest } = compose(
    frozen(
      "majority",
      [
        [1, 1, 4],
        [2, 1, 5],
      ],
      [[1, [2], true]],
    ),
  );
  expect(rows("data/labels.jsonl").map(({ item_no }) => item_no)).toEqual([2]);
  expect(rows("data/judgments.jsonl")[0]).toMatchObject({ is_gold: true, correct: null });
  expect(manifest.gold_accuracy).toMatchObject({ reason: "no-gold" });
});

test("a model that is not believed is not the method that the files name", () => {
  // One answer an item: Dawid and Skene's model has nothing to compare people by, and collapses.
  const people = Array.from({ length: 12 }, () => ({ spam: 0.75, says: 0, bias: 0, noise: 0.3 }));
  const answers = crowdAnswers(people, { items: 200, each: 1, levels: 5, seed: 3 });
  const { rows, manifest } = compose(frozen("dawid-skene", answers));
  expect(manifest.method.alarms.length).toBeGreaterThan(0);
  const used = manifest.method.used;
  expect(["pooled", "majority"]).toContain(used);
  expect(new Set(rows("data/labels.jsonl").map(({ method }) => method))).toEqual(new Set([used]));
  expect(manifest.method).toMatchObject({
    chosen: "dawid-skene",
    reason: "model-alarms",
    labels: { [used]: 200 },
  });
});

test("a label that nobody gave is the vote's, and its row and the manifest say so", () => {
  const answers = crowdAnswers(carefulPeople(8, 1.6), { items: 300, each: 2, levels: 5, seed: 2 });
  const { rows, manifest } = compose(frozen("spam-mixture", answers));
  const labels = rows("data/labels.jsonl");
  expect(labels.filter((row) => row[`votes_${row.label}`] === 0)).toEqual([]);
  const byVote = labels.filter(({ method }) => method === "majority");
  expect(byVote.length).toBeGreaterThan(0);
  for (const row of byVote) expect(row.label).toBe(row.majority);
  expect(manifest.method).toMatchObject({
    chosen: "spam-mixture",
    used: "spam-mixture",
    labels: { majority: byVote.length, "spam-mixture": 300 - byVote.length },
  });
});

test("a text column comes back exactly from the flavor for spreadsheets, and no cell starts a formula", () => {
  const text = fc.string({
    unit: fc.constantFrom("=", "+", "-", "@", "'", "\t", "\r", "\n", ",", '"', "＝", "1", "a", "."),
    maxLength: 6,
  });
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (comments) => {
      const answers = comments.map((_, at) => [at + 1, 1, 1 + (at % 5)] as const);
      const inputs = frozen("majority", answers);
      inputs.judgments = inputs.judgments.map((each, at) => ({ ...each, comment: comments[at] ?? null }));
      const { text: file, rows } = compose(inputs);
      const cells = parse(file("data/judgments.csv"), {
        columns: true,
        record_delimiter: ["\r\n", "\n", "\r"],
        relax_column_count: true,
      }) as Record<string, string>[];
      expect(cells.map(({ comment }) => fromSpreadsheetCell(comment ?? ""))).toEqual(comments);
      expect(rows("data/judgments.jsonl").map(({ comment }) => comment)).toEqual(comments);
      const isNumber = (cell: string) => cell !== "" && !Number.isNaN(Number(cell));
      for (const { comment = "" } of cells)
        expect(isNumber(comment) || !/^[=+\-@\t\r＝]/.test(comment)).toBe(true);
    }),
  );
});
