"use server";

import { revalidatePath } from "next/cache";
import { refreshProject, requesterAction, userAction } from "#lib/action.ts";
import { createProject, moveProject, updateFrame, updateQuality, updateScale } from "./mutations.ts";
import { createProjectSchema, frameSchema, moveSchema, qualitySchema, scaleSchema } from "./schema.ts";

/** Answers with the new project's id. */
export const createProjectAction = userAction("project:create", [createProjectSchema], createProject, () =>
  revalidatePath("/projects"),
);

export const updateFrameAction = requesterAction("project:edit", [frameSchema], updateFrame, refreshProject);

export const updateScaleAction = requesterAction("project:edit", [scaleSchema], updateScale, refreshProject);

export const updateQualityAction = requesterAction(
  "project:edit",
  [qualitySchema],
  updateQuality,
  refreshProject,
);

export const moveProjectAction = requesterAction("project:edit", [moveSchema], moveProject, refreshProject);
