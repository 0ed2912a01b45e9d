"use server";

import { revalidatePath } from "next/cache";
import { type ActionResult, runAction } from "#lib/action.ts";
import { requireRequester } from "#lib/auth/access.ts";
import { setFeedback } from "./mutations.ts";
import { feedbackSchema } from "./schema.ts";

export async function setFeedbackAction(
  projectId: unknown,
  givesFeedback: unknown,
): Promise<ActionResult<undefined>> {
  return runAction(async () => {
    const access = await requireRequester(projectId, "gold:edit");
    await setFeedback(access, feedbackSchema.parse(givesFeedback));
    revalidatePath(`/projects/${access.projectId}/gold`);
    return undefined;
  });
}
