import * as z from "zod";
import { first, integer, pathNo, text } from "#lib/border.ts";
import { MOST_MARKDOWN } from "#lib/project/schema.ts";

export const guidelineSchema = z.strictObject({
  markdown: text({ max: MOST_MARKDOWN, needed: "Write the guideline first." }),
  /** The version the text was written from; 0 for the first */
  basedOn: integer(0),
});

export type GuidelineInput = z.output<typeof guidelineSchema>;

/** Which version the page shows; what makes no sense there shows the newest. */
export const versionSchema = z.preprocess(first, pathNo).optional().catch(undefined);
