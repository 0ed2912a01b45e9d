import type { FormatFault, Reject } from "#lib/formats/source.ts";
import type { NoteChoice } from "#lib/item/import/schema.ts";
import type { ColumnType, Dialect, Survey } from "#lib/item/reading/rules.ts";
import type { Reading } from "#lib/item/reading/schema.ts";
import { idFault, isVisible, itemContent, ownField, showsContent } from "#lib/item/rules.ts";
import type { FieldRole, FieldRoles } from "#lib/item/schema.ts";

/** Why a row is not taken: its bytes are broken, or what it says does not fit the project. */
export type ImportFault =
  | FormatFault
  | "missing-value"
  | "duplicate-id"
  | "id-too-long"
  | "id-not-plain"
  | "nothing-to-show"
  | "query-differs"
  | "note-differs"
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

/** The roles of the columns, and the number of levels. */
export type DraftPlan = {
  readonly roles: FieldRoles;
  readonly mapping: ReadonlyMap<FieldRole, string>;
  readonly scaleSize: number;
};

/**
 * What a row becomes under a mapping: an item, or what is missing in it. Ids and queries must say something
 * where they are mapped, and ids what can be told apart; people who judge must see something of the item;
 * gold levels must be levels of the scale and leave at least one out.
 */
export function draftItem(
  line: number,
  fields: ReadonlyMap<string, string>,
  plan: DraftPlan,
): ItemDraft | Reject<ImportFault> {
  const { mapping } = plan;
  const value = (role: FieldRole) => fields.get(mapping.get(role) ?? "") ?? "";
  const fault = faultOfKeys(mapping, value);
  if (fault !== null) return fault;
  if (!showsContent(itemContent(Object.fromEntries(fields), plan.roles))) {
    return { code: "nothing-to-show", column: null, detail: "" };
  }
  const gold = parseGoldLevels(value("gold-levels"), plan.scaleSize);
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

function faultOfKeys(
  mapping: ReadonlyMap<FieldRole, string>,
  value: (role: FieldRole) => string,
): Reject<ImportFault> | null {
  for (const role of ["id", "query", "query-id"] as const) {
    const column = mapping.get(role);
    if (column === undefined) continue;
    if (!isVisible(value(role))) return { code: "missing-value", column, detail: role };
    const isKey = role !== "query" || !mapping.has("query-id");
    const bytes = new TextEncoder().encode(value(role)).length;
    if (isKey && bytes > MAX_ID_BYTES) return { code: "id-too-long", column, detail: String(bytes) };
    const sign = role === "query" ? null : idFault(value(role));
    if (sign !== null) return { code: "id-not-plain", column, detail: sign };
  }
  return null;
}

/** The column of each role that stands once. */
export function mappingOf(roles: FieldRoles): Map<FieldRole, string> {
  return new Map(roles.map(({ name, role }) => [role, name]));
}

/**
 * The acceptable levels of a gold cell. "4", "4|5", "4;5", "4,5" and "[4,5]" list levels, "3-5" is a range from
 * one to the other; "4.0" is level 4, as tools write whole numbers beside empty cells. An empty cell is no gold.
 */
export function parseGoldLevels(
  text: string,
  scaleSize: number,
): { levels: number[] } | { code: "bad-gold-levels" | "gold-accepts-all"; detail: string } {
  if (text.trim() === "") return { levels: [] };
  const levels = new Set<number>();
  const list = /^\s*\[([^[\]]*)\]\s*$/.exec(text)?.[1] ?? text;
  for (const part of list.split(/[|;,]/)) {
    const match = /^\s*"?(\d+)(?:\.0+)?"?(?:\s*[-–]\s*(\d+)(?:\.0+)?)?\s*$/.exec(part);
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
  ["id", /^(id|(doc(ument)?|product|item|passage|record|result|listing|article)_?id|sku|asin|pid|did)$/],
  ["image", /^((image|img|picture|thumbnail|photo)(_?(url|link))?)$/],
  ["url", /^((product|page|item)_?)?(url|link|href|uri)$/],
  ["title", /^((product|item|document|page)_?)?(title|name|headline)$/],
  ["text", /^((product|item)_?)?(text|description|desc|body|content|snippet|abstract|passage)$/],
  // Earlier ratings and ranks would sway whoever sees them.
  ["hidden", /(^|_)(ratings?|relevance|grade|labels?|judge?ments?|scores?|rank|position)(_|$)/],
];

function roleOfName(name: string): FieldRole | undefined {
  const plain = name
    .trim()
    .toLowerCase()
    .replace(/([\s.-]+)/g, "_");
  return NAMES.find(([, pattern]) => pattern.test(plain))?.[0];
}

/** Whether columns are often called so. */
export function isUsualName(name: string): boolean {
  return roleOfName(name) !== undefined;
}

/** Beside a gold column these are why a level is right: shown as anything else they would tell gold apart. */
const REASONS = /^(reasons?|explanations?|rationale|why)$/i;

/** A first guess of the mapping by the columns' names; known columns of the project keep their role. */
export function guessRoles(columns: readonly string[], known: FieldRoles): FieldRoles {
  const hasGold = columns.some((name) => roleOfName(name) === "gold-levels");
  const guessOf = (name: string) =>
    hasGold && REASONS.test(name.trim()) ? "gold-reason" : (roleOfName(name) ?? "other");
  const before = new Map(known.map(({ name, role }) => [name, role]));
  const taken = new Set<FieldRole>(columns.flatMap((name) => before.get(name) ?? []));
  return columns.map((name) => {
    const guess = before.get(name) ?? guessOf(name);
    const isFree = before.has(name) || guess === "hidden" || !taken.has(guess);
    taken.add(guess);
    return { name, role: isFree ? guess : "other" };
  });
}

/** The mapping of columns where a person has chosen some roles, by name. A column may be called "constructor". */
export function chooseRoles(
  columns: Readonly<FieldRoles>,
  chosen: Readonly<Record<string, FieldRole>>,
): FieldRoles {
  return columns.map(({ name, role }) => ({
    name,
    role: ownField(chosen, name) ?? role,
  }));
}

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
  readonly dialect: Dialect;
  readonly declared: Reading;
  readonly columns: readonly PreviewColumn[];
  readonly rows: readonly PreviewRow[];
  /** Of all rows; null while the rest of a large file is still being read */
  readonly survey: Survey | null;
  readonly needsEncoding: boolean;
  /** What the columns of items in the project are, where a file has the same columns */
  readonly known: FieldRoles;
};

export type PreviewColumn = {
  readonly name: string;
  readonly type: ColumnType;
  readonly role: FieldRole;
  readonly sample: string;
  /** The first line with a cell that is not blank, or 0 */
  readonly line: number;
};
