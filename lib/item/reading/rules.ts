import type { Encoding, SourceRow } from "#lib/formats/source.ts";

/** How a file is read: what was declared, and for the rest what its bytes tell. */
export type Dialect = {
  readonly format: "csv" | "tsv" | "jsonl";
  readonly delimiter: string;
  readonly hasQuotes: boolean;
  readonly encoding: Encoding;
  readonly hasHeader: boolean;
  readonly lineEnd: "\n" | "\r";
  readonly start: number;
  readonly line: number;
};

export type ColumnType = "empty" | "number" | "address" | "text";

/** A column as it stands in all rows: its type, and the first cell that says something with its line. */
export type SurveyColumn = {
  readonly name: string;
  readonly type: ColumnType;
  readonly sample: string;
  readonly line: number;
};

/** What a pass over the whole file found. Rows = good ones + rejected + blank. */
export type Survey = {
  readonly encoding: Encoding;
  readonly columns: readonly SurveyColumn[];
  readonly rows: number;
  readonly rejected: number;
  readonly blank: number;
  /** Rows rejected because their bytes are not text of the encoding */
  readonly unreadable: number;
  /** Rows whose last cells are missing, and rows with empty cells too many */
  readonly short: number;
  readonly long: number;
};

const SAMPLE_LENGTH = 120;

/** Whether no cell of a row says anything. */
export function isBlankRow(fields: ReadonlyMap<string, string>): boolean {
  return [...fields.values()].every((cell) => /^[ \t\r\n\v\f]*$/.test(cell));
}

/** Adds up rows to a survey; what it holds is bounded by the number of columns. */
export class SurveyTally {
  readonly #encoding: Encoding;
  readonly #columns = new Map<string, SurveyColumn>();
  #rows = 0;
  #rejected = 0;
  #blank = 0;
  #unreadable = 0;
  #short = 0;
  #long = 0;

  constructor(header: readonly string[], encoding: Encoding) {
    this.#encoding = encoding;
    for (const name of header) this.#columns.set(name, { name, type: "empty", sample: "", line: 0 });
  }

  add(row: SourceRow): void {
    this.#rows++;
    if (!("fields" in row)) {
      this.#rejected++;
      if (row.reject.code.startsWith("invalid-")) this.#unreadable++;
    } else if (isBlankRow(row.fields)) {
      this.#blank++;
    } else {
      if (row.fit === "short") this.#short++;
      if (row.fit === "long") this.#long++;
      for (const [name, cell] of row.fields) this.#addCell(name, cell, row.line);
    }
  }

  result(): Survey {
    return {
      encoding: this.#encoding,
      columns: [...this.#columns.values()],
      rows: this.#rows,
      rejected: this.#rejected,
      blank: this.#blank,
      unreadable: this.#unreadable,
      short: this.#short,
      long: this.#long,
    };
  }

  #addCell(name: string, cell: string, line: number): void {
    const before = this.#columns.get(name) ?? { name, type: "empty", sample: "", line: 0 };
    const type = before.type === "text" ? "text" : joinTypes(before.type, typeOf(cell));
    // The cut may go through a character, and half of one cannot be stored.
    const isFirst = before.line === 0 && type !== "empty";
    const first = isFirst ? { sample: cell.slice(0, SAMPLE_LENGTH).toWellFormed(), line } : {};
    if (isFirst || type !== before.type || !this.#columns.has(name)) {
      this.#columns.set(name, { ...before, type, ...first });
    }
  }
}

/** What the cells of a column look like. */
export function guessType(values: readonly string[]): ColumnType {
  return values.map(typeOf).reduce(joinTypes, "empty");
}

function typeOf(cell: string): ColumnType {
  const told = cell.trim();
  if (told === "") return "empty";
  if (/^[+-]?\d+(\.\d+)?$/.test(told)) return "number";
  return /^https?:\/\/\S+$/i.test(told) ? "address" : "text";
}

function joinTypes(a: ColumnType, b: ColumnType): ColumnType {
  if (a === "empty" || a === b) return b;
  return b === "empty" ? a : "text";
}

/**
 * Whether the first row of a table names its columns. It does not where one of its cells is a number or an
 * address like those below it, unless it holds a name that columns usually have. Years name columns too.
 */
export function namesColumns(
  rows: readonly (readonly string[])[],
  isUsualName: (name: string) => boolean,
): boolean {
  const [first = [], ...others] = rows;
  if (first.some(isUsualName)) return true;
  return !first.some((cell, at) => {
    const type = typeOf(cell);
    if (type === "empty" || type === "text" || /^\s*(19|20)\d\d\s*$/.test(cell)) return false;
    return guessType(others.map((row) => row[at] ?? "")) === type || others.length === 0;
  });
}

/** Whether somebody must say how the bytes are read before rows are taken or left for it. */
export function needsEncoding(survey: Survey | null, declared: Encoding | undefined): boolean {
  return declared === undefined && survey !== null && (survey.encoding !== "utf-8" || survey.unreadable > 0);
}
