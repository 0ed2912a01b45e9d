import { csvLines } from "#lib/formats/delimited.ts";
import { tableLines } from "#lib/formats/table-lines.ts";
import { type FrozenColumns, has, IS } from "./columns.ts";
import { evaluationWriter, isJudged } from "./evaluation.ts";
import { type ItemLabel, labelAt } from "./item-label.ts";
import { type FrozenJudgment, JUDGMENT_COLUMNS, judgmentCells } from "./judgment-row.ts";
import type { Labels } from "./label.ts";
import { labelCells, labelColumns } from "./label-row.ts";
import type { FilePieces } from "./pieces.ts";
import type { Frozen, FrozenItem, FrozenProject } from "./record.ts";
import type { Renaming } from "./renaming.ts";

function labelShape({ levels, fieldRoles }: FrozenProject) {
  return { levels, sourceColumns: fieldRoles.map((field) => field.name) };
}

/** What files begin with: a header even without rows, so that readers find the columns. */
export function beginFiles({ project }: Pick<Frozen, "project">): FilePieces {
  return {
    "data/labels.csv": { text: csvLines([labelColumns(labelShape(project))]), rows: 0 },
    "data/judgments.csv": { text: csvLines([JUDGMENT_COLUMNS]), rows: 0 },
    "guideline.md": { text: guidelineText(project.guidelines), rows: 0 },
  };
}

/**
 * Writes labels, qrels and the table of queries; ordinary items go in, some at a time, all of them in the order of the labels.
 */
export function itemWriter(
  frozen: Pick<Frozen, "project" | "parameters">,
  labels: Labels,
  renaming: Renaming,
) {
  const shape = labelShape(frozen.project);
  const lines = tableLines(labelColumns(shape));
  const evaluation = evaluationWriter(frozen.parameters, renaming);
  let next = 0;
  return (items: readonly FrozenItem[]): FilePieces => {
    let csv = "";
    let jsonl = "";
    const judged: { item: FrozenItem; made: ItemLabel }[] = [];
    for (const item of items) {
      const made = labelAt(labels, next++);
      const row = lines(labelCells(item, made, shape));
      csv += row.csv;
      jsonl += row.jsonl;
      if (isJudged(item, made)) judged.push({ item, made });
    }
    return {
      "data/labels.csv": { text: csv, rows: items.length },
      "data/labels.jsonl": { text: jsonl, rows: items.length },
      ...evaluation(judged),
    };
  };
}

/**
 * Writes judgments, some at a time, all of them in the order of the columns. Those on items that are no part of the version
 * are left out.
 */
export function judgmentWriter(
  { gold, pseudonyms }: Pick<Frozen, "gold" | "pseudonyms">,
  columns: FrozenColumns,
  { trust }: Pick<Labels, "trust">,
) {
  const lines = tableLines(JUDGMENT_COLUMNS);
  let next = 0;
  return (judgments: readonly FrozenJudgment[], items: ReadonlyMap<number, FrozenItem>): FilePieces => {
    let csv = "";
    let jsonl = "";
    let rows = 0;
    for (const judgment of judgments) {
      const r = next++;
      const { itemNo, annotatorNo } = judgment;
      const item = items.get(itemNo);
      if (item === undefined) continue;
      const row = lines(
        judgmentCells(judgment, {
          item,
          pseudonym: pseudonyms.get(annotatorNo) ?? `annotator-${annotatorNo}`,
          gold: gold.get(itemNo) ?? null,
          trust: trust.byAnnotator.get(annotatorNo) ?? null,
          isNewest: has(columns, r, IS.newest),
          counts: has(columns, r, IS.counted),
        }),
      );
      csv += row.csv;
      jsonl += row.jsonl;
      rows += 1;
    }
    return { "data/judgments.csv": { text: csv, rows }, "data/judgments.jsonl": { text: jsonl, rows } };
  };
}

/** A single version without a heading. With several, each one stands under a heading with its number. */
function guidelineText(guidelines: FrozenProject["guidelines"]): string {
  if (guidelines.length < 2) return guidelines[0]?.markdown ?? "";
  return guidelines
    .map(({ version, markdown }) => `# Guideline version ${version}\n\n${markdown}\n`)
    .join("\n---\n\n");
}
