import * as z from "zod";

const versionSchema = z.int().min(1).max(2_147_483_647);
const levelSchema = z.int().min(1).max(7);

/** Which items are asked anew under the newest guideline, by what was said of them under earlier ones. */
export const reopeningSchema = z.strictObject({
  /** Judgments made under this version or an earlier one */
  upTo: versionSchema,
  which: z.discriminatedUnion("by", [
    z.strictObject({ by: z.literal("all") }),
    z.strictObject({ by: z.literal("disagreement"), atLeast: z.int().min(1).max(6) }),
    z.strictObject({
      by: z.literal("level"),
      levels: z.array(levelSchema).min(1, "Please choose a level.").max(7),
    }),
    z.strictObject({
      by: z.literal("query"),
      text: z.string().trim().min(1, "Please write a part of the query.").max(200),
    }),
  ]),
});

export type Reopening = z.output<typeof reopeningSchema>;
