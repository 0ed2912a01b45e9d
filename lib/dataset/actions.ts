"use server";

import { revalidatePath } from "next/cache";
import { requesterAction } from "#lib/action.ts";
import { freezeDataset } from "./mutations/freeze.ts";
import { freezeSchema } from "./schema.ts";

export const freezeDatasetAction = requesterAction(
  "dataset:freeze",
  [freezeSchema],
  freezeDataset,
  (projectId) => revalidatePath(`/projects/${projectId}/datasets`),
);
