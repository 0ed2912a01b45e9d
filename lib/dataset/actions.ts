"use server";

import { revalidatePath } from "next/cache";
import { requesterAction } from "#lib/action.ts";
import { no } from "#lib/border.ts";
import { cancelBuild, freezeDataset, refreezeDataset } from "./mutations/freeze.ts";
import { freezeSchema } from "./schema.ts";

export const freezeDatasetAction = requesterAction(
  "dataset:freeze",
  [freezeSchema],
  freezeDataset,
  refreshDatasets,
);

export const refreezeDatasetAction = requesterAction(
  "dataset:freeze",
  [no],
  refreezeDataset,
  refreshDatasets,
);

export const cancelBuildAction = requesterAction("dataset:freeze", [no], cancelBuild, refreshDatasets);

function refreshDatasets(projectId: string): void {
  revalidatePath(`/projects/${projectId}/datasets`);
}
