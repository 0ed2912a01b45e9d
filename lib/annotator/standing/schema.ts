import * as z from "zod";

/** A requester's word on a person, which the person reads too. */
export const decisionSchema = z.strictObject({
  annotatorNo: z.int().positive(),
  reason: z.string().trim().min(1, "Say why in a few words.").max(500, "At most 500 characters."),
});

export type DecisionInput = z.output<typeof decisionSchema>;

export const annotatorNoSchema = z.coerce.number().int().min(1).max(2_147_483_647);
