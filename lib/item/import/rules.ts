import type { FormatFault, Reject, UnreadableReason } from "#lib/formats/source.ts";
import type { FieldRole, FieldRoles } from "#lib/item/schema.ts";

/** Why a row is not taken: its bytes are broken, or what it says does not fit the project. */
export type ImportFault =
  | FormatFault
  | "missing-value"
  | "duplicate-id"
  | "id-too-long"
  | "query-differs"
  | "bad-gold-levels"
  | "gold-accepts-all";

/** PostgreSQL cannot index more than 2,704 bytes, and nobody's ids are longer than this. */
export const MAX_ID_BYTES = 1000;

/** 2 GB: more than a million rows of long texts. */
export const MAX_UPLOAD_BYTES = 2_000_000_000;

/** An item as a row of a file gives it. `key` is null where no column is the id. */
export type ItemDraft = {
  readonly line: number;
  readonly query: { readonly key: string; readonly text: string; readonly note: string } | null;
  readonly key: string | null;
  readonly fields: ReadonlyMap<string, string>;
};

/**
 * What a row becomes under a mapping: an item, or what is missing in it. Ids and queries must say something
 * where they are mapped; gold levels must be levels of the scale and leave at least one out.
 */
export function draftItem(
  line: number,
  fields: ReadonlyMap<string, string>,
  mapping: ReadonlyMap<FieldRole, string>,
  scaleSize: number,
): ItemDraft | Reject<ImportFault> {
  const value = (role: FieldRole) => fields.get(mapping.get(role) ?? "") ?? "";
  for (const role of ["id", "query", "query-id"] as const) {
    const column = mapping.get(role);
    if (column === undefined) continue;
    if (value(role).trim() === "") return { code: "missing-value", column, detail: role };
    const isKey = role !== "query" || !mapping.has("query-id");
    const bytes = new TextEncoder().encode(value(role)).length;
    if (isKey && bytes > MAX_ID_BYTES) return { code: "id-too-long", column, detail: String(bytes) };
  }
  const gold = parseGoldLevels(value("gold-levels"), scaleSize);
  if ("code" in gold) return { ...gold, column: mapping.get("gold-levels") ?? null };
  const query = mapping.has("query")
    ? {
        key: mapping.has("query-id") ? value("query-id") : value("query"),
        text: value("query"),
        note: value("note"),
      }
    : null;
  return { line, query, key: mapping.has("id") ? value("id") : null, fields };
}

/** The column of each role that stands once. */
export function mappingOf(roles: FieldRoles): Map<FieldRole, string> {
  return new Map(roles.map(({ name, role }) => [role, name]));
}

/**
 * The acceptable levels of a gold cell. "4", "4|5", "4;5" and "4,5" list levels, "3-5" is a range from one
 * to the other; an empty cell is no gold.
 */
export function parseGoldLevels(
  text: string,
  scaleSize: number,
): { levels: number[] } | { code: "bad-gold-levels" | "gold-accepts-all"; detail: string } {
  if (text.trim() === "") return { levels: [] };
  const levels = new Set<number>();
  for (const part of text.split(/[|;,]/)) {
    const match = /^\s*(\d+)(?:\s*[-–]\s*(\d+))?\s*$/.exec(part);
    const from = Number(match?.[1]);
    const to = Number(match?.[2] ?? match?.[1]);
    if (!(from >= 1 && to >= from && to <= scaleSize)) {
      return { code: "bad-gold-levels", detail: `${text.slice(0, 40)}/${scaleSize}` };
    }
    for (let level = from; level <= to; level++) levels.add(level);
  }
  if (levels.size >= scaleSize) return { code: "gold-accepts-all", detail: text.slice(0, 40) };
  return { levels: [...levels].sort((a, b) => a - b) };
}

/** The roles of a project after a further file: known columns keep their place, the newest mapping wins. */
export function unionRoles(known: FieldRoles, added: FieldRoles): FieldRoles {
  const roles = new Map(known.map(({ name, role }) => [name, role]));
  for (const { name, role } of added) roles.set(name, role);
  return [...roles].map(([name, role]) => ({ name, role }));
}

