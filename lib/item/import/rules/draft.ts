import type { FormatFault, Reject } from "#lib/formats/source.ts";
import { idFault, isVisible, itemContent, showsContent } from "#lib/item/rules.ts";
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

/** More than a million rows of long texts. */
export const MAX_UPLOAD_BYTES = 2_000_000_000;
export const MAX_UPLOAD = `${MAX_UPLOAD_BYTES / 1e9} GB`;
export const TOO_LARGE = `The file is larger than ${MAX_UPLOAD}. Split it and upload the parts.`;
export const UNPACKED_TOO_LARGE = `The unpacked file is larger than ${MAX_UPLOAD}. Split it and upload the parts.`;

/** An item as a row of a file gives it. `externalId` is null where no column is the id. */
export type ItemDraft = {
  readonly line: number;
  readonly query: { readonly externalId: string; readonly text: string; readonly note: string } | null;
  readonly externalId: string | null;
  readonly fields: ReadonlyMap<string, string>;
  /** What the file says is right, where the item is gold */
  readonly gold: { readonly levels: readonly number[]; readonly reason: string } | null;
};

/** The roles of the columns, and the number of levels. */
export type DraftPlan = {
  readonly roles: FieldRoles;
  readonly mapping: ReadonlyMap<FieldRole, string>;
  readonly scaleSize: number;
};

/**
 * The item that a row becomes under a mapping, or why it becomes none. Mapped ids and queries must not be empty, and
 * an id must be distinguishable from others. Annotators must see something of the item. Gold levels must be levels of
 * the scale, and at least one level must not be accepted.
 */
export function draftItem(
  line: number,
  fields: ReadonlyMap<string, string>,
  plan: DraftPlan,
): ItemDraft | Reject<ImportFault> {
  const { mapping } = plan;
  const value = (role: FieldRole) => fields.get(mapping.get(role) ?? "") ?? "";
  const fault = faultOfIds(mapping, value);
  if (fault !== null) return fault;
  if (!showsContent(itemContent(Object.fromEntries(fields), plan.roles))) {
    return { code: "nothing-to-show", column: null, detail: "" };
  }
  const gold = parseGoldLevels(value("gold-levels"), plan.scaleSize);
  if ("code" in gold) return { ...gold, column: mapping.get("gold-levels") ?? null };
  const query = mapping.has("query")
    ? {
        externalId: mapping.has("query-id") ? value("query-id") : value("query"),
        text: value("query"),
        note: value("note"),
      }
    : null;
  const externalId = mapping.has("id") ? value("id") : null;
  const isGold = gold.levels.length > 0;
  return {
    line,
    query,
    externalId,
    fields,
    gold: isGold ? { levels: gold.levels, reason: value("gold-reason").trim() } : null,
  };
}

function faultOfIds(
  mapping: ReadonlyMap<FieldRole, string>,
  value: (role: FieldRole) => string,
): Reject<ImportFault> | null {
  for (const role of ["id", "query", "query-id"] as const) {
    const column = mapping.get(role);
    if (column === undefined) continue;
    if (!isVisible(value(role))) return { code: "missing-value", column, detail: role };
    const isKey = role !== "query" || !mapping.has("query-id");
    const bytes = bytesOf(value(role));
    if (isKey && bytes > MAX_ID_BYTES) return { code: "id-too-long", column, detail: String(bytes) };
    const sign = role === "query" ? null : idFault(value(role));
    if (sign !== null) return { code: "id-not-plain", column, detail: sign };
  }
  return null;
}

/** In UTF-8. Not counted where the text is short whatever its letters are, as nearly all are. */
function bytesOf(text: string): number {
  return 3 * text.length <= MAX_ID_BYTES ? text.length : new TextEncoder().encode(text).length;
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
