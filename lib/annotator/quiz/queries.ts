import "server-only";
import { createHmac } from "node:crypto";
import type { AnnotatorAccess } from "#lib/auth/access.ts";
import { judgingPool } from "#lib/database/pool.ts";
import { itemContent } from "#lib/item/rules.ts";
import type { FieldRoles } from "#lib/item/schema.ts";
import { type GradableAnswer, type QuizEnd, type QuizFacts, type QuizView, quizPlan } from "./rules.ts";

/** What the state of a person in the quiz follows from. It names gold items, so it never leaves the server. */
export async function readQuizFacts(access: AnnotatorAccess): Promise<QuizFacts> {
  const values = [access.projectId, access.annotatorNo];
  const [person, bank, answers] = await Promise.all([
    judgingPool.query<Omit<QuizFacts, "bank" | "answers">>(
      `SELECT quiz_due(p.id, n.no) AS "isDue", p.quiz_size AS setting, p.quiz_pass AS pass, n.seed, n.quiz_secret AS secret, n.state,
              (SELECT count(*)::int FROM level l WHERE l.project_id = $1) AS levels,
              EXISTS (SELECT 1 FROM annotator_event e WHERE e.project_id = $1 AND e.annotator_no = n.no
                      AND e.kind = 'quiz-retry') AS "hasRetry"
       FROM project p JOIN annotator n ON n.project_id = $1 WHERE p.id = $1 AND n.no = $2`,
      values,
    ),
    // Gold in review teaches nothing, so it counts like gold without a reason.
    judgingPool.query<QuizFacts["bank"][number]>(
      `SELECT g.item_no AS "itemNo", g.levels AS acceptable, i.state = 'done' AS "isWornOut",
              g.reason <> '' AND s.item_no IS NOT NULL AS "hasReason"
       FROM quiz_bank($1, $2) AS bank (no)
       JOIN current_gold g ON g.project_id = $1 AND g.item_no = bank.no
       JOIN item i ON i.project_id = $1 AND i.no = bank.no
       LEFT JOIN scored_gold s ON s.project_id = $1 AND s.item_no = bank.no
       ORDER BY g.item_no`,
      values,
    ),
    judgingPool.query<QuizFacts["answers"][number]>(
      `SELECT item_no AS "itemNo", attempt, level FROM quiz_answer
       WHERE project_id = $1 AND annotator_no = $2 ORDER BY created_at, item_no`,
      values,
    ),
  ]);
  return {
    ...(person.rows[0] as Omit<QuizFacts, "bank" | "answers">),
    bank: bank.rows,
    answers: answers.rows,
  };
}

