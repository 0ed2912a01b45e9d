import { stringify } from "csv-stringify/sync";

export type Cell = string | number | boolean | null;

/**
 * Rows as RFC 4180 text: comma, quotes where needed, LF, no byte-order mark. An empty cell means that there
 * is no value. Exact bytes: see `toSpreadsheetCell` for what spreadsheets would run.
 */
export function csvLines(rows: readonly (readonly Cell[])[]): string {
  return stringify(rows as Cell[][], {
    record_delimiter: "\n",
    // By itself csv-stringify leaves a lone CR unquoted, at which Python's csv module ends the row.
    quoted_match: /\r/,
    cast: { boolean: (value) => (value ? "true" : "false") },
  });
}

/** Rows as TREC's topic tables want them: tab between cells, blanks instead of tabs, line ends and controls inside. */
export function tsvLines(rows: readonly (readonly string[])[]): string {
  return rows
    .map((row) => `${row.map((cell) => cell.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ")).join("\t")}\n`)
    .join("");
}
