import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { collectColumns, IS } from "#lib/dataset/rules/columns.ts";
import { makeContent } from "#lib/dataset/rules/content.ts";
import { documentPieces, isJudged } from "#lib/dataset/rules/evaluation.ts";
import { guidelinePiece, itemWriter, judgmentWriter } from "#lib/dataset/rules/file.ts";
import { labelAt } from "#lib/dataset/rules/item-label.ts";
import type { FrozenJudgment } from "#lib/dataset/rules/judgment-row.ts";
import { LABEL_RULE } from "#lib/dataset/rules/label.ts";
import { completeManifest } from "#lib/dataset/rules/manifest.ts";
import { type FilePieces, TABLE_FORMATS, versionFiles } from "#lib/dataset/rules/pieces.ts";
import type { Frozen, FrozenItem } from "#lib/dataset/rules/record.ts";
import { renaming } from "#lib/dataset/rules/renaming.ts";
import type { Method } from "#lib/dataset/schema.ts";
import { canonicalJson } from "#lib/formats/canonical.ts";
import { carefulPeople, simulate } from "#lib/statistics/aggregation/published.fixture.ts";

const ITEMS = 60;
const LEVELS = ["Bad", "Poor", "Fair", "Good", "Perfect"];
/** Some of these are answered wrongly, so that the judgments alone do not say all acceptable levels. */
const GOLD: readonly (readonly [number, number[], boolean])[] = [
  [3, [1], false],
  [11, [4, 5], false],
  [17, [2], true],
  [29, [5], false],
];

const item = (no: number): FrozenItem => ({
  no,
  externalId: no === 7 ? "B 7" : `d${no}`,
  queryNo: 5 + (no % 4),
  queryExternalId: `own ${no % 4}`,
  queryText: `query, ${no % 4}`,
  fields: { title: no % 2 === 0 ? `=title ${no}` : `Größe "${no}"\n\u2028`, price: String(no) },
});

/** Writes a version into a folder of its own, as a person has it who downloaded and unpacked all of it. */
export function writeVersion(method: Method): string {
  const { frozen, columns, judgments, items } = makeVersion(method);
  const { labels, manifest } = makeContent({ ...frozen, columns });
  const ordinary = items.filter(({ no }) => !frozen.gold.has(no));
  const names = renaming();
  for (const find of [names.findUnfit, names.findTaken])
    ordinary.forEach((one, at) => {
      if (isJudged(one, labelAt(labels, at))) find(one);
    });
  const renamed = names.names();
  const forItems = itemWriter(frozen, labels, renamed);
  const forJudgments = judgmentWriter(frozen, columns, labels);
  const pieces: FilePieces[] = [
    guidelinePiece(frozen),
    ...[forItems.write(ordinary), forItems.end(), ...documentPieces(renamed, 100)],
    forJudgments.write(judgments, new Map(items.map((one) => [one.no, one]))),
    forJudgments.end(),
  ];
  const folder = mkdtempSync(path.join(tmpdir(), "version-"));
  mkdirSync(path.join(folder, "data"));
  const files = versionFiles(TABLE_FORMATS, renamed.size).map(({ name, mediaType }) => {
    const content = Buffer.concat(pieces.map((piece) => Buffer.from(piece[name]?.content ?? "")));
    const rows = pieces.reduce((sum, piece) => sum + (piece[name]?.rows ?? 0), 0);
    writeFileSync(path.join(folder, name), content);
    return { name, mediaType, ...described(content), rows: name === "guideline.md" ? null : rows };
  });
  const whole = completeManifest(manifest, renamed, files);
  writeFileSync(path.join(folder, "manifest.json"), `${canonicalJson(whole)}\n`);
  return folder;
}

/** The gold of the version as its owner downloads it. */
export function writeGold(
  folder: string,
  change: (levels: number[], itemNo: number) => number[] = (one) => one,
) {
  const lines = GOLD.map(([item_no, levels, in_review]) =>
    canonicalJson({ item_no, version: 1, levels: change(levels, item_no), in_review }),
  );
  writeFileSync(path.join(folder, "gold.jsonl"), `${lines.join("\n")}\n`);
}

