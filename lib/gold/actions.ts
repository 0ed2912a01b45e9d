"use server";

import { revalidatePath } from "next/cache";
import { type ActionResult, runAction } from "#lib/action.ts";
import { requireRequester } from "#lib/auth/access.ts";
import { setGold, withdrawGold } from "./mutations.ts";
import { goldSchema, itemNoSchema } from "./schema.ts";

export async function setGoldAction(projectId: string, input: unknown): Promise<ActionResult<undefined>> {
  return runAction(async () => {
    const access = await requireRequester(String(projectId), "gold:edit");
    await setGold(access, goldSchema.parse(input));
    revalidatePath(`/projects/${access.projectId}`, "layout");
    return undefined;
  });
}

export async function withdrawGoldAction(
  projectId: string,
  itemNo: unknown,
): Promise<ActionResult<undefined>> {
  return runAction(async () => {
    const access = await requireRequester(String(projectId), "gold:edit");
    await withdrawGold(access, itemNoSchema.parse(itemNo));
    revalidatePath(`/projects/${access.projectId}`, "layout");
    return undefined;
  });
}
