import type { ImportState } from "#lib/item/import/rules.ts";
import { isUnreadableReason, unreadableMessage } from "#lib/item/import/rules.ts";
import type { FieldRole } from "#lib/item/schema.ts";

type Reject = {
  readonly reason: string;
  readonly detail: string;
  readonly column: string | null;
};

/** Why a row was not taken, as one sentence. */
export function rejectInWords({ reason, detail, column }: Reject): string {
  const cell = column ? `The cell under “${column}”` : "A cell";
  const [left = "", right = ""] = detail.split("/");
  const words: Record<string, string> = {
    "invalid-utf8": `${cell} is not valid UTF-8.`,
    "nul-character": `${cell} contains a NUL character (U+0000).`,
    "cell-too-long": `${cell} is longer than 1 MB.`,
    "row-too-long": "The row is longer than 8 MB.",
    "unclosed-quote": "A quote is opened in this line and never closed.",
    "stray-quote": "Text stands after a closing quote; quotes inside a cell must be doubled.",
    "not-json": "This line is not valid JSON.",
    "not-an-object": "This line is not a JSON object.",
    "duplicate-key": `The key “${detail}” stands twice in this object.`,
    "unsafe-number": `The number ${detail} cannot be kept exactly. Write it as text, in quotes.`,
    "lone-surrogate": `${cell} contains half of a character.`,
    "too-many-columns": `There are ${detail} columns; 1,000 are the most.`,
    "missing-value": `${cell} is empty, and every item needs ${detail === "id" ? "an id" : "a query"}.`,
    "id-too-long": `The id has ${detail} bytes; 1,000 are the most.`,
    "query-differs": `The same query id stands for “${detail}” elsewhere.`,
    "bad-gold-levels": `“${left}” is no list of levels from 1 to ${right}. Write 4, 4|5 or 3-5.`,
    "gold-accepts-all": "A gold that accepts every level cannot be missed. Leave at least one out.",
  };
  if (reason === "wrong-column-count") return columnsInWords(detail);
  if (reason === "duplicate-id") return duplicateInWords(detail);
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
  const where = first === "project" ? "is in the project already" : `stands in line ${first} already`;
  return `The item “${detail.slice(blank + 1, blank + 80)}” ${where}.`;
}

/** Why an import as a whole failed. */
export function failureInWords(error: string | null): string {
  if (error === "missing-file") return "The uploaded file is no longer there. Please upload it again.";
  const [reason = "", ...detail] = (error ?? "").split(" ");
  if (isUnreadableReason(reason)) return unreadableMessage(reason, detail.join(" "));
  return "Something went wrong on our side. Nothing was added; please start the import again.";
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
  empty: "empty so far",
  number: "numbers",
  address: "links",
  text: "text",
} as const;

export function formatInWords(format: string, delimiter: string | null): string {
  if (format === "jsonl") return "JSON Lines";
  const cut = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar" }[delimiter ?? ","] ?? "comma";
  return `${format.toUpperCase()}, cells cut by ${cut}s`.replace("CSV, cells cut by commas", "CSV");
}

export const IMPORT_STATES: Record<
  ImportState,
  { name: string; tone: "plain" | "good" | "bad" | "note" | "gold" }
> = {
  uploaded: { name: "waits for you", tone: "gold" },
  running: { name: "under way", tone: "note" },
  done: { name: "done", tone: "good" },
  refused: { name: "refused", tone: "bad" },
  failed: { name: "failed", tone: "bad" },
};
