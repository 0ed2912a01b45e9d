import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { AppError } from "#lib/errors.ts";
import { readStandingBasis } from "./queries/basis.ts";
import { STANDING_RULE, type StandingDecision, standingsOf } from "./rules.ts";
import type { DecisionInput } from "./schema.ts";

export type Suspension = {
  /** Judgments that no longer count */
  judgments: number;
  /** Done items that need judgments again */
  reopened: number;
  /** Items that were lent to them and are returned */
  returned: number;
};

/** Suspends a person. Their judgments are kept but do not count, and their slots open again. */
export async function suspendAnnotator(access: RequesterAccess, input: DecisionInput): Promise<Suspension> {
  const statement = "SELECT suspend_annotator($1, $2, $3, $4) AS answer";
  return decide<Suspension>(statement, access, input, "This annotator is already suspended.");
}

export type Reinstatement = {
  /** Judgments that count again */
  judgments: number;
  /** Judgments whose slots others have filled in the meantime */
  surplus: number;
};

/** Reinstates a person who is suspended or in review. Their judgments count again where their slots are still free. */
export async function reinstateAnnotator(
  access: RequesterAccess,
  input: DecisionInput,
): Promise<Reinstatement> {
  const statement = "SELECT reinstate_annotator($1, $2, $3, $4) AS answer";
  return decide<Reinstatement>(statement, access, input, "This annotator can already judge.");
}

async function decide<Answer>(
  statement: string,
  access: RequesterAccess,
  { annotatorNo, reason }: DecisionInput,
  unchanged: string,
): Promise<Answer> {
  const { rows } = await pool.query<{ answer: Answer & { outcome: "saved" | "unchanged" | "unknown" } }>(
    statement,
    [access.projectId, annotatorNo, reason, access.userId],
  );
  const { outcome, ...answer } = rows[0]?.answer ?? { outcome: "unknown" as const };
  if (outcome === "unknown") throw new AppError("not_found", "There is no such annotator.");
  if (outcome === "unchanged") throw new AppError("conflict", unchanged);
  return answer as Answer;
}

/**
 * Recomputes the standing of everybody from the judgments and the gold, and stores what changed. Returns for how many
 * people. It can run at any time and twice at once: a person whose standing changed in the meantime is left to the next run.
 */
export async function recomputeStanding(access: RequesterAccess): Promise<number> {
  const { rows } = await pool.query<{ now: Date }>("SELECT clock_timestamp() AS now");
  const decisions = standingsOf(await readStandingBasis(access));
  let moved = 0;
  for (const decision of decisions) if (await move(access, decision)) moved++;
  await pool.query("UPDATE project SET standing_at = $2 WHERE id = $1", [access.projectId, rows[0]?.now]);
  return moved;
}

async function move(access: RequesterAccess, decision: StandingDecision): Promise<boolean> {
  const { annotatorNo, from, chanceFrom, state, secondChanceAtSeq, move: kind, verdict, wanted } = decision;
  if (kind === null) return false;
  const { rows } = await pool.query<{ outcome: "saved" | "unchanged" }>(
    "SELECT move_standing($1, $2, $3, $4, $5, $6, $7, $8) ->> 'outcome' AS outcome",
    [
      access.projectId,
      annotatorNo,
      from,
      chanceFrom,
      state,
      secondChanceAtSeq,
      kind,
      { rule: STANDING_RULE, evidence: verdict.evidence, wanted },
    ],
  );
  return rows[0]?.outcome === "saved";
}
