import { count, counted } from "#components/ui/format.ts";
import type { Encoding } from "#lib/formats/source.ts";
import { TOO_LARGE } from "#lib/item/import/rules/draft.ts";
import { isUnreadableReason, unreadableMessage } from "#lib/item/import/rules/unreadable.ts";
import type { ImportState, ImportView, RejectRow } from "#lib/item/import/rules/view.ts";
import type { Dialect, Survey } from "#lib/item/reading/rules.ts";
import type { FieldRole } from "#lib/item/schema.ts";

type Reject = Pick<RejectRow, "reason" | "detail" | "column">;

/** Why a row was rejected, in one or two sentences. */
export function rejectInWords({ reason, detail, column }: Reject): string {
  const cell = column ? `The cell under “${column}”` : "A cell";
  const inCell = column ? cell : "A cell in this line";
  const [left = "", right = ""] = detail.split("/");
  const words: Record<string, string> = {
    "invalid-utf8": `${cell} is not valid UTF-8.`,
    "invalid-windows-1252": `${cell} has a byte that Windows-1252 does not define.`,
    "nul-character": `${cell} contains a NUL character (U+0000).`,
    "cell-too-long": `${cell} is longer than 1 MB.`,
    "row-too-long": "The row is longer than 8 MB.",
    "unclosed-quote": `${inCell} has an opening quote but no closing quote.`,
    "stray-quote": `${inCell} has text after its closing quote. Double the quotes inside a cell.`,
    "not-json": "This line is not valid JSON.",
    "not-an-object": "This line is not a JSON object.",
    "duplicate-key": `This object has the key “${detail}” twice.`,
    "unsafe-number": `The number ${detail} is too large to store exactly. Write it as text, in quotes.`,
    "not-a-number": `${cell} is ${detail}, which is not valid JSON. Write null, or text in quotes.`,
    "lone-surrogate": `${cell} contains half of a character.`,
    "too-many-columns": `This row brings the file to ${detail} columns. A file can have at most 1,000.`,
    "missing-value": `${cell} is empty. Every item needs ${detail === "id" ? "an id" : "a query"}.`,
    "id-too-long": `The id has ${detail} bytes. It can have at most 1,000.`,
    "id-not-plain": plainInWords(cell, detail),
    "nothing-to-show": "All columns that annotators see are empty in this row.",
    "query-differs": `An earlier row has this query id with the query “${detail}”.`,
    "bad-gold-levels": `“${left}” is not a list of levels from 1 to ${right}. Write 4, 4|5 or 3-5.`,
    "gold-accepts-all": "This gold accepts every level, so nobody can miss it. Leave out at least one level.",
  };
  if (reason === "wrong-column-count") return columnsInWords(detail);
  if (reason === "duplicate-id") return duplicateInWords(detail);
  if (reason === "note-differs") return noteInWords(detail);
  return words[reason] ?? reason;
}

// "7/8" or, where a quote may have swallowed lines, "7/8 lines 3-5"
function columnsInWords(detail: string): string {
  const [, found = "?", wanted = "?", lines = ""] = /^(\d+)\/(\d+)(?: lines (.+))?$/.exec(detail) ?? [];
  const swallowed = lines && ` It spans lines ${lines.replace("-", " to ")}. A closing quote may be missing.`;
  return `The row has ${found} cells, but the header has ${wanted}.${swallowed}`;
}

// "12 the-id" or "project the-id"
function duplicateInWords(detail: string): string {
  const blank = detail.indexOf(" ");
  const first = detail.slice(0, blank);
  const where = first === "project" ? "is already in the project" : `is already in line ${first}`;
  return `The item “${detail.slice(blank + 1, blank + 80)}” ${where}.`;
}

// "blank", or the sign itself, such as "U+200B"
function plainInWords(cell: string, detail: string): string {
  const fault = detail === "blank" ? "starts or ends with a space" : `has an invisible character (${detail})`;
  return `${cell} ${fault}. Ids that look the same must be the same.`;
}

