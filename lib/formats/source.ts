/** A file that can be read from any byte on; the reader never holds more than one row of it. */
export type ByteSource = (from: number) => AsyncIterable<Uint8Array>;

/** 1 MiB: no judge reads a longer cell. */
export const MAX_CELL_BYTES = 1_048_576;
/** 8 MiB: the most that one row may take, and so the most that a reader holds. */
export const MAX_ROW_BYTES = 8 * MAX_CELL_BYTES;
export const MAX_COLUMNS = 1000;
export const MAX_NAME_LENGTH = 200;

/** UTF-8 unless somebody declared the other: what is read wrongly looks right to a machine. */
export const ENCODINGS = ["utf-8", "windows-1252"] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** What ends a line: LF, with or without CR before it, or CR alone. */
export type LineEnd = "\n" | "\r";

/** Why a row of a file cannot be taken as it is. Nothing is mended silently: what is broken is rejected. */
export type FormatFault =
  | "wrong-column-count"
  | "invalid-utf8"
  | "invalid-windows-1252"
  | "nul-character"
  | "cell-too-long"
  | "row-too-long"
  | "unclosed-quote"
  | "stray-quote"
  | "not-json"
  | "not-an-object"
  | "duplicate-key"
  | "unsafe-number"
  | "not-a-number"
  | "lone-surrogate"
  | "too-many-columns";

/** `detail` holds the figures of the fault in machine form, such as "7/8" for 7 columns where 8 belong. */
export type Reject<Code extends string = FormatFault> = {
  readonly code: Code;
  readonly column: string | null;
  readonly detail: string;
};

/**
 * One row of a file: its first line, the byte after its end, and either its cells by column name or what
 * is wrong with it. `excerpt` is the start of the row, made printable. A line with nothing on it is a row
 * without cells. `fit` tells of a row whose last cells are missing, or which has more empty cells than columns.
 */
export type SourceRow =
  | {
      readonly line: number;
      readonly end: number;
      readonly fields: ReadonlyMap<string, string>;
      readonly fit?: "short" | "long";
    }
  | { readonly line: number; readonly end: number; readonly reject: Reject; readonly excerpt: string };

export type UnreadableReason =
  | "empty"
  | "header-only"
  | "utf-16"
  | "zip"
  | "gzip"
  | "damaged-gzip"
  | "parquet"
  | "binary"
  | "json-array"
  | "json-spread"
  | "no-json"
  | "html"
  | "xml"
  | "bad-header"
  | "duplicate-column";

/** Thrown where not a row but the file as a whole cannot be read. */
export class UnreadableFile extends Error {
  readonly reason: UnreadableReason;
  /** The figures of the fault, such as the name of the column that stands there twice. */
  readonly detail: string;

  constructor(reason: UnreadableReason, detail = "") {
    super(`unreadable file: ${reason} ${detail}`.trim());
    this.name = "UnreadableFile";
    this.reason = reason;
    this.detail = detail;
  }
}

const EXCERPT_LENGTH = 160;

/** The start of a row for people to find it by: invalid bytes and control characters become U+FFFD. */
export function excerptOf(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes.subarray(0, EXCERPT_LENGTH * 4));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is made visible
  const printable = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "\ufffd");
  return [...printable].slice(0, EXCERPT_LENGTH).join("").toWellFormed();
}
