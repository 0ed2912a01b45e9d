import * as z from "zod";
import { integer, levelValue } from "#lib/border.ts";

export const quizAnswerSchema = z.strictObject({
  attempt: integer(1, 2),
  /** The id that the quiz gives it for this person */
  itemId: z.uuid(),
  level: levelValue,
});

export type QuizAnswerInput = z.output<typeof quizAnswerSchema>;
