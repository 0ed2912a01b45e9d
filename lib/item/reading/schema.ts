import * as z from "zod";
import { ENCODINGS } from "#lib/formats/source.ts";

/** What the requester says about a file. The rest is read from its first bytes. */
export const readingSchema = z.strictObject({
  /** One ASCII sign, or nothing where a row is one cell */
  delimiter: z
    .string()
    .regex(/^[^"\r\n\0\u0080-\uffff]?$/, "Choose one ASCII character as delimiter.")
    .optional(),
  hasQuotes: z.boolean().optional(),
  encoding: z.enum(ENCODINGS).optional(),
  hasHeader: z.boolean().optional(),
});

export type Reading = z.output<typeof readingSchema>;
