// Makes the rows of labels and the files for evaluation again, and names what differs.
import { createReadStream } from "node:fs";
import { documentPieces, evaluationWriter, isJudged } from "#lib/dataset/rules/evaluation.ts";
import { type ItemLabel, labelAt } from "#lib/dataset/rules/item-label.ts";
import type { Labels } from "#lib/dataset/rules/label.ts";
import { labelCells } from "#lib/dataset/rules/label-row.ts";
import { type FilePieces, TABLE_FORMATS } from "#lib/dataset/rules/pieces.ts";
import type { FrozenItem } from "#lib/dataset/rules/record.ts";
import { type Renaming, renaming } from "#lib/dataset/rules/renaming.ts";
import { splitLines } from "#lib/formats/lines.ts";
import { tableWriter } from "#lib/formats/table-writer.ts";
import { checkCells, type Unsure } from "./cells.ts";
import { type EvaluationFile, evaluationCheck, tableCheck } from "./expected.ts";
import type { Findings } from "./findings.ts";
import type { VersionFolder } from "./folder.ts";
import type { Inputs } from "./inputs.ts";
import { readItems } from "./items.ts";
import type { Tables } from "./tables.ts";

const ROWS_AT_ONCE = 500;

type Checking = {
  folder: VersionFolder;
  tables: Tables;
  inputs: Inputs;
  labels: Labels;
  unsure: Unsure;
  findings: Findings;
};

/** @returns the documents that are renamed in qrels, and the rows of each file */
export async function checkLabels(
  checking: Checking,
): Promise<{ renamed: Renaming; rows: Map<string, number> }> {
  const { folder, tables, inputs, labels, findings } = checking;
  const queryNos = await readQueryNos(checking);
  const renamed = await findRenamed(checking);
  const rows = new Map<string, number>();
  const checks = new Map(
    (["qrels.txt", "queries.tsv", "documents.tsv"] as const).map((name) => [
      name,
      evaluationCheck(folder, name, findings),
    ]),
  );
  const expect = async (pieces: FilePieces) => {
    for (const [name, check] of checks) {
      const piece = pieces[name as EvaluationFile];
      if (piece === undefined) continue;
      rows.set(name, (rows.get(name) ?? 0) + piece.rows);
      await check.expect(String(piece.content));
    }
  };
  const table = tableCheck(folder, "data/labels", findings);
  const writer = tableWriter(tables.labels.columns);
  const evaluation = evaluationWriter(inputs.parameters, renamed);
  let judged: { item: FrozenItem; made: ItemLabel }[] = [];
  let at = 0;
  for await (const { row, item } of readItems(tables.labels, tables.sourceColumns, queryNos)) {
    const key = `item_no ${item.no}`;
    if (inputs.gold.has(item.no)) {
      findings.fault(
        "data/labels",
        `data/labels, row ${row.row} (${key}): the item is gold in manifest.json.`,
      );
      continue;
    }
    const made = labelAt(labels, at++);
    const cells = checkCells(tables.labels, row, labelCells(item, made, tables.shape), { ...checking, key });
    writer.add(cells);
    const label = cells[tables.labels.columns.findIndex(({ name }) => name === "label")] as number | null;
    if (isJudged(item, { label })) judged.push({ item, made: { ...made, label } });
    if (at % ROWS_AT_ONCE !== 0) continue;
    await table.expect(writer.take());
    await expect(evaluation(judged));
    judged = [];
  }
  await table.expect(writer.end());
  await table.end();
  await expect(evaluation(judged));
  for (const pieces of documentPieces(renamed, ROWS_AT_ONCE)) await expect(pieces);
  for (const check of checks.values()) await check.end();
  for (const format of TABLE_FORMATS) rows.set(`data/labels.${format}`, at);
  return { renamed, rows };
}

/** The number of each query that qrels have, by its id: numbers stand in queries.tsv alone. */
async function readQueryNos({ folder, tables, labels, inputs }: Checking): Promise<Map<string, number>> {
  const topics: string[] = [];
  const file = folder.place("queries.tsv");
  if (file !== null)
    for await (const line of splitLines(createReadStream(file)))
      topics.push(line.toString("utf8").split("\t")[0] ?? "");
  const nos = new Map<string, number>();
  let at = 0;
  for await (const { item } of readItems(tables.labels, [], new Map())) {
    if (inputs.gold.has(item.no)) continue;
    const query = item.queryExternalId;
    if (!isJudged(item, labelAt(labels, at++)) || query === null || nos.has(query)) continue;
    const [, no] = /^q(\d+)$/.exec(topics[nos.size] ?? "") ?? [];
    nos.set(query, Number(no ?? nos.size + 1));
  }
  return nos;
}

async function findRenamed({ tables, labels, inputs }: Checking): Promise<Renaming> {
  const names = renaming();
  for (const find of [names.findUnfit, names.findTaken]) {
    let at = 0;
    for await (const { item } of readItems(tables.labels, [], new Map())) {
      if (!inputs.gold.has(item.no) && isJudged(item, labelAt(labels, at++))) find(item);
    }
    if (!names.hasUnfit()) break;
  }
  return names.names();
}
