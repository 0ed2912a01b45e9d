import { type Cell, csvLines } from "./delimited.ts";
import { parquetTable, type TableColumn } from "./parquet.ts";
import { speller } from "./spelling.ts";
import { toSpreadsheetCell } from "./spreadsheet.ts";

/** What comes next of a table in each of its formats, and how many rows that is. */
export type TablePieces = { csv: string; jsonl: string; parquet: Uint8Array[]; rows: number };

/**
 * Writes the same rows as CSV for spreadsheets, JSON Lines and Parquet. Parquet comes a row group at a time, so a piece may hold none of it.
 */
export function tableWriter(columns: readonly TableColumn[], groupRows?: number) {
  const lines = tableLines(columns.map(({ name }) => name));
  const parquet = parquetTable(columns, groupRows);
  // A header even without rows, so that readers find the columns.
  let pieces = { ...nothingYet(), csv: csvLines([columns.map(({ name }) => name)]) };
  return {
    add(cells: readonly Cell[]): void {
      const row = lines(cells);
      pieces.csv += row.csv;
      pieces.jsonl += row.jsonl;
      const group = parquet.add(row.cells);
      // The next group is written to the same place.
      if (group !== null) pieces.parquet.push(group.slice());
      pieces.rows += 1;
    },
    take(): TablePieces {
      const taken = pieces;
      pieces = nothingYet();
      return taken;
    },
    end(): TablePieces {
      const taken = this.take();
      return { ...taken, parquet: [...taken.parquet, parquet.end()] };
    },
  };
}

function nothingYet(): TablePieces {
  return { csv: "", jsonl: "", parquet: [], rows: 0 };
}

/** One row as a line of each file, and its cells with the numbers that the lines spell. */
type RowLines = { csv: string; jsonl: string; cells: readonly Cell[] };

const QUOTED = /[",\r\n]/;

/**
 * Writes rows of a table as CSV for spreadsheets and as JSON Lines at once. Each number is spelled once for both, which is
 * most of the work in a row. The bytes are those of `csvLines` with `toSpreadsheetCell`, and of `canonicalJson`.
 * @param columns two names or more, none a whole number, in the order in which rows hold their cells
 * @example tableLines(["b", "a"])([1, "=x"]) // { csv: "1,'=x\n", jsonl: '{"a":"=x","b":1}\n', cells: [1, "=x"] }
 */
export function tableLines(columns: readonly string[]): (cells: readonly Cell[]) => RowLines {
  const spell = speller();
  // JSON Lines hold their keys in order of code units.
  const keys = columns
    .map((name, at) => ({ name, at }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, at }, position) => ({
      at,
      before: `${position === 0 ? "{" : ","}${JSON.stringify(name)}:`,
    }));
  const values = new Array<string>(columns.length);
  return (cells) => {
    let csv = "";
    const told = new Array<Cell>(columns.length);
    for (let at = 0; at < columns.length; at++) {
      const cell = cells[at] ?? null;
      if (at > 0) csv += ",";
      told[at] = cell;
      if (typeof cell === "string") {
        csv += csvText(cell);
        values[at] = JSON.stringify(cell);
      } else if (cell === null) {
        values[at] = "null";
      } else if (typeof cell === "number") {
        const { value, text } = spell(cell);
        csv += text;
        values[at] = text;
        told[at] = value;
      } else {
        const text = String(cell);
        csv += text;
        values[at] = text;
      }
    }
    let jsonl = "";
    for (const { before, at } of keys) jsonl += before + values[at];
    return { csv: `${csv}\n`, jsonl: `${jsonl}}\n`, cells: told };
  };
}

/** A text cell as RFC 4180 wants it, and as no spreadsheet runs it. */
function csvText(text: string): string {
  const safe = toSpreadsheetCell(text);
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
