import * as z from "zod";
import { id, text } from "#lib/border.ts";

/** This many assignments one question may name. */
export const MAX_NAMED = 40;

const ids = z.array(z.uuid()).max(MAX_NAMED);

export const feedbackSchema = z.strictObject({
  projectId: id,
  /** Assignments whose answers were just stored. Left out when the desk opens: then all feedback not yet shown is meant. */
  answered: ids.optional(),
  /** Assignments whose feedback the person dismissed. */
  seen: ids,
});

export type FeedbackInput = Omit<z.output<typeof feedbackSchema>, "projectId">;

export const contestSchema = z.strictObject({
  assignmentId: z.uuid(),
  comment: text({ max: 2000, needed: "Enter a reason." }),
});

export type ContestInput = z.output<typeof contestSchema>;
