"use server";

import { revalidatePath } from "next/cache";
import { type ActionResult, runAction } from "#lib/action.ts";
import { requireRequester } from "#lib/auth/access.ts";
import { moveItems, moveQuery } from "./mutations.ts";
import { itemMoveSchema, queryMoveSchema } from "./schema.ts";

/** Answers with how many items were moved. */
export async function moveItemsAction(projectId: unknown, input: unknown): Promise<ActionResult<number>> {
  return runAction(async () => {
    const access = await requireRequester(projectId, "project:edit");
    const moved = await moveItems(access, itemMoveSchema.parse(input));
    revalidatePath(`/projects/${access.projectId}`, "layout");
    return moved;
  });
}

/** Answers with how many items were moved with the query. */
export async function moveQueryAction(projectId: unknown, input: unknown): Promise<ActionResult<number>> {
  return runAction(async () => {
    const access = await requireRequester(projectId, "project:edit");
    const moved = await moveQuery(access, queryMoveSchema.parse(input));
    revalidatePath(`/projects/${access.projectId}`, "layout");
    return moved;
  });
}
