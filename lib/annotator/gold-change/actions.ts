"use server";

import { refreshProject, requesterAction } from "#lib/action.ts";
import { changeGold, previewGoldChanges } from "./mutations.ts";
import { goldChangesSchema } from "./schema.ts";

/** What would follow from these changes; nothing is stored. */
export const previewGoldChangesAction = requesterAction("gold:edit", [goldChangesSchema], previewGoldChanges);

export const changeGoldAction = requesterAction("gold:edit", [goldChangesSchema], changeGold, refreshProject);
