import type { RejectRow } from "#lib/item/import/rules/view.ts";
import type { NoteChoice } from "#lib/item/import/schema.ts";

export type Rejected = Omit<RejectRow, "no">;

/** One spelling per set of cells, whatever the order of the columns: where no column is the id, equal rows are one. */
export function contentText(fields: ReadonlyMap<string, string>): string {
  return JSON.stringify([...fields].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A position on the ring from a digest: its first 62 bits, so that it fits a bigint and is never negative. */
export function positionOf(digest: Uint8Array): bigint {
  return new DataView(digest.buffer, digest.byteOffset).getBigUint64(0) >> 2n;
}

/** The reject of a row whose bytes were good. */
export function rejectedDraft(
  row: { readonly line: number; readonly fields: ReadonlyMap<string, string> },
  reason: string,
  detail: string,
  column: string | null = null,
): Rejected {
  // The cut may go through a character, and half of one cannot be stored.
  const excerpt = [...row.fields.values()].join(", ").slice(0, 160).toWellFormed();
  return { line: row.line, column, reason, detail, excerpt };
}

const NOTES_BETWEEN = " / ";
const MAX_NOTE_LENGTH = 4000;

/** The note of a query after a row with another one: the first that says something, or every different one. */
export function joinNotes(choice: Exclude<NoteChoice, "ask">, note: string, added: string): string {
  if (note.trim() === "") return added;
  if (choice === "first" || added.trim() === "" || note.split(NOTES_BETWEEN).includes(added)) return note;
  const joined = `${note}${NOTES_BETWEEN}${added}`;
  // A note of thousands of characters helps nobody, so the notes so far stay whole.
  return joined.length > MAX_NOTE_LENGTH ? note : joined;
}
