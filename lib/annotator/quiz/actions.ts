"use server";

import { type ActionResult, runAction } from "#lib/action.ts";
import { requireAnnotator } from "#lib/auth/access.ts";
import { answerQuiz } from "./mutations.ts";
import type { QuizReply } from "./rules.ts";
import { quizAnswerSchema } from "./schema.ts";

export async function answerQuizAction(projectId: unknown, input: unknown): Promise<ActionResult<QuizReply>> {
  return runAction(async () => answerQuiz(await requireAnnotator(projectId), quizAnswerSchema.parse(input)));
}
