import * as z from "zod";
import { exactName, first, jumpNo, no, pageNo, pathNo, text } from "#lib/border.ts";

/** What a source column is to the project. Each stands once in a file, except other, hidden and segment. */
export const FIELD_ROLES = [
  "id",
  "query",
  "query-id",
  "note",
  "title",
  "text",
  "url",
  "image",
  "other",
  "hidden",
  "segment",
  "gold-levels",
  "gold-reason",
] as const;

export type FieldRole = (typeof FIELD_ROLES)[number];

/** Columns of a project by which items can be filtered. */
export const MOST_SEGMENTS = 5;

/** A column's name and its value together must not be longer for items to be filtered by it. */
export const LONGEST_SEGMENT = 400;

/** The columns that annotators see as the result. */
export const SHOWN_ROLES: readonly FieldRole[] = ["title", "text", "url", "image", "other"];

export const fieldRolesSchema = z
  .array(z.strictObject({ name: exactName, role: z.enum(FIELD_ROLES) }))
  .max(1000);

/** Source columns in order, with the role each plays. */
export type FieldRoles = z.output<typeof fieldRolesSchema>;

export const ITEM_STATES = ["open", "done", "paused", "removed"] as const;
const ITEM_SORTS = ["no", "query", "judgments", "spread"] as const;

/** The filter of the items page as it stands in the address; what makes no sense there is passed over. */
export const itemFilterSchema = z.object({
  page: pageNo,
  search: z.preprocess(first, text({ max: 200 })).catch(""),
  state: z.preprocess(first, z.enum(ITEM_STATES)).optional().catch(undefined),
  gold: z
    .preprocess(first, z.enum(["yes", "no"]))
    .optional()
    .catch(undefined),
  /** Items that have a value in a segment column: its name, "=" and the value */
  segment: z.preprocess(first, text({ max: LONGEST_SEGMENT })).catch(""),
  sort: z.preprocess(first, z.enum(ITEM_SORTS)).catch("no"),
  /** A page is found by the item before it, behind it or at its start, or it is the last one; else by its number. */
  after: z.preprocess(first, pathNo).optional().catch(undefined),
  before: z.preprocess(first, pathNo).optional().catch(undefined),
  at: z.preprocess(first, jumpNo).optional().catch(undefined),
  last: z.preprocess(first, z.literal("1")).optional().catch(undefined),
});

export type ItemFilter = z.output<typeof itemFilterSchema>;

/** The number of an item as it stands in the address. */
export const itemNoSchema = pathNo;

/** What a requester does to items while people work: nothing that was judged is lost by it. */
export const itemMoveSchema = z.strictObject({
  nos: z.array(no).min(1).max(10_000),
  move: z.enum(["pause", "resume", "remove", "restore"]),
});

export type ItemMove = z.output<typeof itemMoveSchema>;

export const queryMoveSchema = z.strictObject({
  queryNo: no,
  move: z.enum(["pause", "resume"]),
});

export type QueryMove = z.output<typeof queryMoveSchema>;
