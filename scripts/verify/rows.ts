// Reads the rows of a table from each of its formats, every cell as the text that CSV has of it.
import { createReadStream } from "node:fs";
import { parse } from "csv-parse";
import { asyncBufferFromFile, parquetMetadataAsync, parquetRead } from "hyparquet";
import { splitLines } from "#lib/formats/lines.ts";
import type { TableColumn } from "#lib/formats/parquet.ts";
import { fromSpreadsheetCell } from "#lib/formats/spreadsheet.ts";

export type CellText = string | null;

/** A row that was read, or what is wrong with it; "end" where nothing behind it can be read. */
export type ReadRow =
  | { readonly cells: readonly CellText[] }
  | { readonly fault: string; readonly isEnd: boolean };

export type RowReader = (file: string, columns: readonly TableColumn[]) => AsyncGenerator<ReadRow>;

export const READERS: Readonly<Record<"csv" | "jsonl" | "parquet", RowReader>> = {
  csv: readCsvRows,
  jsonl: readJsonRows,
  parquet: readParquetRows,
};

async function* readJsonRows(file: string, columns: readonly TableColumn[]): AsyncGenerator<ReadRow> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for await (const line of splitLines(createReadStream(file))) {
    try {
      const row: unknown = JSON.parse(decoder.decode(line));
      yield cellsOf(row as Record<string, unknown>, columns);
    } catch {
      yield { fault: "is not valid JSON", isEnd: false };
    }
  }
}

function cellsOf(row: Record<string, unknown>, columns: readonly TableColumn[]): ReadRow {
  const lacking = columns.find(({ name }) => !Object.hasOwn(row, name));
  if (lacking !== undefined) return { fault: `has no column ${lacking.name}`, isEnd: false };
  const extra = Object.keys(row).length - columns.length;
  if (extra > 0) return { fault: "has a column too many", isEnd: false };
  return { cells: columns.map(({ name }) => textOf(row[name])) };
}

async function* readCsvRows(file: string, columns: readonly TableColumn[]): AsyncGenerator<ReadRow> {
  const parser = createReadStream(file)
    .on("error", (error) => parser.destroy(error))
    .pipe(parse({ record_delimiter: "\n", relax_column_count: true }));
  let isHeader = true;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      if (isHeader) {
        isHeader = false;
        const at = columns.findIndex(({ name }, position) => record[position] !== name);
        if (at >= 0 || record.length !== columns.length)
          yield { fault: `has a header without ${columns[at]?.name ?? "an end"}`, isEnd: false };
      } else if (record.length !== columns.length) {
        yield { fault: `has ${record.length} cells, not ${columns.length}`, isEnd: false };
      } else {
        yield { cells: record.map((cell, at) => plain(cell, columns[at] as TableColumn)) };
      }
    }
  } catch {
    yield { fault: "cannot be read from here on", isEnd: true };
  }
}

function plain(cell: string, { kind }: TableColumn): CellText {
  if (cell === "") return null;
  return kind === "text" ? fromSpreadsheetCell(cell) : cell;
}

async function* readParquetRows(file: string, columns: readonly TableColumn[]): AsyncGenerator<ReadRow> {
  try {
    const buffer = await asyncBufferFromFile(file);
    const metadata = await parquetMetadataAsync(buffer);
    const wanted = columns.map(({ name }) => name);
    const names = metadata.schema.slice(1).map(({ name }) => name);
    const at = wanted.findIndex((name, position) => names[position] !== name);
    if (at >= 0) {
      yield { fault: `has no column ${wanted[at]}`, isEnd: true };
      return;
    }
    let rowStart = 0;
    for (const { num_rows } of metadata.row_groups) {
      const rowEnd = rowStart + Number(num_rows);
      let rows: unknown[][] = [];
      await parquetRead({
        ...{ file: buffer, metadata, rowStart, rowEnd },
        onComplete: (read) => {
          rows = read;
        },
      });
      for (const row of rows) yield { cells: row.map(textOf) };
      rowStart = rowEnd;
    }
  } catch {
    yield { fault: "cannot be read from here on", isEnd: true };
  }
}

/** A value as CSV spells it. */
function textOf(value: unknown): CellText {
  if (value === null || value === undefined) return null;
  return value instanceof Date ? value.toISOString() : String(value);
}
