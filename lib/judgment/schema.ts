import * as z from "zod";

const projectId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const assignmentId = z.uuid();
/** Minted by the client, so that equal submits are one judgment. */
const key = z.uuid();

/** Prefetched at most; the client asks for 8. */
const MAX_HELD = 20;

export const claimSchema = z.strictObject({
  projectId,
  count: z.int().min(1).max(MAX_HELD),
  /** The person's last midnight, when the answer shall say how far they are. */
  since: z.iso.datetime().optional(),
});

export const unratableSchema = z.enum(["query", "result", "rater"]);

export type Unratable = z.output<typeof unratableSchema>;

const commentSchema = z
  .string()
  .max(2000, "At most 2,000 characters.")
  // A NUL cannot be stored as text, and finished work is not refused for one.
  .transform((text) => text.replaceAll("\0", "").trim())
  .transform((text) => (text === "" ? null : text));

export const submitSchema = z
  .strictObject({
    projectId,
    assignmentId,
    epoch: z.int().positive().max(2_147_483_647),
    key,
    level: z.int().min(1).max(7).nullable(),
    unratable: unratableSchema.nullable(),
    comment: commentSchema.nullable(),
    durationMs: z.int().min(0).max(86_400_000),
    guidelineVersion: z.int().min(0).max(2_147_483_647),
  })
  .refine((input) => (input.level === null) !== (input.unratable === null), {
    message: "Either a level or a reason why there is none.",
    path: ["level"],
  });

export type SubmitBody = z.input<typeof submitSchema>;
export type Submit = Omit<z.output<typeof submitSchema>, "projectId">;

export const undoSchema = z.strictObject({ projectId, assignmentId, key });

export type UndoBody = z.input<typeof undoSchema>;
export type Undo = Omit<z.output<typeof undoSchema>, "projectId">;

export const returnSchema = z.strictObject({
  projectId,
  assignmentIds: z.array(assignmentId).max(2 * MAX_HELD),
  /** "soon" when the page was left, which may be a reload: the items stay theirs for half a minute. */
  when: z.enum(["now", "soon"]),
});

export const renewSchema = z.strictObject({ projectId });

/** What an open desk asks when its texts changed; the guideline it showed when the person last looked. */
export const screenSchema = z.strictObject({ projectId, since: z.int().min(0).max(2_147_483_647) });

/** A page of a list as it stands in an address; nonsense is the first. */
export const pageSchema = z.coerce.number().int().min(1).max(1_000_000).catch(1);
