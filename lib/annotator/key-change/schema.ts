import * as z from "zod";

/** A decision about one key: without levels the item is no gold any more. */
const keyChangeSchema = z.strictObject({
  itemNo: z.int().positive(),
  /** Of the key that was looked at; 0 where the item was none */
  version: z.int().min(0),
  levels: z
    .array(z.int().min(1).max(7))
    .max(7)
    .transform((levels) => [...new Set(levels)].sort((a, b) => a - b)),
  reason: z.string().trim().max(2000, "At most 2,000 characters."),
  /** To the people who contested the key */
  answer: z.string().trim().max(2000, "At most 2,000 characters."),
});

export const keyChangesSchema = z
  .array(keyChangeSchema)
  .min(1, "Choose at least one item.")
  .max(200, "At most 200 items at once.")
  .refine((changes) => new Set(changes.map(({ itemNo }) => itemNo)).size === changes.length, {
    message: "An item can be changed once at a time.",
  });

export type KeyChange = z.output<typeof keyChangeSchema>;
