import type { Cell } from "#lib/formats/delimited.ts";
import { columnsOfKind, type TableColumn } from "#lib/formats/parquet.ts";
import { ownField } from "#lib/item/rules.ts";
import type { ItemLabel } from "./item-label.ts";
import type { FrozenItem } from "./record.ts";

export type LabelLevel = { value: number; name: string };

export type LabelShape = { levels: readonly LabelLevel[]; sourceColumns: readonly string[] };

const integer = columnsOfKind("integer");
const real = columnsOfKind("real");
const text = columnsOfKind("text");

/** The columns of data/labels: ours first, then the source's, each under `source_<name>`. */
export function labelColumns({ levels, sourceColumns }: LabelShape): TableColumn[] {
  return [
    ...integer("item_no"),
    ...text("item_id", "query_id", "query"),
    ...integer("label"),
    ...text("label_name"),
    ...real("confidence"),
    ...text("confidence_note"),
    ...integer("n_counted", ...levels.map(({ value }) => `votes_${value}`)),
    ...real(...levels.map(({ value }) => `dist_${value}`), "entropy", "expected_error", "mean"),
    ...integer("median", "majority"),
    { name: "tied", kind: "flag" },
    ...text("method", ...sourceColumns.map((name) => `source_${name}`)),
  ];
}

/** One row of data/labels, in the order of its columns. */
export function labelCells(item: FrozenItem, made: ItemLabel, shape: LabelShape): Cell[] {
  const counted = sum(made.votes);
  const cells: Cell[] = [
    ...[item.no, item.externalId, item.queryExternalId, item.queryText, made.label],
    shape.levels.find((level) => level.value === made.label)?.name ?? null,
    ...[made.confidence, noteOnConfidence(counted), counted],
  ];
  for (const at of shape.levels.keys()) cells.push(made.votes[at] ?? 0);
  for (const at of shape.levels.keys()) cells.push(made.distribution?.[at] ?? null);
  cells.push(made.entropy, made.expectedError, meanLevel(made.votes), made.median);
  cells.push(made.majority, made.tied, made.method);
  for (const column of shape.sourceColumns) cells.push(ownField(item.fields, column) ?? null);
  return cells;
}

/** Why a confidence is not to be relied on: nobody, or hardly anybody, to compare an answer with. */
function noteOnConfidence(counted: number): string | null {
  if (counted === 0 || counted > 2) return null;
  return counted === 1 ? "1 answer" : "2 answers";
}

/** Mean level of the counted judgments, in levels; null without any. */
export function meanLevel(votes: readonly number[]): number | null {
  const counted = sum(votes);
  return counted === 0 ? null : sum(votes.map((count, at) => count * (at + 1))) / counted;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
