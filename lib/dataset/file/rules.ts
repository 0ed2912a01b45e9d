import { canonicalJson, canonicalNumber } from "#lib/formats/canonical.ts";
import { csvLines, tsvLines } from "#lib/formats/delimited.ts";
import { qrelsLine } from "#lib/formats/qrels.ts";
import { type ItemLabel, labelItems } from "../label/rules.ts";
import { describeRelease, frozenTrust, goldLevels } from "../manifest/rules.ts";
import {
  countedJudgments,
  type FlatRecord,
  type Frozen,
  type FrozenItem,
  judgmentRecord,
  labelRecord,
} from "../release/rules.ts";
import { canStandInQrels, topicOf } from "../rules.ts";

export type ReleaseFile = {
  name: string;
  mediaType: string;
  rows: number | null;
  pieces: () => Iterable<string>;
};

/** Everything a version consists of: its files in order, and its manifest but for their digests. */
export function composeRelease(frozen: Frozen) {
  const trust = frozenTrust(frozen);
  const labeled = labelItems(countedJudgments(frozen), goldLevels(frozen), {
    itemNos: frozen.items.map((item) => item.no),
    levels: frozen.project.levels.length,
    method: frozen.parameters.method,
  });
  const consensus = labeled.byItem;
  const labels = labelRecords(frozen, consensus);
  const judgments = judgmentRecords(frozen, trust);
  const { grades, queryIds } = frozen.parameters;
  const judged = frozen.items.filter(
    (item) => item.queryNo !== null && consensus.get(item.no)?.label != null,
  );
  const grade = (item: FrozenItem) => grades[(consensus.get(item.no)?.label ?? 1) - 1] ?? 0;
  const topic = (item: FrozenItem) => topicOf({ no: item.queryNo ?? 0, key: item.queryKey ?? "" }, queryIds);
  const canOwnItemIds = canStandInQrels(judged.map((item) => item.key));
  const document = (item: FrozenItem) => (canOwnItemIds ? item.key : `i${item.no}`);
  const topics = new Map(judged.map((item) => [topic(item), item.queryText ?? ""]));

  const files: ReleaseFile[] = [
    csvFile("data/labels.csv", labels),
    jsonlFile("data/labels.jsonl", labels),
    csvFile("data/judgments.csv", judgments),
    jsonlFile("data/judgments.jsonl", judgments),
    {
      name: "guideline.md",
      mediaType: "text/markdown",
      rows: null,
      pieces: () => [frozen.project.guidelines.at(-1)?.markdown ?? ""],
    },
    textFile("qrels.txt", judged.length, () =>
      judged.map((item) => qrelsLine({ topic: topic(item), document: document(item), grade: grade(item) })),
    ),
    textFile("queries.tsv", topics.size, () => [tsvLines([...topics])]),
  ];
  if (!canOwnItemIds) {
    const table = () => [tsvLines(judged.map((item) => [document(item), item.key]))];
    files.push(textFile("documents.tsv", judged.length, table));
  }
  return { files, manifest: describeRelease(frozen, labeled) };
}

function labelRecords(frozen: Frozen, consensus: ReadonlyMap<number, ItemLabel>): FlatRecord[] {
  const { levels, fieldRoles } = frozen.project;
  const release = {
    levels,
    sourceColumns: fieldRoles.map((field) => field.name),
    method: frozen.parameters.method,
  };
  return frozen.items.flatMap((item) => {
    const made = consensus.get(item.no);
    return made ? [labelRecord(item, made, release)] : [];
  });
}

function judgmentRecords(frozen: Frozen, trust: ReadonlyMap<number, number>): FlatRecord[] {
  const items = new Map(frozen.items.map((item) => [item.no, item]));
  return frozen.judgments.flatMap((judgment) => {
    const item = items.get(judgment.itemNo);
    if (!item) return [];
    const about = {
      item,
      pseudonym: frozen.pseudonyms.get(judgment.annotatorNo) ?? `annotator-${judgment.annotatorNo}`,
      goldLevels: frozen.gold.get(item.no)?.levels ?? null,
      trust: trust.get(judgment.annotatorNo) ?? null,
    };
    return [judgmentRecord(judgment, about)];
  });
}

// A header even without rows, so that readers find the columns.
function csvFile(name: string, records: readonly FlatRecord[]): ReleaseFile {
  return {
    name,
    mediaType: "text/csv",
    rows: records.length,
    *pieces() {
      yield csvLines([Object.keys(records[0] ?? {})]);
      for (let at = 0; at < records.length; at += 1000) {
        yield csvLines(
          records.slice(at, at + 1000).map((record) => Object.values(record).map(canonicalCell)),
        );
      }
    },
  };
}

function jsonlFile(name: string, records: readonly FlatRecord[]): ReleaseFile {
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

function canonicalCell(cell: FlatRecord[string] | undefined) {
  return typeof cell === "number" ? canonicalNumber(cell) : (cell ?? null);
}
