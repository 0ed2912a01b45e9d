"use server";

import { revalidatePath } from "next/cache";
import { type ActionResult, runAction } from "#lib/action.ts";
import { requireRequester } from "#lib/auth/access.ts";
import { freezeDataset } from "./mutations/freeze.ts";
import { freezeSchema } from "./schema.ts";

export async function freezeDatasetAction(projectId: unknown, input: unknown): Promise<ActionResult<number>> {
  return runAction(async () => {
    const access = await requireRequester(projectId, "dataset:freeze");
    const version = await freezeDataset(access, freezeSchema.parse(input));
    revalidatePath(`/projects/${access.projectId}/datasets`);
    return version;
  });
}