const NAMES: readonly (readonly [FieldRole, RegExp])[] = [
  ["gold-reason", /gold_?reason$/],
  ["gold-levels", /(^|_)gold(_?levels?)?$/],
  ["query-id", /^(query_?id|qid|topic(_?id)?)$/],
  ["query", /^(q|query(_?text)?|search(_?(query|term))?|keywords?|term)$/],
  ["note", /^(note|intent(_?note)?|narrative|information_?need)$/],
  ["id", /^(id|(doc(ument)?|product|item|passage)_?id|sku|asin|pid|did)$/],
  ["image", /^((image|img|picture|thumbnail|photo)(_?(url|link))?)$/],
  ["url", /^((product|page|item)_?)?(url|link|href|uri)$/],
  ["title", /^((product|item|document|page)_?)?(title|name|headline)$/],
  ["text", /^((product|item)_?)?(text|description|desc|body|content|snippet|abstract|passage)$/],
  // Earlier ratings and ranks would sway whoever sees them.
  ["hidden", /(^|_)(ratings?|relevance|grade|labels?|judge?ments?|scores?|rank|position)(_|$)/],
];

/** A first guess of the mapping by the columns' names; known columns of the project keep their role. */
export function guessRoles(columns: readonly string[], known: FieldRoles): FieldRoles {
  const before = new Map(known.map(({ name, role }) => [name, role]));
  const taken = new Set<FieldRole>(columns.flatMap((name) => before.get(name) ?? []));
  return columns.map((name) => {
    const plain = name
      .trim()
      .toLowerCase()
      .replace(/([\s.-]+)/g, "_");
    const guess = before.get(name) ?? NAMES.find(([, pattern]) => pattern.test(plain))?.[0] ?? "other";
    const isFree = before.has(name) || guess === "hidden" || !taken.has(guess);
    taken.add(guess);
    return { name, role: isFree ? guess : "other" };
  });
}

export type ColumnType = "empty" | "number" | "address" | "text";

/** What the cells of a column look like, as far as the preview shows. */
export function guessType(values: readonly string[]): ColumnType {
  const told = values.map((value) => value.trim()).filter((value) => value !== "");
  if (told.length === 0) return "empty";
  if (told.every((value) => /^[+-]?\d+(\.\d+)?$/.test(value))) return "number";
  return told.every((value) => /^https?:\/\/\S+$/i.test(value)) ? "address" : "text";
}

export type ImportState = "uploaded" | "running" | "done" | "refused" | "failed";

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
  /** Why it failed, in machine words */
  readonly error: string | null;
  readonly createdAt: Date;
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

export type PreviewRow =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number; readonly reject: Reject };

/** The start of a file with a first guess of its mapping. */
export type Preview = {
  readonly format: string;
  readonly delimiter: string | null;
  readonly columns: readonly {
    readonly name: string;
    readonly type: ColumnType;
    readonly role: FieldRole;
  }[];
  readonly rows: readonly PreviewRow[];
};

/** What to tell a person whose file as a whole cannot be read. */
const UNREADABLE: Record<UnreadableReason, string> = {
  empty: "There are no rows in this file.",
  "utf-16": "This file is UTF-16. Please save it as UTF-8.",
  zip: "This is a spreadsheet or an archive. Please save it as CSV, TSV or JSON Lines.",
  gzip: "This file is compressed. Please unpack it first.",
  parquet: "This is a Parquet file. Please save it as CSV, TSV or JSON Lines.",
  binary: "This is not a text file. Please save it as CSV, TSV or JSON Lines.",
  "json-array": "This is one JSON array. Please save it as JSON Lines: one object per line.",
  "bad-header": "The first line must name the columns, in UTF-8 and at most 200 characters each.",
  "duplicate-column": "Two columns have the same name. Please rename one.",
};

export function isUnreadableReason(reason: string): reason is UnreadableReason {
  return Object.hasOwn(UNREADABLE, reason);
}

export function unreadableMessage(reason: UnreadableReason, detail: string): string {
  if (reason !== "duplicate-column") return UNREADABLE[reason];
  return UNREADABLE[reason].replace("name.", `name “${detail}”.`);
}
