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
  // Parts that are joined at once: a string that grows by one part after the other is a tree of all of them until it is read.
  const forCsv = new Array<string>(columns.length);
  const forJson = keys.flatMap(({ before }) => [before, ""]);
  const placeOf = new Int32Array(columns.length);
  keys.forEach(({ at }, position) => {
    placeOf[at] = 2 * position + 1;
  });
  return (cells) => {
    const told = new Array<Cell>(columns.length);
    for (let at = 0; at < columns.length; at++) {
      const cell = cells[at] ?? null;
      const place = placeOf[at] as number;
      told[at] = cell;
      if (typeof cell === "string") {
        forCsv[at] = csvText(cell);
        forJson[place] = JSON.stringify(cell);
      } else if (cell === null) {
        forCsv[at] = "";
        forJson[place] = "null";
      } else if (typeof cell === "number") {
        const { value, text } = spell(cell);
        forCsv[at] = text;
        forJson[place] = text;
        told[at] = value;
      } else {
        const text = String(cell);
        forCsv[at] = text;
        forJson[place] = text;
      }
    }
    return { csv: `${forCsv.join(",")}\n`, jsonl: `${forJson.join("")}}\n`, cells: told };
  };
}

/** A text cell as RFC 4180 wants it, and as no spreadsheet runs it. */
function csvText(text: string): string {
  const safe = toSpreadsheetCell(text);
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
