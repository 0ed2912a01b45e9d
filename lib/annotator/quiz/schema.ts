import * as z from "zod";

export const quizAnswerSchema = z.strictObject({
  attempt: z.int().min(1).max(2),
  /** As the quiz names it to this person */
  itemId: z.uuid(),
  level: z.int().min(1).max(7),
});

export type QuizAnswerInput = z.output<typeof quizAnswerSchema>;
