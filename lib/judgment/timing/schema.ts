import * as z from "zod";
import { id, integer } from "#lib/border.ts";

/**
 * What is timed: "next", from the key to the next item painted; "wait", the same where no item was at hand; "submit" and
 * "claim", a round trip to the server.
 */
export const stepSchema = z.enum(["next", "wait", "submit", "claim"]);

export type Step = z.output<typeof stepSchema>;

/** As many as a desk can count between two reports, with room. */
const MOST_COUNTED = 5000;

export const timingSchema = z.strictObject({
  projectId: id,
  counts: z
    .array(
      z.strictObject({
        step: stepSchema,
        bucket: integer(0, 271),
        count: integer(1, MOST_COUNTED),
      }),
    )
    .min(1)
    .max(400)
    .refine((counts) => counts.reduce((sum, { count }) => sum + count, 0) <= MOST_COUNTED, {
      message: "More than a desk can count.",
    }),
});

export type StepCount = z.output<typeof timingSchema>["counts"][number];
