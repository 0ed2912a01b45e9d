import * as z from "zod";
import { integer, levelValue, no, text } from "#lib/border.ts";

/** A decision about the gold of one item: without levels the item is no gold any more. */
const goldChangeSchema = z.strictObject({
  itemNo: no,
  /** Of the gold that was looked at; 0 where the item was none */
  version: integer(0),
  levels: z
    .array(levelValue)
    .max(7)
    .transform((levels) => [...new Set(levels)].sort((a, b) => a - b)),
  reason: text({ max: 2000 }),
  /** To the people who contested the gold */
  answer: text({ max: 2000 }),
});

export const goldChangesSchema = z
  .array(goldChangeSchema)
  .min(1, "Choose at least one item.")
  .max(200, "At most 200 items at once.")
  .refine((changes) => new Set(changes.map(({ itemNo }) => itemNo)).size === changes.length, {
    message: "Each item can be changed only once.",
  });

export type GoldChange = z.output<typeof goldChangeSchema>;
