import { counted } from "#components/ui/format.ts";
import type { Encoding } from "#lib/formats/source.ts";
import type { ImportState } from "#lib/item/import/rules/draft.ts";
import { isUnreadableReason, unreadableMessage } from "#lib/item/import/rules/unreadable.ts";
import type { Dialect, Survey } from "#lib/item/reading/rules.ts";
import type { FieldRole } from "#lib/item/schema.ts";

type Reject = {
  readonly reason: string;
  readonly detail: string;
  readonly column: string | null;
};

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
    "unclosed-quote": `${inCell} opens with a quote that is never closed.`,
    "stray-quote": `${inCell} has text after its closing quote. Double the quotes inside a cell.`,
    "not-json": "This line is not valid JSON.",
    "not-an-object": "This line is not a JSON object.",
    "duplicate-key": `This object has the key “${detail}” twice.`,
    "unsafe-number": `The number ${detail} cannot be kept exactly. Write it as text, in quotes.`,
    "not-a-number": `${cell} is ${detail}, which JSON does not have. Write null or text, in quotes.`,
    "lone-surrogate": `${cell} contains half of a character.`,
    "too-many-columns": `With this row there are ${detail} columns. A file can have 1,000 at most.`,
    "missing-value": `${cell} is empty, and every item needs ${detail === "id" ? "an id" : "a query"}.`,
    "id-too-long": `The id has ${detail} bytes. It can have 1,000 at most.`,
    "id-not-plain": plainInWords(cell, detail),
    "nothing-to-show": "The columns that annotators see are empty in this row.",
    "query-differs": `An earlier row gives this query id the query “${detail}”.`,
    "bad-gold-levels": `“${left}” is not a list of levels from 1 to ${right}. Write 4, 4|5 or 3-5.`,
    "gold-accepts-all": "A gold that accepts every level cannot be missed. Leave at least one out.",
  };
  if (reason === "wrong-column-count") return columnsInWords(detail);
  if (reason === "duplicate-id") return duplicateInWords(detail);
  if (reason === "note-differs") return noteInWords(detail);
  return words[reason] ?? reason;
}

// "7/8" or, where a quote may have swallowed lines, "7/8 lines 3-5"
function columnsInWords(detail: string): string {
  const [, found = "?", wanted = "?", lines = ""] = /^(\d+)\/(\d+)(?: lines (.+))?$/.exec(detail) ?? [];
  const swallowed = lines && ` It spans lines ${lines.replace("-", " to ")}: a quote may be left open.`;
  return `${found} cells where the header has ${wanted}.${swallowed}`;
}

// "12 the-id" or "project the-id"
function duplicateInWords(detail: string): string {
  const blank = detail.indexOf(" ");
  const first = detail.slice(0, blank);
  const where = first === "project" ? "is in the project already" : `is in line ${first} already`;
  return `The item “${detail.slice(blank + 1, blank + 80)}” ${where}.`;
}

// "blank", or the sign itself, such as "U+200B"
function plainInWords(cell: string, detail: string): string {
  const fault = detail === "blank" ? "begins or ends with a blank" : `has an invisible character (${detail})`;
  return `${cell} ${fault}. Two ids that look the same must be the same.`;
}

// The query, the note of this row, and the note before, each in a line
function noteInWords(detail: string): string {
  const [query = "", here = "", before = ""] = detail.split("\n");
  const told = (note: string) => (note === "" ? "no note" : `the note “${note}”`);
  return `The query “${query}” has ${told(here)} here and ${told(before)} in an earlier row.`;
}

/** Why an import as a whole failed. */
export function failureInWords(error: string | null): string {
  if (error === "missing-file") return "The uploaded file is gone. Upload it again.";
  const [reason = "", ...detail] = (error ?? "").split(" ");
  if (isUnreadableReason(reason)) return unreadableMessage(reason, detail.join(" "));
  if (reason === "columns-changed") {
    return `Items that were added meanwhile show “${detail.join(" ")}” in another way. Choose below whether they change too.`;
  }
  return "Something went wrong on our side. Nothing was added. Start the import again.";
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
  other: "Shown as another field",
  hidden: "Kept, not shown",
  "gold-levels": "Gold levels",
  "gold-reason": "Gold reason",
};

export const TYPE_NAMES = {
  empty: "empty",
  number: "numbers",
  address: "links",
  text: "text",
} as const;

/** What separates cells, by name; the sign itself where it has none. */
export const SEPARATORS: Readonly<Record<string, string>> = {
  ",": "Comma",
  ";": "Semicolon",
  "\t": "Tab",
  "|": "Bar |",
  "^": "Caret ^",
  "~": "Tilde ~",
  ":": "Colon :",
  "#": "Hash #",
  " ": "Space",
  "\u0001": "Control sign U+0001",
  "\u001f": "Control sign U+001F",
  "": "None: one column",
};

export const ENCODING_NAMES = { "utf-8": "UTF-8", "windows-1252": "Windows-1252" } as const;

export function formatInWords({ format, delimiter, encoding }: Dialect): string {
  const parts = format === "jsonl" ? ["JSON Lines"] : [format.toUpperCase()];
  if (format === "csv" && delimiter !== ",") {
    parts.push(
      delimiter === "" ? "one column" : `separated by ${(SEPARATORS[delimiter] ?? delimiter).toLowerCase()}`,
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
    short > 0 &&
      `${rows(short, "has", "have")} fewer cells than the header. The missing ones count as empty.`,
    long > 0 && `${rows(long, "has", "have")} extra empty cells at the end. They are left out.`,
  ].filter((sentence) => sentence !== false);
}

/** What to look at before an encoding is chosen. */
export function encodingAskedInWords(shown: Encoding, unreadable: number): string {
  return shown === "utf-8"
    ? `${counted(unreadable, "row")} cannot be read as UTF-8. As UTF-8 they are rejected.`
    : "It is shown as Windows-1252. Check that the letters in the first rows are right.";
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
