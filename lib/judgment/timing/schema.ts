import * as z from "zod";
import { id, integer } from "#lib/border.ts";

/**
 * What is timed. "next": from the key press until the next item is painted. "wait": the same when no item was loaded yet.
 * "submit" and "claim": a round trip to the server.
 */
export const stepSchema = z.enum(["next", "wait", "submit", "claim"]);

export type Step = z.output<typeof stepSchema>;

/** More than a desk can count between two reports. */
export const MAX_COUNTED = 5000;
/** The most different steps and buckets in one report. */
export const MAX_BUCKETS = 400;

export const timingSchema = z.strictObject({
  projectId: id,
  counts: z
    .array(
      z.strictObject({
        step: stepSchema,
        bucket: integer(0, 271),
        count: integer(1, MAX_COUNTED),
      }),
    )
    .min(1)
    .max(MAX_BUCKETS)
    .refine((counts) => counts.reduce((sum, { count }) => sum + count, 0) <= MAX_COUNTED, {
      message: "More than a desk can count.",
    }),
});

export type StepCount = z.output<typeof timingSchema>["counts"][number];
