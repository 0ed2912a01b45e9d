import { canonicalNumber } from "./canonical.ts";
import type { Cell } from "./delimited.ts";
import { toSpreadsheetCell } from "./spreadsheet.ts";

/** One row as a line of each file. */
export type RowLines = { csv: string; jsonl: string };

/** Below this a whole number has at most twelve digits, so that its canonical spelling is its own. */
const TWELVE_DIGITS = 1e12;
/** This many spellings of fractions are kept: trust and shares come again and again. */
const MOST_SPELLINGS = 10_000;
const QUOTED = /[",\r\n]/;

/**
 * Writes rows of a table as CSV for spreadsheets and as JSON Lines at once. Each number is spelled once for both, which is
 * most of the work in a row. The bytes are those of `csvLines` with `toSpreadsheetCell`, and of `canonicalJson`.
 * @param columns two names or more, none a whole number, in the order in which rows hold their cells
 * @example tableLines(["b", "a"])([1, "=x"]) // { csv: "1,'=x\n", jsonl: '{"a":"=x","b":1}\n' }
 */
export function tableLines(columns: readonly string[]): (cells: readonly Cell[]) => RowLines {
  const spellings = new Map<number, string>();
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
    for (let at = 0; at < columns.length; at++) {
      const cell = cells[at] ?? null;
      if (at > 0) csv += ",";
      if (typeof cell === "string") {
        csv += csvText(cell);
        values[at] = JSON.stringify(cell);
      } else if (cell === null) {
        values[at] = "null";
      } else {
        const spelled = typeof cell === "number" ? spell(cell, spellings) : String(cell);
        csv += spelled;
        values[at] = spelled;
      }
    }
    let jsonl = "";
    for (const { before, at } of keys) jsonl += before + values[at];
    return { csv: `${csv}\n`, jsonl: `${jsonl}}\n` };
  };
}

/** A text cell as RFC 4180 wants it, and as no spreadsheet runs it. */
function csvText(text: string): string {
  const safe = toSpreadsheetCell(text);
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function spell(value: number, spellings: Map<number, string>): string {
  if (Number.isInteger(value) && Math.abs(value) < TWELVE_DIGITS) return String(value);
  const known = spellings.get(value);
  if (known !== undefined) return known;
  const spelled = String(canonicalNumber(value));
  if (spellings.size >= MOST_SPELLINGS) spellings.clear();
  spellings.set(value, spelled);
  return spelled;
}
