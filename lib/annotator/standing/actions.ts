"use server";

import { refreshProject, requesterAction } from "#lib/action.ts";
import { reinstateAnnotator, suspendAnnotator } from "./mutations.ts";
import { decisionSchema } from "./schema.ts";

export const suspendAnnotatorAction = requesterAction(
  "annotator:manage",
  [decisionSchema],
  suspendAnnotator,
  refreshProject,
);

export const reinstateAnnotatorAction = requesterAction(
  "annotator:manage",
  [decisionSchema],
  reinstateAnnotator,
  refreshProject,
);
