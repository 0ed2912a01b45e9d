import { type TablePieces, tableWriter } from "#lib/formats/table-writer.ts";
import { type FrozenColumns, has, IS } from "./columns.ts";
import { evaluationWriter, isJudged } from "./evaluation.ts";
import { type ItemLabel, labelAt } from "./item-label.ts";
import { type FrozenJudgment, JUDGMENT_COLUMNS, judgmentCells } from "./judgment-row.ts";
import type { Labels } from "./label.ts";
import { labelCells, labelColumns } from "./label-row.ts";
import { type FilePieces, tablePieces } from "./pieces.ts";
import type { Frozen, FrozenItem, FrozenProject } from "./record.ts";
import type { Renaming } from "./renaming.ts";

function labelShape({ levels, fieldRoles }: FrozenProject) {
  return { levels, sourceColumns: fieldRoles.map((field) => field.name) };
}

/** The newest guideline, and every version that was judged under. */
export function guidelinePiece({ project }: Pick<Frozen, "project">): FilePieces {
  return { "guideline.md": { content: guidelineText(project.guidelines), rows: 0 } };
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
  const table = tableWriter(labelColumns(shape));
  const evaluation = evaluationWriter(frozen.parameters, renaming);
  const pieces = (taken: TablePieces) => tablePieces("data/labels", taken);
  let next = 0;
  return {
    write(items: readonly FrozenItem[]): FilePieces {
      const judged: { item: FrozenItem; made: ItemLabel }[] = [];
      for (const item of items) {
        const made = labelAt(labels, next++);
        table.add(labelCells(item, made, shape));
        if (isJudged(item, made)) judged.push({ item, made });
      }
      return { ...pieces(table.take()), ...evaluation(judged) };
    },
    end: () => pieces(table.end()),
  };
}

/**
 * Writes judgments, some at a time, all of them in the order of the columns. Those on items that are no part of the version
 * are left out.
 */
export function judgmentWriter(
  { gold, pseudonyms }: Pick<Frozen, "gold" | "pseudonyms">,
  columns: Pick<FrozenColumns, "is">,
  { trust }: Pick<Labels, "trust">,
) {
  const table = tableWriter(JUDGMENT_COLUMNS);
  const pieces = (taken: TablePieces) => tablePieces("data/judgments", taken);
  let next = 0;
  const add = (judgment: FrozenJudgment, r: number, item: FrozenItem) => {
    const { itemNo, annotatorNo } = judgment;
    const about = {
      item,
      pseudonym: pseudonyms.get(annotatorNo) ?? `annotator-${annotatorNo}`,
      gold: gold.get(itemNo) ?? null,
      trust: trust.byAnnotator.get(annotatorNo) ?? null,
      isNewest: has(columns, r, IS.newest),
      counts: has(columns, r, IS.counted),
    };
    table.add(judgmentCells(judgment, about));
  };
  return {
    write(judgments: readonly FrozenJudgment[], items: ReadonlyMap<number, FrozenItem>): FilePieces {
      for (const judgment of judgments) {
        const r = next++;
        const item = items.get(judgment.itemNo);
        if (item !== undefined) add(judgment, r, item);
      }
      return pieces(table.take());
    },
    end: () => pieces(table.end()),
  };
}

/** A single version without a heading. With several, each one stands under a heading with its number. */
function guidelineText(guidelines: FrozenProject["guidelines"]): string {
  if (guidelines.length < 2) return guidelines[0]?.markdown ?? "";
  return guidelines
    .map(({ version, markdown }) => `# Guideline version ${version}\n\n${markdown}\n`)
    .join("\n---\n\n");
}