// The query, the note of this row, and the note before, each in a line
function noteInWords(detail: string): string {
  const [query = "", here = "", before = ""] = detail.split("\n");
  const shown = (note: string) => (note === "" ? "no note" : `the note “${note}”`);
  return `The query “${query}” has ${shown(here)} here and ${shown(before)} in an earlier row.`;
}

export const FILE_GONE = "The uploaded file is gone. Upload it again.";

/** The worker died, and nobody knows why. Most often a process dies for want of memory. */
const STOPPED = "The server stopped three times while reading this file. It may be short of memory.";

/** Whether an import failed before its columns were known, so that there is nothing to map. */
export function canReadAgain({ state, error }: Pick<ImportView, "state" | "error">): boolean {
  return state === "failed" && (error?.startsWith("survey-") ?? false);
}

export const READ_AGAIN = "Read file again";

/** Why an import as a whole failed. */
export function failureInWords(error: string | null): string {
  if (error === "missing-file") return FILE_GONE;
  if (error === "stopped") return `${STOPPED} Nothing was added. Start the import again.`;
  if (error === "survey-stopped")
    return `${STOPPED} Nothing was added. Read the file again, or upload a smaller one.`;
  if (error === "survey-unexpected")
    return "The file was not read because of an error on the server. Nothing was added. Read it again.";
  const [reason = "", ...detail] = (error ?? "").split(" ");
  if (isUnreadableReason(reason)) return unreadableMessage(reason, detail.join(" "));
  if (reason === "columns-changed") {
    return `Another import maps the column “${detail.join(" ")}” differently. Choose below whether all items change.`;
  }
  return "The import failed because of an error on the server. Nothing was added. Start the import again.";
}

export const ROLE_NAMES: Record<FieldRole, string> = {
  query: "Query",
  "query-id": "Query id",
  note: "Intent note of the query",
  id: "Item id",
  title: "Title",
  text: "Text",
  url: "Link",
  image: "Image",
  other: "Other field, shown",
  hidden: "Stored, not shown",
  segment: "Segment, to filter by",
  "gold-levels": "Gold levels",
  "gold-reason": "Gold reason",
};

export const TYPE_NAMES = {
  empty: "empty",
  number: "numbers",
  address: "links",
  text: "text",
} as const;

/** The names of delimiters; the character itself where it has no name. */
export const DELIMITERS: Readonly<Record<string, string>> = {
  ",": "Comma",
  ";": "Semicolon",
  "\t": "Tab",
  "|": "Bar |",
  "^": "Caret ^",
  "~": "Tilde ~",
  ":": "Colon :",
  "#": "Hash #",
  " ": "Space",
  "\u0001": "Control character U+0001",
  "\u001f": "Control character U+001F",
  "": "None: one column",
};

export const ENCODING_NAMES = { "utf-8": "UTF-8", "windows-1252": "Windows-1252" } as const;

export function formatInWords({ format, delimiter, encoding }: Dialect): string {
  const parts = format === "jsonl" ? ["JSON Lines"] : [format.toUpperCase()];
  if (format === "csv" && delimiter !== ",") {
    parts.push(
      delimiter === "" ? "one column" : `separated by ${(DELIMITERS[delimiter] ?? delimiter).toLowerCase()}`,
    );
  }
  if (encoding !== "utf-8") parts.push(ENCODING_NAMES[encoding]);
  return parts.join(", ");
}

/** What a pass over all rows found beside good ones, one sentence each. */
export function surveyInWords({ rejected, blank, short, long }: Survey): string[] {
  const rows = (number: number, one: string, many: string) =>
    number === 1 ? `1 row ${one}` : `${counted(number, "row")} ${many}`;
  return [
    rejected > 0 && `${rows(rejected, "cannot", "cannot")} be read and will be rejected.`,
    blank > 0 && `${rows(blank, "is", "are")} blank and will be skipped.`,
    short > 0 && `${rows(short, "has", "have")} fewer cells than the header. Missing cells count as empty.`,
    long > 0 && `${rows(long, "has", "have")} extra empty cells at the end. These cells are ignored.`,
  ].filter((sentence) => sentence !== false);
}

