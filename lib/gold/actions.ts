"use server";

import { revalidatePath } from "next/cache";
import { requesterAction } from "#lib/action.ts";
import { setFeedback } from "./mutations.ts";
import { feedbackSchema } from "./schema.ts";

export const setFeedbackAction = requesterAction("gold:edit", [feedbackSchema], setFeedback, (projectId) =>
  revalidatePath(`/projects/${projectId}/gold`),
);
