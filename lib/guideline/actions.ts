"use server";

import { revalidatePath } from "next/cache";
import { type ActionResult, runAction } from "#lib/action.ts";
import { requireRequester } from "#lib/auth/access.ts";
import { publishGuideline } from "./mutations.ts";
import { guidelineSchema } from "./schema.ts";

/** Answers with the new version's number. */
export async function publishGuidelineAction(
  projectId: unknown,
  input: unknown,
): Promise<ActionResult<number>> {
  return runAction(async () => {
    const access = await requireRequester(projectId, "project:edit");
    const version = await publishGuideline(access, guidelineSchema.parse(input));
    revalidatePath(`/projects/${access.projectId}`, "layout");
    return version;
  });
}
