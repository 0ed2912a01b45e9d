import * as z from "zod";

const levelSchema = z.int().min(1).max(7);

export const goldSchema = z.strictObject({
  itemNo: z.int().positive(),
  levels: z
    .array(levelSchema)
    .min(1, "Choose at least one acceptable level.")
    .max(7)
    .transform((levels) => [...new Set(levels)].sort((a, b) => a - b)),
  reason: z.string().trim().max(2000, "At most 2,000 characters."),
});

export type GoldInput = z.output<typeof goldSchema>;

export const itemNoSchema = z.int().positive();

export const pageSchema = z.coerce.number().int().min(1).max(1_000_000).catch(1);
