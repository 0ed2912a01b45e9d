import * as z from "zod";
import { integer, text } from "#lib/border.ts";

const nameSchema = text({ max: 120, needed: "Enter a name." });
const questionSchema = text({ max: 300, needed: "Enter the question that annotators answer." });

export const MOST_MARKDOWN = 50_000;

export const MIN_LEVELS = 2;
export const MAX_LEVELS = 7;

const levelSchema = z.strictObject({
  name: text({ max: 40, needed: "Name this level." }),
  definition: text({ max: 400 }),
  examples: text({ max: 600 }),
  gain: z
    .number("Enter a number.")
    .min(0, "Enter a gain of at least 0.")
    .max(1000, "Enter a gain of at most 1,000.")
    .nullable()
    .transform((gain, context) => gain ?? refuseEmptyGain(context)),
});

function refuseEmptyGain(context: z.RefinementCtx): number {
  context.addIssue({ code: "custom", message: "Enter a number." });
  return z.NEVER;
}

const scaleShape = {
  /** From the worst to the best; a level's value is its position from 1 */
  levels: z
    .array(levelSchema)
    .min(MIN_LEVELS, `A scale needs at least ${MIN_LEVELS} levels.`)
    .max(MAX_LEVELS, `A scale can have at most ${MAX_LEVELS} levels.`),
  relevantFrom: integer(2),
};

type Scale = { levels: { name: string; gain: number }[]; relevantFrom: number };

function refuseOddScale({ levels, relevantFrom }: Scale, context: z.RefinementCtx): void {
  const fault = (path: (string | number)[], message: string) =>
    context.addIssue({ code: "custom", path, message });
  levels.forEach(({ name, gain }, at) => {
    const twin = levels.findIndex((other) => other.name.toLowerCase() === name.toLowerCase());
    if (twin < at) fault(["levels", at, "name"], "Another level has this name. Choose a different one.");
    if (gain < (levels[at - 1]?.gain ?? 0))
      fault(["levels", at, "gain"], "Enter at least the gain of the level below.");
  });
  if (relevantFrom > levels.length) fault(["relevantFrom"], "Choose one of the levels of the scale.");
}

export const scaleSchema = z.strictObject(scaleShape).superRefine(refuseOddScale);

export type ScaleInput = z.output<typeof scaleSchema>;

const frameShape = { name: nameSchema, question: questionSchema };

export const frameSchema = z.strictObject(frameShape);

export type FrameInput = z.output<typeof frameSchema>;

/** The first step of a new project, checked before the second is shown. */
export const startSchema = z.strictObject({ ...frameShape, ...scaleShape }).superRefine(refuseOddScale);

export const createProjectSchema = z
  .strictObject({
    ...frameShape,
    ...scaleShape /** Markdown; empty where it is to be written later */,
    guideline: text({ max: MOST_MARKDOWN }),
  })
  .superRefine(refuseOddScale);

export type CreateProjectInput = z.output<typeof createProjectSchema>;

const judgmentsSchema = (least: number) =>
  z.int("Enter a whole number.").min(least, `Enter at least ${least}.`).max(20, "Enter at most 20.");

const qualityShape = z.strictObject({
  judgmentsPerItem: judgmentsSchema(1),
  /** Whether the stop rule decides item by item, within the numbers that follow */
  isAdaptive: z.boolean(),
  leastJudgments: judgmentsSchema(2),
  mostJudgments: judgmentsSchema(3),
  stopConfidence: z.number("Enter a number.").min(0.5, "Enter at least 50%.").max(0.99, "Enter at most 99%."),
  stopError: z.number("Enter a number.").min(0, "Enter at least 0.").max(1, "Enter at most 1 level."),
  auditShare: z.number("Enter a number.").min(0, "Enter at least 0%.").max(0.5, "Enter at most 50%."),
  goldRate: z.number("Enter a number.").min(0, "Enter at least 0%.").max(0.5, "Enter at most 50%."),
  assignmentSeconds: z
    .int("Enter a whole number of minutes.")
    .min(60, "Enter at least 1 minute.")
    .max(86_400, "Enter at most 1,440 minutes, which is one day."),
});

export const qualitySchema = qualityShape.superRefine(({ leastJudgments, mostJudgments }, context) => {
  if (mostJudgments > leastJudgments) return;
  const message = "Enter more than the smallest number of judgments.";
  context.addIssue({ code: "custom", path: ["mostJudgments"], message });
});

export type QualityInput = z.output<typeof qualitySchema>;

export const moveSchema = z.enum(["launch", "pause", "resume", "finish"]);

export type ProjectMove = z.output<typeof moveSchema>;
