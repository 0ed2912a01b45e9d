"use server";

import { revalidatePath } from "next/cache";
import { type ActionResult, runAction } from "#lib/action.ts";
import { requireAnnotator } from "#lib/auth/access.ts";
import { contestGold } from "./mutations.ts";
import { contestSchema } from "./schema.ts";

export async function contestGoldAction(
  projectId: unknown,
  input: unknown,
): Promise<ActionResult<undefined>> {
  return runAction(async () => {
    const access = await requireAnnotator(projectId);
    await contestGold(access, contestSchema.parse(input));
    revalidatePath(`/judge/${access.projectId}/history`);
    return undefined;
  });
}
