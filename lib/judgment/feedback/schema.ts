import * as z from "zod";
import { id, text } from "#lib/border.ts";

const ids = z.array(z.uuid()).max(40);

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
