"use server";

import { revalidatePath } from "next/cache";
import { type ActionResult, runAction } from "#lib/action.ts";
import { requireRequester } from "#lib/auth/access.ts";
import { no } from "#lib/border.ts";
import { changeReading } from "#lib/item/reading/mutations.ts";
import { readingSchema } from "#lib/item/reading/schema.ts";
import { discardImport, startImport } from "./mutations/start.ts";
import { startImportSchema } from "./schema.ts";

export async function startImportAction(
  projectId: unknown,
  importNo: unknown,
  input: unknown,
): Promise<ActionResult<undefined>> {
  return runAction(async () => {
    const access = await requireRequester(projectId, "item:import");
    await startImport(access, no.parse(importNo), startImportSchema.parse(input));
    revalidatePath(`/projects/${access.projectId}/items`, "layout");
    return undefined;
  });
}

export async function discardImportAction(
  projectId: unknown,
  importNo: unknown,
): Promise<ActionResult<undefined>> {
  return runAction(async () => {
    const access = await requireRequester(projectId, "item:import");
    await discardImport(access, no.parse(importNo));
    revalidatePath(`/projects/${access.projectId}/items`, "layout");
    return undefined;
  });
}

export async function changeReadingAction(
  projectId: unknown,
  importNo: unknown,
  reading: unknown,
): Promise<ActionResult<undefined>> {
  return runAction(async () => {
    const access = await requireRequester(projectId, "item:import");
    await changeReading(access, no.parse(importNo), readingSchema.parse(reading));
    revalidatePath(`/projects/${access.projectId}/items`, "layout");
    return undefined;
  });
}
