import type { NoteChoice } from "#lib/item/import/schema.ts";

export type ImportState = "uploaded" | "running" | "done" | "refused" | "failed";

/** A query to which the rows of one file give more than one note. */
export type DifferingNotes = { readonly query: string; readonly notes: number };

/** An import as its page shows it. */
export type ImportView = {
  readonly no: number;
  readonly fileName: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly format: string;
  readonly state: ImportState;
  readonly policy: "all-or-nothing" | "good-rows";
  readonly bytesRead: number;
  readonly rowsRead: number;
  readonly rowsAccepted: number;
  readonly rowsRejected: number;
  readonly rowsBlank: number;
  readonly notes: NoteChoice;
  /** Why it failed, in machine words */
  readonly error: string | null;
  readonly createdAt: Date;
};

/** An import that is running, as the page of items shows it. */
export type RunningImport = Pick<ImportView, "no" | "fileName" | "rowsRead"> & {
  /** Rows of the file; null where they were not counted before it was started */
  readonly rows: number | null;
};

/** A row that was not taken. */
export type RejectRow = {
  readonly no: number;
  readonly line: number;
  readonly column: string | null;
  readonly reason: string;
  readonly detail: string;
  readonly excerpt: string;
};
