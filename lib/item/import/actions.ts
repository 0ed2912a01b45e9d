"use server";

import { revalidatePath } from "next/cache";
import { requesterAction } from "#lib/action.ts";
import { no } from "#lib/border.ts";
import { changeReading, readAgain } from "#lib/item/reading/mutations.ts";
import { readingSchema } from "#lib/item/reading/schema.ts";
import { discardImport, startImport } from "./mutations/start.ts";
import { startImportSchema } from "./schema.ts";

export const startImportAction = requesterAction(
  "item:import",
  [no, startImportSchema],
  startImport,
  refreshItems,
);

export const discardImportAction = requesterAction("item:import", [no], discardImport, refreshItems);

export const changeReadingAction = requesterAction(
  "item:import",
  [no, readingSchema],
  changeReading,
  refreshItems,
);

export const readAgainAction = requesterAction("item:import", [no], readAgain, refreshItems);

function refreshItems(projectId: string): void {
  revalidatePath(`/projects/${projectId}/items`, "layout");
}