/** The id of an item in this person's quiz: the same on every visit, and of no use to anybody else. */
export function practiceId({ secret }: Pick<QuizFacts, "secret">, itemNo: number): string {
  const hex = createHmac("sha256", secret).update(String(itemNo)).digest("hex");
  // RFC 9562, version 8: the meaning of the digits is ours to define.
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

/** Whether this person takes a quiz before their first item. */
export async function isQuizDue(access: AnnotatorAccess): Promise<boolean> {
  const { rows } = await judgingPool.query<{ due: boolean }>("SELECT quiz_due($1, $2) AS due", [
    access.projectId,
    access.annotatorNo,
  ]);
  return rows[0]?.due === true;
}

/** The next item of the person's quiz without its acceptable levels, or null when there is no quiz for them. */
export async function readQuiz(access: AnnotatorAccess): Promise<QuizView | null> {
  const facts = await readQuizFacts(access);
  const { attempt, answered, total, next } = quizPlan(facts);
  if (!facts.isDue || next === null) return null;
  type Row = { query: string | null; note: string; fields: Record<string, string>; fieldRoles: FieldRoles };
  const { rows } = await judgingPool.query<Row>(
    `SELECT q.text AS query, coalesce(q.note, '') AS note, i.fields, p.field_roles AS "fieldRoles"
     FROM item i JOIN project p ON p.id = $1
     LEFT JOIN query q ON q.project_id = i.project_id AND q.no = i.query_no
     WHERE i.project_id = $1 AND i.no = $2`,
    [access.projectId, next],
  );
  const { query, note, fields, fieldRoles } = rows[0] as Row;
  const content = itemContent(fields, fieldRoles);
  return {
    attempt,
    answered,
    total,
    item: { id: practiceId(facts, next), query: query === null ? null : { text: query, note }, content },
  };
}

/** What a person answered in one attempt, without gold in review. */
export async function listQuizAnswers(access: AnnotatorAccess, attempt: number): Promise<GradableAnswer[]> {
  const { rows } = await judgingPool.query<GradableAnswer>(
    `SELECT a.annotator_no AS "annotatorNo", a.item_no AS "itemNo", a.level, g.levels AS acceptable
     FROM quiz_answer a JOIN scored_gold g ON g.project_id = a.project_id AND g.item_no = a.item_no
     WHERE a.project_id = $1 AND a.annotator_no = $2 AND a.attempt = $3`,
    [access.projectId, access.annotatorNo, attempt],
  );
  return rows;
}

/** What everybody answered to these gold items, in their first quiz attempt or unmarked. */
export async function listOthersAnswers(
  access: AnnotatorAccess,
  itemNos: readonly number[],
): Promise<GradableAnswer[]> {
  const { rows } = await judgingPool.query<GradableAnswer>(
    `SELECT given."annotatorNo", given."itemNo", given.level, g.levels AS acceptable FROM (
       SELECT annotator_no AS "annotatorNo", item_no AS "itemNo", level FROM quiz_answer
       WHERE project_id = $1 AND item_no = ANY ($3) AND attempt = 1
       UNION ALL
       SELECT annotator_no, item_no, level FROM current_judgment
       WHERE project_id = $1 AND item_no = ANY ($3) AND level IS NOT NULL) AS given
     JOIN scored_gold g ON g.project_id = $1 AND g.item_no = given."itemNo"
     WHERE given."annotatorNo" <> $2`,
    [access.projectId, access.annotatorNo, itemNos],
  );
  return rows;
}

/** What the person answered in the quiz, with the acceptable levels of that time. */
export async function readShownLevels(
  access: AnnotatorAccess,
  attempt: number,
  itemNo: number,
): Promise<{ level: number; acceptable: number[]; reason: string } | null> {
  const { rows } = await judgingPool.query<{ level: number; acceptable: number[]; reason: string }>(
    `SELECT a.level, g.levels AS acceptable, g.reason
     FROM quiz_answer a
     JOIN gold_version g ON g.project_id = a.project_id AND g.item_no = a.item_no AND g.version = a.gold_version
     WHERE a.project_id = $1 AND a.annotator_no = $2 AND a.attempt = $3 AND a.item_no = $4`,
    [access.projectId, access.annotatorNo, attempt, itemNo],
  );
  return rows[0] ?? null;
}

/** How an attempt ended, or null while it has not. */
export async function readQuizEnd(access: AnnotatorAccess, attempt: number): Promise<QuizEnd | null> {
  const { rows } = await judgingPool.query<Omit<QuizEnd, "next"> & { kind: keyof typeof NEXT }>(
    `SELECT kind, (evidence ->> 'right')::int AS right, (evidence ->> 'total')::int AS total,
            (evidence ->> 'needed')::int AS needed
     FROM annotator_event
     WHERE project_id = $1 AND annotator_no = $2 AND kind LIKE 'quiz-%' AND (evidence ->> 'attempt')::int = $3`,
    [access.projectId, access.annotatorNo, attempt],
  );
  const [end] = rows;
  if (end === undefined) return null;
  const { kind, ...score } = end;
  return { ...score, next: NEXT[kind] };
}

const NEXT = { "quiz-passed": "work", "quiz-retry": "retry", "quiz-failed": "review" } as const;
