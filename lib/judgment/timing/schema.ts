import * as z from "zod";
import { id, integer } from "#lib/border.ts";

/**
 * What is timed. "next": from the key press until the next item is painted. "wait": the same when no item was loaded yet.
 * "submit" and "claim": a round trip to the server.
 */
export const stepSchema = z.enum(["next", "wait", "submit", "claim"]);

export type Step = z.output<typeof stepSchema>;

/** More than a desk can count between two reports. */
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