/** What to check before choosing an encoding. */
export function encodingAskedInWords(shown: Encoding, unreadable: number): string {
  return shown === "utf-8"
    ? `${counted(unreadable, "row")} ${unreadable === 1 ? "is" : "are"} not valid UTF-8 and would be rejected.`
    : "The preview uses Windows-1252. Check the letters in the first rows.";
}

export const IMPORT_STATES: Record<
  ImportState,
  { name: string; tone: "plain" | "good" | "bad" | "note" | "gold" }
> = {
  uploaded: { name: "needs a mapping", tone: "gold" },
  running: { name: "running", tone: "note" },
  done: { name: "done", tone: "good" },
  refused: { name: "refused", tone: "bad" },
  failed: { name: "failed", tone: "bad" },
};

const NAME_LENGTH = 60;

/** A long file name by its start and its end: the end tells versions of a file apart. */
export function shortName(name: string): string {
  const signs = [...name];
  if (signs.length <= NAME_LENGTH) return name;
  return `${signs.slice(0, 36).join("")}…${signs.slice(-(NAME_LENGTH - 37)).join("")}`;
}

export const UPLOAD_LEAD =
  "Each row is one item, usually a query and one of its results. You check the first rows and map the columns before anything is added.";

export const READING_HELP = {
  hasHeader: "For files without column names.",
  noHeaderFound: "Set because the first row looks like the other rows.",
  noHeader: "Columns get numbers as names.",
  notUtf8: "This file is not UTF-8. Choose how to read it.",
  saveAsUtf8: "You can also save the file as “CSV UTF-8” in Excel and upload it again.",
} as const;

/** What a running import is doing. */
export function runningInWords(
  view: Pick<ImportView, "rowsRead" | "rowsAccepted" | "rowsRejected" | "bytesRead" | "bytes">,
): string {
  if (view.rowsRead === 0) return "The import starts in a moment.";
  if (view.bytesRead >= view.bytes) return "All rows are read. Assay is adding the items to the project.";
  return `${count(view.rowsAccepted)} good, ${count(view.rowsRejected)} rejected so far.`;
}

export const NO_GOOD_ROW = "All rows were rejected. No items were added.";

/** How the rows of one query differ: annotators see one note per query. */
export function differingNotesInWords(query: string, notes: number): string {
  return `“${query}” has ${counted(notes, "different note")}, empty ones included.`;
}

export function changedColumnInWords(name: string, inProject: string, inFile: string): string {
  return `“${name}” is “${inProject}” in the project and “${inFile}” in this file.`;
}

export const MAPPING_HELP = {
  columns: "Guessed from their names. All columns are stored.",
  allOrNothing: "If any row is rejected, nothing is added. You get a list of rows to fix.",
  goodRows: "Rejected rows are left out. You get a list with the line and the reason.",
  firstNote: "The first note of each query that is not empty.",
  allNotes: "All different notes of each query, separated by “ / ”.",
  thisFile: "Existing items stay the same. Exports give this file’s column its own name.",
  allFiles: "Existing items change too, also for people who are judging them now.",
} as const;

export const UPLOAD_FAILED = {
  "too-large": TOO_LARGE,
  connection: "The connection was lost. Try again.",
  server: "The upload failed because of an error on the server. Try again.",
} as const;

/** How an import ended that added items. */
export function addedInWords(rejected: number, blank: number): string {
  if (rejected > 0) return "The rejected rows are listed below.";
  return blank > 0 ? "All rows that are not blank were added." : "All rows of the file were added.";
}

export function refusedInWords(rejected: number, hasDifferingNotes: boolean): string {
  if (hasDifferingNotes) return "Some queries have several notes. Choose below which notes annotators see.";
  return `${counted(rejected, "row was", "rows were")} rejected, and you chose all or nothing. Fix the file and upload it again, or add the good rows below.`;
}
