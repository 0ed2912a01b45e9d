import { tsvLines } from "#lib/formats/delimited.ts";
import { qrelsLine } from "#lib/formats/qrels.ts";
import type { ItemLabel } from "./item-label.ts";
import type { FilePieces } from "./pieces.ts";
import type { Frozen, FrozenItem } from "./record.ts";
import type { Renaming } from "./renaming.ts";
import { topicOf } from "./version.ts";

/** Whether an item stands in qrels: it has a query and a label. */
export function isJudged(
  { queryNo }: Pick<FrozenItem, "queryNo">,
  { label }: Pick<ItemLabel, "label">,
): boolean {
  return queryNo !== null && label !== null;
}

/** Writes qrels and the table of queries; judged items go in, some at a time, in their order. */
export function evaluationWriter({ grades, queryIds }: Frozen["parameters"], renaming: Renaming) {
  const told = new Set<number>();
  return (judged: readonly { item: FrozenItem; made: ItemLabel }[]): FilePieces => {
    let qrels = "";
    const topics: [string, string][] = [];
    for (const { item, made } of judged) {
      const queryNo = item.queryNo ?? 0;
      const topic = topicOf({ no: queryNo, externalId: item.queryExternalId ?? "" }, queryIds);
      const document = renaming.get(item.externalId) ?? item.externalId;
      qrels += qrelsLine({ topic, document, grade: grades[(made.label ?? 1) - 1] ?? 0 });
      if (told.has(queryNo)) continue;
      told.add(queryNo);
      topics.push([topic, item.queryText ?? ""]);
    }
    return {
      "qrels.txt": { content: qrels, rows: judged.length },
      "queries.tsv": { content: tsvLines(topics), rows: topics.length },
    };
  };
}

/** The table of documents that are called otherwise in qrels, some at a time. */
export function* documentPieces(renaming: Renaming, rowsAtOnce: number): Generator<FilePieces> {
  let rows: [string, string][] = [];
  for (const [externalId, renamed] of renaming) {
    rows.push([renamed, externalId]);
    if (rows.length < rowsAtOnce) continue;
    yield { "documents.tsv": { content: tsvLines(rows), rows: rows.length } };
    rows = [];
  }
  if (rows.length > 0) yield { "documents.tsv": { content: tsvLines(rows), rows: rows.length } };
}
