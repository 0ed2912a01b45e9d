"use server";

import { revalidatePath } from "next/cache";
import { type ActionResult, runAction } from "#lib/action.ts";
import { type RequesterAccess, requireRequester, requireUser } from "#lib/auth/access.ts";
import { createProject, moveProject, updateFrame, updateQuality, updateScale } from "./mutations.ts";
import { createProjectSchema, frameSchema, moveSchema, qualitySchema, scaleSchema } from "./schema.ts";

/** Answers with the new project's id. */
export async function createProjectAction(input: unknown): Promise<ActionResult<string>> {
  return runAction(async () => {
    const access = await requireUser("project:create");
    const projectId = await createProject(access, createProjectSchema.parse(input));
    revalidatePath("/projects");
    return projectId;
  });
}

export async function updateFrameAction(
  projectId: unknown,
  input: unknown,
): Promise<ActionResult<undefined>> {
  return edit(projectId, (access) => updateFrame(access, frameSchema.parse(input)));
}

export async function updateScaleAction(
  projectId: unknown,
  input: unknown,
): Promise<ActionResult<undefined>> {
  return edit(projectId, (access) => updateScale(access, scaleSchema.parse(input)));
}

export async function updateQualityAction(
  projectId: unknown,
  input: unknown,
): Promise<ActionResult<undefined>> {
  return edit(projectId, (access) => updateQuality(access, qualitySchema.parse(input)));
}

export async function moveProjectAction(projectId: unknown, move: unknown): Promise<ActionResult<undefined>> {
  return edit(projectId, (access) => moveProject(access, moveSchema.parse(move)));
}

function edit(
  projectId: unknown,
  mutate: (access: RequesterAccess) => Promise<void>,
): Promise<ActionResult<undefined>> {
  return runAction(async () => {
    const access = await requireRequester(projectId, "project:edit");
    await mutate(access);
    revalidatePath(`/projects/${access.projectId}`, "layout");
    return undefined;
  });
}
