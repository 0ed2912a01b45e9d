import * as z from "zod";
import { integer, levelValue, no, text } from "#lib/border.ts";

/** Which items are asked again under the newest guideline, by what was said of them under earlier ones. */
export const reopeningSchema = z.strictObject({
  /** Judgments made under this version or an earlier one */
  upTo: no,
  which: z.discriminatedUnion("by", [
    z.strictObject({ by: z.literal("all") }),
    z.strictObject({ by: z.literal("disagreement"), atLeast: integer(1, 6) }),
    z.strictObject({
      by: z.literal("level"),
      levels: z.array(levelValue).min(1, "Choose a level.").max(7),
    }),
    z.strictObject({
      by: z.literal("query"),
      text: text({ max: 200, needed: "Enter a part of the query." }),
    }),
  ]),
});

export type Reopening = z.output<typeof reopeningSchema>;
