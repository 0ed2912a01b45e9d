"use server";

import { refreshProject, requesterAction } from "#lib/action.ts";
import { moveItems, moveQuery } from "./mutations.ts";
import { itemMoveSchema, queryMoveSchema } from "./schema.ts";

/** Answers with how many items were moved. */
export const moveItemsAction = requesterAction("project:edit", [itemMoveSchema], moveItems, refreshProject);

/** Answers with how many items were moved with the query. */
export const moveQueryAction = requesterAction("project:edit", [queryMoveSchema], moveQuery, refreshProject);
