"use server";

import { revalidatePath } from "next/cache";
import { type ActionResult, runAction } from "#lib/action.ts";
import { requireRequester } from "#lib/auth/access.ts";
import { changeKeys, previewKeyChanges } from "./mutations.ts";
import type { Consequences } from "./rules.ts";
import { keyChangesSchema } from "./schema.ts";

/** What would follow from these keys; nothing is stored. */
export async function previewKeyChangesAction(
  projectId: unknown,
  input: unknown,
): Promise<ActionResult<Consequences>> {
  return runAction(async () => {
    const access = await requireRequester(projectId, "gold:edit");
    return previewKeyChanges(access, keyChangesSchema.parse(input));
  });
}

export async function changeKeysAction(
  projectId: unknown,
  input: unknown,
): Promise<ActionResult<Consequences>> {
  return runAction(async () => {
    const access = await requireRequester(projectId, "gold:edit");
    const consequences = await changeKeys(access, keyChangesSchema.parse(input));
    revalidatePath(`/projects/${access.projectId}`, "layout");
    return consequences;
  });
}
