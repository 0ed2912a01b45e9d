// Holds the cells of a row against those that the judgments come to.
import { canonicalNumber } from "#lib/formats/canonical.ts";
import type { Cell } from "#lib/formats/delimited.ts";
import type { TableColumn } from "#lib/formats/parquet.ts";
import { type Findings, shown } from "./findings.ts";
import type { MergedRow, Table } from "./merge.ts";
import type { CellText } from "./rows.ts";

/** Columns that cannot be made again from this folder: what the files say is taken, and differences are counted. */
export type Unsure = { readonly columns: ReadonlySet<string>; differences: number };

/** What a method makes of all judgments together: one changed answer changes many of these. */
const FOLLOWING = /^(?:label|label_name|confidence|dist_\d+|entropy|expected_error|method|trust)$/;

/**
 * Names the cells that are not as expected.
 * @returns the cells that the row should have
 */
export function checkCells(
  { name: table, columns }: Table,
  { row, cells }: MergedRow,
  expected: readonly Cell[],
  { key, unsure, findings }: { key: string; unsure: Unsure; findings: Findings },
): Cell[] {
  return columns.map((column, at) => {
    const [actual, should] = [cells[at] ?? null, textOfCell(expected[at] ?? null)];
    if ((actual ?? "") === (should ?? "")) return expected[at] ?? null;
    if (unsure.columns.has(column.name)) {
      unsure.differences += 1;
      return cellOf(actual, column);
    }
    findings.fault(
      table,
      `${table}, row ${row} (${key}), column ${column.name}: ${shown(actual)}, but the judgments come to ${shown(should)}.`,
      FOLLOWING.test(column.name) ? `${table} ${column.name}` : undefined,
    );
    return expected[at] ?? null;
  });
}

function textOfCell(cell: Cell): CellText {
  if (cell === null || typeof cell === "string") return cell;
  return String(typeof cell === "number" ? canonicalNumber(cell) : cell);
}

/** The value that a text stands for. */
function cellOf(text: CellText, { kind }: Pick<TableColumn, "kind">): Cell {
  if (text === null || kind === "text" || kind === "time") return text;
  return kind === "flag" ? text === "true" : Number(text);
}
