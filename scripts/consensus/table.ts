// Reads named columns of a CSV file, row by row.
import { createReadStream } from "node:fs";
import { parse } from "csv-parse";

/** Something in a file that cannot be taken as it is; the message names the file and the row. */
export class BadInput extends Error {}

/** One row: its number (the header is row 1) and the cells of the columns asked for, in the order asked. */
export type TableRow = { readonly row: number; readonly cells: readonly string[] };

/** A column by its name, or by the names of which the file has one. */
type Column = string | readonly string[];

/**
 * Rows of a CSV file with a header, whatever the order of its columns; others are ignored, empty lines skipped.
 * @throws BadInput when the file cannot be read, a column is missing or named twice, a row has more or fewer cells than the
 * header, or one of the wanted cells is empty
 */
export async function* readTable(file: string, columns: readonly Column[]): AsyncGenerator<TableRow> {
  const parser = createReadStream(file)
    .on("error", (error) => parser.destroy(error))
    .pipe(parse({ bom: true, skip_empty_lines: true }));
  let positions: number[] | null = null;
  let row = 0;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      row++;
      if (positions === null) {
        positions = positionsOf(file, record, columns);
        continue;
      }
      yield { row, cells: positions.map((at, c) => cellOf(file, row, record[at], nameOf(columns[c]))) };
    }
  } catch (error) {
    if (error instanceof BadInput) throw error;
    throw new BadInput(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (positions === null) throw new BadInput(`${file}: the file is empty`);
}

function nameOf(column: Column = ""): string {
  return typeof column === "string" ? column : column.join(" or ");
}

function positionsOf(file: string, header: readonly string[], columns: readonly Column[]): number[] {
  const names = header.map((name) => name.trim().toLowerCase());
  return columns.map((wanted) => {
    const column = [wanted].flat().find((name) => names.includes(name)) ?? nameOf(wanted);
    const at = names.indexOf(column);
    if (at === -1) throw new BadInput(`${file}: no column "${column}" among ${names.join(", ")}`);
    if (names.lastIndexOf(column) !== at) throw new BadInput(`${file}: two columns "${column}"`);
    return at;
  });
}

function cellOf(file: string, row: number, cell: string | undefined, column: string | undefined): string {
  const text = cell?.trim() ?? "";
  if (text === "") throw new BadInput(`${file}, row ${row}: ${column} is empty`);
  return text;
}
