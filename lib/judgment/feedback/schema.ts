import * as z from "zod";

const ids = z.array(z.uuid()).max(40);

export const feedbackSchema = z.strictObject({
  projectId: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  /** Assignments whose answers were just stored; left out, when the desk opens, for all that is still to be told. */
  answered: ids.optional(),
  /** Assignments whose feedback the person put aside. */
  seen: ids,
});

export type FeedbackInput = Omit<z.output<typeof feedbackSchema>, "projectId">;

export const contestSchema = z.strictObject({
  assignmentId: z.uuid(),
  comment: z
    .string()
    .transform((text) => text.replaceAll("\0", "").trim())
    .pipe(z.string().min(1, "Please say why.").max(2000, "At most 2,000 characters.")),
});

export type ContestInput = z.output<typeof contestSchema>;
