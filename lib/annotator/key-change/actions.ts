"use server";

import { refreshProject, requesterAction } from "#lib/action.ts";
import { changeKeys, previewKeyChanges } from "./mutations.ts";
import { keyChangesSchema } from "./schema.ts";

/** What would follow from these keys; nothing is stored. */
export const previewKeyChangesAction = requesterAction("gold:edit", [keyChangesSchema], previewKeyChanges);

export const changeKeysAction = requesterAction("gold:edit", [keyChangesSchema], changeKeys, refreshProject);
