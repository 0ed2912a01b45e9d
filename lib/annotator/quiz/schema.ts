import * as z from "zod";
import { integer, levelValue, no } from "#lib/border.ts";

export const quizAnswerSchema = z.strictObject({
  attempt: integer(1, 2),
  itemNo: no,
  level: levelValue,
});

export type QuizAnswerInput = z.output<typeof quizAnswerSchema>;
