"use server";

import { refreshProject, requesterAction } from "#lib/action.ts";
import { reopenItems } from "./mutations.ts";
import { planReopening } from "./queries.ts";
import { reopeningSchema } from "./schema.ts";

/** What reopening would do; nothing is changed. */
export const planReopeningAction = requesterAction("project:edit", [reopeningSchema], planReopening);

export const reopenItemsAction = requesterAction(
  "project:edit",
  [reopeningSchema],
  reopenItems,
  refreshProject,
);
