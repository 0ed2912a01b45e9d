import * as z from "zod";
import { markdownSchema } from "#lib/project/schema.ts";

export const guidelineSchema = z.strictObject({
  markdown: markdownSchema.pipe(z.string().min(1, "Please write the guideline first.")),
  /** The version the text was written from; 0 for the first */
  basedOn: z.int().min(0).max(2_147_483_647),
});

export type GuidelineInput = z.output<typeof guidelineSchema>;

/** Which version the page shows; what makes no sense there shows the newest. */
export const versionSchema = z.coerce.number().int().min(1).max(2_147_483_647).optional().catch(undefined);
