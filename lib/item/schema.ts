import * as z from "zod";

/** What a source column is to the project. Each stands once in a file, except other and hidden. */
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
  "gold-levels",
  "gold-reason",
] as const;

export type FieldRole = (typeof FIELD_ROLES)[number];

export const fieldRolesSchema = z.array(z.strictObject({ name: z.string(), role: z.enum(FIELD_ROLES) }));

/** Source columns in order, with the role each plays. */
export type FieldRoles = z.output<typeof fieldRolesSchema>;

export const ITEM_STATES = ["open", "done", "paused", "removed"] as const;
const ITEM_SORTS = ["no", "query", "judgments", "spread"] as const;

const first = (value: unknown) => (Array.isArray(value) ? value[0] : value);

/** The filter of the items page as it stands in the address; what makes no sense there is passed over. */
export const itemFilterSchema = z.object({
  page: z.preprocess(first, z.coerce.number().int().min(1).max(1_000_000)).catch(1),
  search: z.preprocess(first, z.string().trim().max(200)).catch(""),
  state: z.preprocess(first, z.enum(ITEM_STATES)).optional().catch(undefined),
  gold: z
    .preprocess(first, z.enum(["yes", "no"]))
    .optional()
    .catch(undefined),
  sort: z.preprocess(first, z.enum(ITEM_SORTS)).catch("no"),
});

export type ItemFilter = z.output<typeof itemFilterSchema>;

/** The number of an item as it stands in the address. */
export const itemNoSchema = z.coerce.number().int().min(1).max(2_147_483_647);

/** What a requester does to items while people work: nothing that was judged is lost by it. */
export const itemMoveSchema = z.strictObject({
  nos: z.array(z.int().min(1).max(2_147_483_647)).min(1).max(10_000),
  move: z.enum(["pause", "resume", "remove", "restore"]),
});

export type ItemMove = z.output<typeof itemMoveSchema>;

export const queryMoveSchema = z.strictObject({
  queryNo: z.int().min(1).max(2_147_483_647),
  move: z.enum(["pause", "resume"]),
});

export type QueryMove = z.output<typeof queryMoveSchema>;
