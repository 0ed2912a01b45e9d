import "server-only";
import type { AnnotatorAccess } from "#lib/auth/access.ts";
import { judgingPool } from "#lib/database/pool.ts";
import { AppError } from "#lib/errors.ts";
import { ENOUGH_CONTESTS, TOLD_AT_ONCE } from "./rules.ts";
import type { ContestInput, FeedbackInput } from "./schema.ts";

/**
 * Grades what the person answered, separately from answering, and notes what they are shown. From then on they cannot undo
 * these answers. It can be repeated: feedback that was shown and not dismissed is listed again.
 */
export async function takeFeedback(access: AnnotatorAccess, input: FeedbackInput): Promise<void> {
  await judgingPool.query("SELECT take_feedback($1, $2, $3, $4, $5)", [
    access.projectId,
    access.annotatorNo,
    input.answered ?? null,
    input.seen,
    TOLD_AT_ONCE,
  ]);
}

/** The person contests gold that they missed. After enough contests it scores nobody until a requester reviews it. */
export async function contestGold(access: AnnotatorAccess, input: ContestInput): Promise<void> {
  const { rows } = await judgingPool.query<{
    outcome: "saved" | "unknown" | "settled" | "already-contested";
  }>("SELECT contest_gold($1, $2, $3, $4, $5) ->> 'outcome' AS outcome", [
    access.projectId,
    access.annotatorNo,
    input.assignmentId,
    input.comment,
    ENOUGH_CONTESTS,
  ]);
  const outcome = rows[0]?.outcome;
  if (outcome === "unknown") throw new AppError("not_found", "There is no such judgment of yours.");
  if (outcome === "settled")
    throw new AppError("conflict", "The requester has changed this. Reload the page to see it.");
  if (outcome === "already-contested") throw new AppError("conflict", "You already contested this answer.");
}
