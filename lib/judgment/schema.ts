import * as z from "zod";
import { integer, levelValue, moment, no, id as projectId } from "#lib/border.ts";

const assignmentId = z.uuid();
/** Made by the client, so that equal submits are one judgment. Requests call it `key`: devices keep answers under that name. */
const requestKey = z.uuid();

/** The most that can be prefetched. The client asks for 8. */
export const MAX_HELD = 20;

export const claimSchema = z.strictObject({
  projectId,
  count: integer(1, MAX_HELD),
  /** The person's last midnight. With it, the answer includes their progress. */
  since: moment.optional(),
});

export const unratableSchema = z.enum(["query", "result", "rater"]);

export type Unratable = z.output<typeof unratableSchema>;

const commentSchema = z
  .string()
  .max(2000, "Enter at most 2,000 characters.")
  // What cannot be stored is left out, so that finished work is not refused because of it.
  .transform((text) => text.toWellFormed().replaceAll("\0", "").trim())
  .transform((text) => (text === "" ? null : text));

export const submitSchema = z
  .strictObject({
    projectId,
    assignmentId,
    epoch: no,
    key: requestKey,
    level: levelValue.nullable(),
    unratable: unratableSchema.nullable(),
    comment: commentSchema.nullable(),
    durationMs: integer(0, 86_400_000),
    guidelineVersion: integer(0),
  })
  .refine((input) => (input.level === null) !== (input.unratable === null), {
    message: "Give either a level or a reason.",
    path: ["level"],
  })
  .transform(({ key, ...said }) => ({ ...said, requestKey: key }));

export type SubmitBody = z.input<typeof submitSchema>;
export type Submit = Omit<z.output<typeof submitSchema>, "projectId">;

export const undoSchema = z
  .strictObject({ projectId, assignmentId, key: requestKey })
  .transform(({ key, ...said }) => ({ ...said, requestKey: key }));

export type UndoBody = z.input<typeof undoSchema>;
export type Undo = Omit<z.output<typeof undoSchema>, "projectId">;

/**
 * What two submits must have in common to be one: the bytes that are hashed. Names stand in the order of their letters, and
 * every value has one spelling.
 *
 * @example submitPayload(a) === submitPayload(b) exactly when a and b say the same about the same assignment
 */
export function submitPayload(input: Submit): string {
  const { assignmentId, comment, durationMs, epoch, guidelineVersion, level, unratable } = input;
  return JSON.stringify({ assignmentId, comment, durationMs, epoch, guidelineVersion, level, unratable });
}

/** An undo says nothing but what it takes back. */
export function undoPayload(input: Undo): string {
  return JSON.stringify({ action: "undo", assignmentId: input.assignmentId });
}

export const returnSchema = z.strictObject({
  projectId,
  assignmentIds: z.array(assignmentId).max(2 * MAX_HELD),
  /** "soon" when the page was left. It may be a reload, so the items stay theirs for half a minute. */
  when: z.enum(["now", "soon"]),
});

export const renewSchema = z.strictObject({ projectId });

/** What an open desk sends when its texts changed: the guideline version that it last showed. */
export const screenSchema = integer(0);
