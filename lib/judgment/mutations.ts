import "server-only";
import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { AnnotatorAccess } from "#lib/auth/access.ts";
import { judgingPool } from "#lib/database/pool.ts";
import { isTransient } from "#lib/errors.ts";
import type { EmptyReason, Outcome } from "./rules.ts";
import { type Submit, submitPayload, type Undo, undoPayload } from "./schema.ts";

const TRIES = 4;
const BUSY_TRIES = 5;
/** Enough for a reload, and short enough that others hardly wait. */
const RELEASE_SECONDS = 30;

/** Lends the person items until they hold `count`. Returns null, or why there is nothing. */
export async function claimItems(access: AnnotatorAccess, count: number): Promise<EmptyReason | null> {
  for (let attempt = 1; ; attempt++) {
    const { outcome } = await call<{ outcome: "lent" | EmptyReason }>(
      "SELECT claim_items($1, $2, $3) AS answer",
      [access.projectId, access.annotatorNo, count],
    );
    if (outcome === "lent") return null;
    if (outcome !== "busy" || attempt === BUSY_TRIES) return outcome;
    // There are free slots, but others have locked them. Their claims last milliseconds.
    await pause(Math.random() * 20 * attempt);
  }
}

/** Stores one answer. Equal submits store one row and get equal receipts. */
export async function submitJudgment(access: AnnotatorAccess, input: Submit): Promise<Outcome> {
  const answer = await call<Outcome>(
    "SELECT submit_judgment($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) AS answer",
    [
      access.projectId,
      access.annotatorNo,
      input.assignmentId,
      input.epoch,
      input.requestKey,
      hash(submitPayload(input)),
      input.level,
      input.unratable,
      input.comment,
      input.durationMs,
      input.guidelineVersion,
    ],
  );
  return toOutcome(answer);
}

/** Undoes one of the person's last ten answers, unless they are suspended. */
export async function undoJudgment(access: AnnotatorAccess, input: Undo): Promise<Outcome> {
  const answer = await call<Outcome>("SELECT undo_judgment($1, $2, $3, $4, $5) AS answer", [
    access.projectId,
    access.annotatorNo,
    input.assignmentId,
    input.requestKey,
    hash(undoPayload(input)),
  ]);
  return toOutcome(answer);
}

/** Gives back items that the person holds and will not answer. Returns how many. */
export async function returnAssignments(
  access: AnnotatorAccess,
  assignmentIds: readonly string[],
  when: "now" | "soon",
): Promise<number> {
  const values = [access.projectId, access.annotatorNo, assignmentIds];
  const { count } = await (when === "now"
    ? call<{ count: number }>("SELECT return_assignments($1, $2, $3) AS answer", values)
    : call<{ count: number }>("SELECT release_assignments($1, $2, $3, $4) AS answer", [
        ...values,
        RELEASE_SECONDS,
      ]));
  return count;
}

/** Renews the assignments of an active person for another lifetime. Returns how many. */
export async function renewAssignments(access: AnnotatorAccess): Promise<number> {
  const values = [access.projectId, access.annotatorNo];
  const { count } = await call<{ count: number }>("SELECT renew_assignments($1, $2) AS answer", values);
  return count;
}

/** One call of a queue function. All of them can be repeated: a second run changes nothing. */
async function call<T>(text: string, values: unknown[]): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      const { rows } = await judgingPool.query<{ answer: T }>(text, values);
      return (rows[0] as { answer: T }).answer;
    } catch (error) {
      if (!isTransient((error as { code?: unknown }).code) || attempt === TRIES) throw error;
      await pause(Math.random() * 25 * 2 ** attempt);
    }
  }
}

function toOutcome(answer: Outcome): Outcome {
  return answer.outcome === "saved"
    ? { outcome: "saved", counted: answer.counted }
    : { outcome: answer.outcome };
}

function hash(payload: string): Buffer {
  return createHash("sha256").update(payload).digest();
}
