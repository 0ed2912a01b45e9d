"use server";

import { revalidatePath } from "next/cache";
import { requesterAction } from "#lib/action.ts";
import { setFeedback } from "./mutations.ts";
import { givesFeedbackSchema } from "./schema.ts";

export const setFeedbackAction = requesterAction(
  "gold:edit",
  [givesFeedbackSchema],
  setFeedback,
  (projectId) => revalidatePath(`/projects/${projectId}/gold`),
);