/** Changes a file, and whatever the manifest says of its bytes, as somebody would who wants nobody to notice. */
export function tamper(folder: string, name: string, change: (content: Buffer) => Buffer | string): void {
  const place = path.join(folder, name);
  const before = readFileSync(place);
  const content = Buffer.from(change(before));
  if (content.equals(before)) throw new Error(`Nothing changed in ${name}.`);
  writeFileSync(place, content);
  const manifest = JSON.parse(readFileSync(path.join(folder, "manifest.json"), "utf8"));
  for (const file of manifest.files) if (file.name === name) Object.assign(file, described(content));
  writeFileSync(path.join(folder, "manifest.json"), `${canonicalJson(manifest)}\n`);
}

function described(content: Buffer) {
  return { bytes: content.length, sha256: createHash("sha256").update(content).digest("hex") };
}

function makeVersion(method: Method) {
  const items = Array.from({ length: ITEMS }, (_, at) => item(at + 1));
  const people = [...carefulPeople(5, 0.9), { spam: 1, bias: 0, noise: 1 }];
  const { labeling } = simulate(people, { items: ITEMS, each: 3, levels: 5, seed: 4 });
  const judgments: FrozenJudgment[] = Array.from(labeling.item, (i, r) => ({
    ...{ seq: String(r + 1), itemNo: i + 1, annotatorNo: (labeling.annotator[r] ?? 0) + 1 },
    ...{ action: "judge", level: (labeling.label[r] ?? 0) + 1, unratable: null },
    ...{ comment: r % 9 === 0 ? "'quoted, @once" : null, durationMs: 900 + r, guidelineVersion: 1 },
    ...{ countedAtReceipt: true, supersedes: null, createdAt: "2026-11-02T03:04:05.678Z" },
  }));
  // A correction, an answer that somebody could not give, and one that no longer counts.
  const [first] = judgments as [FrozenJudgment];
  const next = { ...first, comment: null, seq: String(judgments.length + 1) };
  judgments.push({ ...next, level: 6 - (first.level ?? 3), supersedes: first.seq });
  judgments.push({
    ...next,
    seq: "5000",
    annotatorNo: 7,
    level: null,
    action: "unratable",
    unratable: "query",
  });
  judgments.sort((a, b) => a.itemNo - b.itemNo || Number(a.seq) - Number(b.seq));
  const collected = collectColumns();
  for (const { itemNo, annotatorNo, level, seq, action } of judgments) {
    const isNewest = seq !== first.seq;
    const counts = isNewest && action === "judge" && seq !== "20";
    const is = (isNewest ? IS.newest : 0) | (counts ? IS.counted | IS.beforeChoosing : 0);
    const { queryNo } = item(itemNo);
    collected.add({
      itemNo,
      queryNo: queryNo ?? 0,
      annotatorNo,
      level: level ?? 0,
      is: is | (action === "judge" ? IS.answer : 0),
    });
  }
  return { frozen: frozenBy(method, judgments.length), columns: collected.finish(), judgments, items };
}

function frozenBy(method: Method, watermark: number): Frozen {
  return {
    parameters: {
      ...{
        method,
        rule: LABEL_RULE,
        decision: "most-probable",
        grades: [0, 1, 2, 3, 4],
        queryIds: "numbered",
      },
      ...{ formats: TABLE_FORMATS, relevantFrom: 3, watermark: String(watermark), guidelineVersion: 1 },
      ...{ firstJudgments: 3, excludedAnnotators: [], seed: 1 },
      selection: { judged: ITEMS, reopened: 0, reopenedByAnswers: 0, removed: 0, paused: 0 },
      goldVersions: Object.fromEntries(GOLD.map(([no]) => [no, 1])),
      goldInDoubt: [17],
    },
    project: {
      ...{ id: "p", name: "P", question: "?", isSimulated: false },
      fieldRoles: ["title", "price"].map((name) => ({ name, role: "other" })),
      levels: LEVELS.map((name, at) => ({ value: at + 1, name, definition: "", gain: at })),
      guidelines: [{ version: 1, markdown: "# How to judge" }],
    },
    itemNos: Int32Array.from({ length: ITEMS }, (_, at) => at + 1),
    gold: new Map(
      GOLD.map(([itemNo, levels, isInReview]) => [itemNo, { itemNo, version: 1, levels, isInReview }]),
    ),
    pseudonyms: new Map([1, 2, 3, 4, 5, 6, 7].map((no) => [no, `calm-otter-${no * 11}`])),
  };
}
