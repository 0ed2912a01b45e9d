import type { FieldRole, FieldRoles, ItemFilter, ItemMove } from "./schema.ts";

/** What a person sees of an item. */
export type ItemContent = {
  readonly title: string;
  readonly text: string;
  readonly url: string;
  readonly image: string;
  readonly other: readonly { readonly name: string; readonly value: string }[];
};

type Fields = Readonly<Record<string, unknown>>;

/**
 * The content of an item for people who judge it. An allow-list: only what the requester marked as content
 * comes through, so ids, hidden columns and gold never leave by this door.
 */
export function itemContent(fields: Fields, roles: FieldRoles): ItemContent {
  const other = roles
    .filter(({ role }) => role === "other")
    .map(({ name }) => ({ name, value: fieldText(fields, name) }))
    .filter(({ value }) => value !== "");
  return {
    title: fieldOf(fields, roles, "title"),
    text: fieldOf(fields, roles, "text"),
    url: webAddress(fieldOf(fields, roles, "url")),
    image: webAddress(fieldOf(fields, roles, "image")),
    other,
  };
}

/** The first column of a role that says something: files of one project may name their columns differently. */
export function fieldOf(fields: Fields, roles: FieldRoles, role: FieldRole): string {
  for (const column of roles) {
    const value = column.role === role ? fieldText(fields, column.name) : "";
    if (value !== "") return value;
  }
  return "";
}

// Signs without a shape, most of them "default ignorable" in Unicode, and the empty Braille pattern.
const UNSEEN = String.raw`\p{Default_Ignorable_Code_Point}\p{Cc}\p{Zl}\p{Zp}\u2800`;
const VISIBLE = new RegExp(String.raw`[^\s\p{Cf}${UNSEEN}]`, "u");

/** Whether a text puts anything on the screen: blanks and signs without a shape do not. */
export function isVisible(text: string): boolean {
  return VISIBLE.test(text);
}

/** Whether people who judge see anything of an item beside its query. */
export function showsContent({ title, text, url, image, other }: ItemContent): boolean {
  return [title, text, url, image, ...other.map(({ value }) => value)].some(isVisible);
}

// Joiners and variation selectors belong to words of some languages and to emoji.
const NOT_PLAIN = new RegExp(String.raw`(?![\u200c\u200d\ufe00-\ufe0f])[${UNSEEN}]`, "u");

/**
 * Why an id cannot be told from another, or kept in a file of lines: the sign in it that has no shape, such as
 * "U+200B", or "blank" for one at its start or end. Null for a plain id.
 */
export function idFault(id: string): string | null {
  const sign = NOT_PLAIN.exec(id)?.[0];
  if (sign !== undefined) return `U+${sign.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}`;
  return /^\s|\s$/u.test(id) ? "blank" : null;
}

/** Only http and https are addresses; anything else (javascript:, data:, a bare word) is none. */
export function webAddress(text: string): string {
  const trimmed = text.trim();
  if (!/^https?:\/\//i.test(trimmed) || !URL.canParse(trimmed)) return "";
  return new URL(trimmed).href;
}

/** What an item has in a column. A column may be called "constructor": only the item's own fields are its fields. */
export function ownField<T>(fields: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function fieldText(fields: Fields, name: string): string {
  const value = ownField(fields, name);
  return typeof value === "string" ? value : "";
}

export const ITEMS_PER_PAGE = 50;

/** The address of the items page under another filter; defaults stay out of it. A new filter starts at page 1. */
export function itemsQuery(filter: ItemFilter, change: Partial<ItemFilter>): string {
  const { search, state, gold, segment, sort } = filter;
  const next: ItemFilter = { search, state, gold, segment, sort, page: 1, ...change };
  const query = new URLSearchParams();
  if (next.search !== "") query.set("search", next.search);
  if (next.state !== undefined) query.set("state", next.state);
  if (next.gold !== undefined) query.set("gold", next.gold);
  if (next.segment !== "") query.set("segment", next.segment);
  if (next.sort !== "no") query.set("sort", next.sort);
  if (next.page > 1) query.set("page", String(next.page));
  for (const name of ["after", "before", "at", "last"] as const) {
    if (next[name] !== undefined) query.set(name, String(next[name]));
  }
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

/** One line of the items page. */
export type ItemRow = {
  readonly no: number;
  readonly externalId: string;
  readonly query: string | null;
  readonly title: string;
  readonly state: string;
  readonly isQueryPaused: boolean;
  readonly counted: number;
  readonly target: number;
  readonly isGold: boolean;
  /** Levels of the judgments that count, in the order of their assignments */
  readonly votes: readonly number[];
};

/** The row of a file that an item was. */
export type ItemOrigin = {
  readonly importNo: number;
  readonly line: number;
  readonly fileName: string;
  readonly sha256: string;
  /** Of what was uploaded, where that was compressed */
  readonly packedSha256: string | null;
  readonly createdAt: Date;
};

/** One answer on an item, as the requester sees it. */
export type ItemJudgment = {
  readonly seq: string;
  readonly pseudonym: string;
  readonly annotatorNo: number;
  readonly isSimulated: boolean;
  readonly action: "judge" | "unratable" | "undo";
  readonly level: number | null;
  readonly unratable: string | null;
  readonly comment: string | null;
  readonly durationMs: number | null;
  readonly guidelineVersion: number;
  readonly createdAt: Date;
  /** The newest answer of the person; the others were superseded */
  readonly isCurrent: boolean;
  readonly counts: boolean;
};

/** What was done with an item as a whole, and by whom. */
export type ItemEvent = {
  readonly rev: number;
  readonly kind: "removed" | "restored" | "paused" | "resumed" | "reopened";
  readonly createdAt: Date;
  readonly createdBy: string | null;
  /** Under which guideline it is asked again, where it was reopened */
  readonly guidelineVersion: number | null;
};

const MOVABLE: Readonly<Record<ItemMove["move"], readonly string[]>> = {
  pause: ["open"],
  resume: ["paused"],
  remove: ["open", "done", "paused"],
  restore: ["removed"],
};

/**
 * Whether the move is possible in this state. An item that is paused with its query can only resume with the query.
 */
export function canMove(state: string, move: ItemMove["move"], isQueryPaused: boolean): boolean {
  return MOVABLE[move].includes(state) && !(move === "resume" && isQueryPaused);
}

/** Two people who could not judge a result, or a query, pause it. */
const ENOUGH_UNRATABLE = 2;

export type PausedBecause = "unratable-query" | "query" | "unratable-result" | "requester";

type PauseFacts = {
  readonly isQueryPaused: boolean;
  /** People whose newest answer says that the query, or this result, cannot be judged */
  readonly queryUnratable: number;
  readonly resultUnratable: number;
};

/**
 * Why an item is paused. The reason of its query comes first, because the item cannot resume before the query does.
 */
export function whyPaused({ isQueryPaused, queryUnratable, resultUnratable }: PauseFacts): PausedBecause {
  if (isQueryPaused) return queryUnratable >= ENOUGH_UNRATABLE ? "unratable-query" : "query";
  return resultUnratable >= ENOUGH_UNRATABLE ? "unratable-result" : "requester";
}

export type ScaleLevel = { readonly value: number; readonly name: string };
