import { canonicalJson, canonicalNumber } from "#lib/formats/canonical.ts";
import { csvLines, tsvLines } from "#lib/formats/delimited.ts";
import { qrelsLine } from "#lib/formats/qrels.ts";
import { toSpreadsheetCell } from "#lib/formats/spreadsheet.ts";
import { type LabelBasis, prepareBasis } from "./basis.ts";
import { type Labels, labelItems } from "./label.ts";
import { describeRelease } from "./manifest.ts";
import {
  countedJudgments,
  type FlatRecord,
  type Frozen,
  type FrozenItem,
  goldAnswers,
  goldLevels,
  judgmentColumns,
  judgmentRecord,
  labelColumns,
  labelRecord,
} from "./record.ts";
import { type Renaming, renameForQrels, topicOf } from "./version.ts";

export type ReleaseFile = {
  name: string;
  mediaType: string;
  rows: number | null;
  pieces: () => Iterable<string>;
};

type Table = { columns: readonly string[]; records: readonly FlatRecord[] };

/** Everything a version consists of: its files in order, and its manifest but for their digests. */
export function composeRelease(frozen: Frozen) {
  const basis = basisOf(frozen);
  const prepared = prepareBasis(basis);
  const ordinary = frozen.items.filter(({ no }) => !frozen.gold.has(no));
  const labels = labelItems(
    prepared,
    ordinary.map(({ no }) => no),
    frozen.parameters,
  );
  const labelTable = tabulateLabels(frozen, ordinary, labels);
  const judgmentTable = tabulateJudgments(frozen, labels);
  const judged = ordinary.filter(
    ({ no, queryNo }) => queryNo !== null && labels.byItem.get(no)?.label != null,
  );
  const renaming = renameForQrels(judged);
  const files: ReleaseFile[] = [
    csvFile("data/labels.csv", labelTable),
    jsonlFile("data/labels.jsonl", labelTable),
    csvFile("data/judgments.csv", judgmentTable),
    jsonlFile("data/judgments.jsonl", judgmentTable),
    {
      name: "guideline.md",
      mediaType: "text/markdown",
      rows: null,
      pieces: () => [guidelineText(frozen.project.guidelines)],
    },
    ...evaluationFiles(frozen, judged, labels, renaming),
  ];
  return { files, manifest: describeRelease(frozen, { basis, prepared, labels, renaming }) };
}

function basisOf(frozen: Frozen): LabelBasis {
  const levelsOf = goldLevels(frozen);
  return {
    judgments: countedJudgments(frozen),
    goldAnswers: goldAnswers(frozen, levelsOf),
    goldLevels: levelsOf,
    levels: frozen.project.levels.length,
  };
}

/** qrels, with the tables of what queries and renamed documents are. */
function evaluationFiles(
  { parameters }: Frozen,
  judged: readonly FrozenItem[],
  labels: Labels,
  renaming: Renaming,
): ReleaseFile[] {
  const grade = ({ no }: FrozenItem) => parameters.grades[(labels.byItem.get(no)?.label ?? 1) - 1] ?? 0;
  const topic = (item: FrozenItem) =>
    topicOf({ no: item.queryNo ?? 0, externalId: item.queryExternalId ?? "" }, parameters.queryIds);
  const document = ({ externalId }: FrozenItem) => renaming.get(externalId) ?? externalId;
  const topics = new Map(judged.map((item) => [topic(item), item.queryText ?? ""]));
  const files = [
    textFile("qrels.txt", judged.length, () =>
      judged.map((item) => qrelsLine({ topic: topic(item), document: document(item), grade: grade(item) })),
    ),
    textFile("queries.tsv", topics.size, () => [tsvLines([...topics])]),
  ];
  if (renaming.size === 0) return files;
  const table = () => [tsvLines([...renaming].map(([externalId, renamed]) => [renamed, externalId]))];
  return [...files, textFile("documents.tsv", renaming.size, table)];
}

function tabulateLabels(frozen: Frozen, ordinary: readonly FrozenItem[], { byItem }: Labels): Table {
  const { levels, fieldRoles } = frozen.project;
  const release = { levels, sourceColumns: fieldRoles.map((field) => field.name) };
  const records = ordinary.flatMap((item) => {
    const made = byItem.get(item.no);
    return made ? [labelRecord(item, made, release)] : [];
  });
  return { columns: labelColumns(release), records };
}

function tabulateJudgments(frozen: Frozen, { trust }: Labels): Table {
  const items = new Map(frozen.items.map((item) => [item.no, item]));
  const records = frozen.judgments.flatMap((judgment) => {
    const item = items.get(judgment.itemNo);
    if (!item) return [];
    const about = {
      item,
      pseudonym: frozen.pseudonyms.get(judgment.annotatorNo) ?? `annotator-${judgment.annotatorNo}`,
      gold: frozen.gold.get(item.no) ?? null,
      trust: trust.byAnnotator.get(judgment.annotatorNo) ?? null,
    };
    return [judgmentRecord(judgment, about)];
  });
  return { columns: judgmentColumns(), records };
}

/** A single version without a heading. With several, each one stands under a heading with its number. */
function guidelineText(guidelines: Frozen["project"]["guidelines"]): string {
  if (guidelines.length < 2) return guidelines[0]?.markdown ?? "";
  return guidelines
    .map(({ version, markdown }) => `# Guideline version ${version}\n\n${markdown}\n`)
    .join("\n---\n\n");
}

// A header even without rows, so that readers find the columns.
function csvFile(name: string, { columns, records }: Table): ReleaseFile {
  return {
    name,
    mediaType: "text/csv",
    rows: records.length,
    *pieces() {
      yield csvLines([columns]);
      for (let at = 0; at < records.length; at += 1000) {
        yield csvLines(records.slice(at, at + 1000).map((record) => Object.values(record).map(csvCell)));
      }
    },
  };
}

function jsonlFile(name: string, { records }: Table): ReleaseFile {
  return {
    name,
    mediaType: "application/jsonl",
    rows: records.length,
    *pieces() {
      for (const record of records) yield `${canonicalJson(record)}\n`;
    },
  };
}

function textFile(name: string, rows: number, pieces: () => Iterable<string>): ReleaseFile {
  return { name, mediaType: "text/plain", rows, pieces };
}

/** Text is made safe for spreadsheets. Numbers and booleans stay as they are. */
function csvCell(cell: FlatRecord[string] | undefined) {
  if (typeof cell === "string") return toSpreadsheetCell(cell);
  return typeof cell === "number" ? canonicalNumber(cell) : (cell ?? null);
}
