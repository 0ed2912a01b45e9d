"use server";

import { revalidatePath } from "next/cache";
import { annotatorAction } from "#lib/action.ts";
import { contestGold } from "./mutations.ts";
import { contestSchema } from "./schema.ts";

export const contestGoldAction = annotatorAction([contestSchema], contestGold, (projectId) =>
  revalidatePath(`/judge/${projectId}/history`),
);
