// Makes the rows of judgments again as far as they follow from others, and names what differs.
import { has, IS } from "#lib/dataset/rules/columns.ts";
import { type FrozenJudgment, JUDGMENT_COLUMNS, judgmentCells } from "#lib/dataset/rules/judgment-row.ts";
import type { Labels } from "#lib/dataset/rules/label.ts";
import type { FrozenItem } from "#lib/dataset/rules/record.ts";
import { tableWriter } from "#lib/formats/table-writer.ts";
import { checkCells, type Unsure } from "./cells.ts";
import { tableCheck } from "./expected.ts";
import { type Findings, newFindings } from "./findings.ts";
import type { VersionFolder } from "./folder.ts";
import { type Inputs, namer } from "./inputs.ts";
import { itemFinder, readItems } from "./items.ts";
import { mergeRows } from "./merge.ts";
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

/** @returns the rows of the table */
export async function checkJudgments(checking: Checking): Promise<number> {
  const { folder, tables, inputs, labels, findings } = checking;
  const { columns } = inputs;
  const items = itemFinder(readItems(tables.labels, [], new Map()));
  const table = tableCheck(folder, "data/judgments", findings);
  const writer = tableWriter(JUDGMENT_COLUMNS);
  const name = namer(JUDGMENT_COLUMNS);
  let r = 0;
  for await (const row of mergeRows(tables.judgments, newFindings())) {
    const cell = name(row);
    const annotatorNo = columns.annotatorNo[r] as number;
    const judgment = judgmentOf(cell, annotatorNo);
    const { itemNo } = judgment;
    const key = `item_no ${itemNo}, seq ${judgment.seq}`;
    const gold = inputs.gold.get(itemNo) ?? null;
    const item = gold === null ? await items.find(itemNo) : goldItem(itemNo, cell);
    if (item === null)
      findings.fault(
        "data/judgments",
        `data/judgments, row ${row.row} (${key}): data/labels has no such item.`,
      );
    const isNewest = has(columns, r, IS.newest);
    const about = {
      ...{ item: item ?? goldItem(itemNo, cell), gold, isNewest },
      pseudonym: cell("annotator") ?? "",
      trust: labels.trust.byAnnotator.get(annotatorNo) ?? null,
      // What was replaced never counts; of the rest the file alone says whether it does.
      counts: isNewest && has(columns, r, IS.counted),
    };
    writer.add(checkCells(tables.judgments, row, judgmentCells(judgment, about), { ...checking, key }));
    r += 1;
    if (r % ROWS_AT_ONCE === 0) await table.expect(writer.take());
  }
  await items.close();
  await table.expect(writer.end());
  await table.end();
  return r;
}

type Cells = (column: string) => string | null;

/** Gold has no row among the labels: its judgments alone say what it is called. */
function goldItem(no: number, cell: Cells): FrozenItem {
  return {
    ...{ no, externalId: cell("item_id") ?? "", queryNo: null },
    ...{ queryExternalId: cell("query_id"), queryText: null, fields: {} },
  };
}

function judgmentOf(cell: Cells, annotatorNo: number): FrozenJudgment {
  const whole = (column: string) => {
    const text = cell(column);
    return text === null ? null : Number(text);
  };
  return {
    ...{ seq: cell("seq") ?? "", itemNo: Number(cell("item_no")), annotatorNo },
    ...{ action: cell("action") ?? "", level: whole("level"), unratable: cell("unratable") },
    ...{ comment: cell("comment"), durationMs: whole("duration_ms") },
    guidelineVersion: whole("guideline_version") ?? 0,
    countedAtReceipt: cell("counted_at_receipt") === "true",
    ...{ supersedes: cell("supersedes"), createdAt: cell("created_at") ?? "" },
  };
}
