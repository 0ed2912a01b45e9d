"use server";

import { refreshProject, requesterAction } from "#lib/action.ts";
import { publishGuideline } from "./mutations.ts";
import { guidelineSchema } from "./schema.ts";

/** Answers with the new version's number. */
export const publishGuidelineAction = requesterAction(
  "project:edit",
  [guidelineSchema],
  publishGuideline,
  refreshProject,
);
