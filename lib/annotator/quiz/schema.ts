import * as z from "zod";
import { integer, levelValue } from "#lib/border.ts";

export const quizAnswerSchema = z.strictObject({
  attempt: integer(1, 2),
  /** As the quiz names it to this person */
  itemId: z.uuid(),
  level: levelValue,
});

export type QuizAnswerInput = z.output<typeof quizAnswerSchema>;
