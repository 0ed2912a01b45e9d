// Spreadsheet programs take a cell that starts with one of these for a formula, also in full width.
const FORMULA_START = /^[=+\-@\t\r＝＋－＠']/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/**
 * A text cell that no spreadsheet runs: what could start a formula gets an apostrophe in front, and so does
 * a leading apostrophe, so that `fromSpreadsheetCell` gives back exactly what was. Numbers stay as they are.
 *
 * Example: "=SUM(A1)" becomes "'=SUM(A1)"; "-3.5" stays.
 */
export function toSpreadsheetCell(text: string): string {
  return FORMULA_START.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

/** The exact inverse of `toSpreadsheetCell`. */
export function fromSpreadsheetCell(cell: string): string {
  return cell.startsWith("'") ? cell.slice(1) : cell;
}
