import { stringify } from "csv-stringify/sync";

export type Cell = string | number | boolean | null;

/**
 * Rows as RFC 4180 text: comma, quotes where needed, LF, no byte-order mark. An empty cell means that there
 * is no value. Exact bytes: nothing is escaped for spreadsheets.
 */
export function csvLines(rows: readonly (readonly Cell[])[]): string {
  return stringify(rows as Cell[][], {
    record_delimiter: "\n",
    cast: { boolean: (value) => (value ? "true" : "false") },
  });
}

/** Rows as TREC's topic tables want them: tab between cells, blanks instead of tabs and line ends inside. */
export function tsvLines(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map((cell) => cell.replaceAll(/[\t\r\n]+/g, " ")).join("\t")}\n`).join("");
}
