"use server";

import { revalidatePath } from "next/cache";
import { type ActionResult, runAction } from "#lib/action.ts";
import { requireRequester } from "#lib/auth/access.ts";
import { type Reinstatement, reinstateAnnotator, type Suspension, suspendAnnotator } from "./mutations.ts";
import { decisionSchema } from "./schema.ts";

export async function suspendAnnotatorAction(
  projectId: unknown,
  input: unknown,
): Promise<ActionResult<Suspension>> {
  return runAction(async () => {
    const access = await requireRequester(projectId, "annotator:manage");
    const done = await suspendAnnotator(access, decisionSchema.parse(input));
    revalidatePath(`/projects/${access.projectId}`, "layout");
    return done;
  });
}

export async function reinstateAnnotatorAction(
  projectId: unknown,
  input: unknown,
): Promise<ActionResult<Reinstatement>> {
  return runAction(async () => {
    const access = await requireRequester(projectId, "annotator:manage");
    const done = await reinstateAnnotator(access, decisionSchema.parse(input));
    revalidatePath(`/projects/${access.projectId}`, "layout");
    return done;
  });
}
