"use server";

import { revalidatePath } from "next/cache";
import { type ActionResult, runAction } from "#lib/action.ts";
import { requireRequester } from "#lib/auth/access.ts";
import { reopenItems } from "./mutations.ts";
import { planReopening } from "./queries.ts";
import type { Reopened, ReopeningPlan } from "./rules.ts";
import { reopeningSchema } from "./schema.ts";

/** What reopening would do; nothing is changed. */
export async function planReopeningAction(
  projectId: unknown,
  input: unknown,
): Promise<ActionResult<ReopeningPlan>> {
  return runAction(async () => {
    const access = await requireRequester(projectId, "project:edit");
    return planReopening(access, reopeningSchema.parse(input));
  });
}

export async function reopenItemsAction(projectId: unknown, input: unknown): Promise<ActionResult<Reopened>> {
  return runAction(async () => {
    const access = await requireRequester(projectId, "project:edit");
    const done = await reopenItems(access, reopeningSchema.parse(input));
    revalidatePath(`/projects/${access.projectId}`, "layout");
    return done;
  });
}
