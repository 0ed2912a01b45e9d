"use server";

import { annotatorAction } from "#lib/action.ts";
import { answerQuiz } from "./mutations.ts";
import { quizAnswerSchema } from "./schema.ts";

export const answerQuizAction = annotatorAction([quizAnswerSchema], answerQuiz);
