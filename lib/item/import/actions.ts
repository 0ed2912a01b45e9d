"use server";

import { revalidatePath } from "next/cache";
import { type ActionResult, runAction } from "#lib/action.ts";
import { requireRequester } from "#lib/auth/access.ts";
import { changeReading } from "#lib/item/reading/mutations.ts";
import { readingSchema } from "#lib/item/reading/schema.ts";
import { discardImport, startImport } from "./mutations.ts";
import { importNoSchema, startImportSchema } from "./schema.ts";

export async function startImportAction(
  projectId: string,
  importNo: number,
  input: unknown,
): Promise<ActionResult<undefined>> {
  return runAction(async () => {
    const access = await requireRequester(String(projectId), "item:import");
    await startImport(access, importNoSchema.parse(importNo), startImportSchema.parse(input));
    revalidatePath(`/projects/${access.projectId}/items`, "layout");
    return undefined;
  });
}

export async function discardImportAction(
  projectId: string,
  importNo: number,
): Promise<ActionResult<undefined>> {
  return runAction(async () => {
    const access = await requireRequester(String(projectId), "item:import");
    await discardImport(access, importNoSchema.parse(importNo));
    revalidatePath(`/projects/${access.projectId}/items`, "layout");
    return undefined;
  });
}

export async function changeReadingAction(
  projectId: string,
  importNo: number,
  reading: unknown,
): Promise<ActionResult<undefined>> {
  return runAction(async () => {
    const access = await requireRequester(String(projectId), "item:import");
    await changeReading(access, importNoSchema.parse(importNo), readingSchema.parse(reading));
    revalidatePath(`/projects/${access.projectId}/items`, "layout");
    return undefined;
  });
}
