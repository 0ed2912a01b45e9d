import * as z from "zod";

export const quizAnswerSchema = z.strictObject({
  attempt: z.int().min(1).max(2),
  itemNo: z.int().positive(),
  level: z.int().min(1).max(7),
});

export type QuizAnswerInput = z.output<typeof quizAnswerSchema>;
