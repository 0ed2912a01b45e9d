import "server-only";
import type { AnnotatorAccess } from "#lib/auth/access.ts";
import { judgingPool } from "#lib/database/pool.ts";
import { AppError } from "#lib/errors.ts";
import {
  listOthersAnswers,
  listQuizAnswers,
  practiceId,
  readQuizEnd,
  readQuizFacts,
  readShownLevels,
} from "./queries.ts";
import {
  isNearGold,
  isRight,
  QUIZ_RULE,
  type QuizFacts,
  type QuizPlan,
  type QuizReply,
  quizPlan,
  quizResult,
} from "./rules.ts";
import type { QuizAnswerInput } from "./schema.ts";

const MOVED_ON = "The practice quiz continued, perhaps in another tab. Reload the page.";

/** Stores one answer of the quiz. The same answer again gets the same reply. The last answer of an attempt ends it. */
export async function answerQuiz(access: AnnotatorAccess, input: QuizAnswerInput): Promise<QuizReply> {
  const facts = await readQuizFacts(access);
  const plan = quizPlan(facts);
  const given = facts.answers.find(
    ({ itemNo, attempt }) => attempt === input.attempt && practiceId(facts, itemNo) === input.itemId,
  );
  const itemNo = given?.itemNo ?? (await store(access, input, facts, plan));
  const shown = await readShownLevels(access, input.attempt, itemNo);
  if (shown === null) throw new AppError("conflict", MOVED_ON);
  return { ...shown, isRight: isRight(shown), end: await readQuizEnd(access, input.attempt) };
}

/** Only the next item can be answered. Returns its number. */
async function store(
  access: AnnotatorAccess,
  { attempt, itemId, level }: QuizAnswerInput,
  facts: QuizFacts,
  plan: QuizPlan,
): Promise<number> {
  const { next } = plan;
  if (plan.attempt !== attempt || next === null || practiceId(facts, next) !== itemId) {
    throw new AppError("conflict", MOVED_ON);
  }
  const { rows } = await judgingPool.query<{ outcome: string }>(
    "SELECT answer_quiz($1, $2, $3, $4, $5, $6) ->> 'outcome' AS outcome",
    [access.projectId, access.annotatorNo, attempt, next, level, facts.answers.length],
  );
  const outcome = rows[0]?.outcome;
  if (outcome === "no-such-level") throw new AppError("invalid", "This scale has no such level.");
  if (outcome !== "saved" && outcome !== "known") throw new AppError("conflict", MOVED_ON);
  if (plan.answered + 1 >= plan.total) await endAttempt(access, facts, plan);
  return next;
}

/** Not in one transaction with the last answer. If this is lost, the next visit asks one more item and ends here again. */
async function endAttempt(access: AnnotatorAccess, facts: QuizFacts, { attempt }: QuizPlan): Promise<void> {
  const own = await listQuizAnswers(access, attempt);
  const others = await listOthersAnswers(
    access,
    own.map(({ itemNo }) => itemNo),
  );
  const { right, total, needed, hasPassed } = quizResult(own, others, facts.pass);
  const isNear =
    !hasPassed && attempt === 2 && isNearGold([...(await listQuizAnswers(access, 1)), ...own], facts.levels);
  const isGoingOn = hasPassed || isNear;
  const kind = isGoingOn ? "quiz-passed" : attempt === 1 ? "quiz-retry" : "quiz-failed";
  const state = kind === "quiz-failed" ? "review" : facts.state;
  await judgingPool.query("SELECT move_standing($1, $2, $3, NULL, $4, NULL, $5, $6)", [
    access.projectId,
    access.annotatorNo,
    facts.state,
    state,
    kind,
    { rule: QUIZ_RULE, attempt, right, total, needed, ...(isNear && { isNear }) },
  ]);
}
