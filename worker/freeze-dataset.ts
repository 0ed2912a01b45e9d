import { actForProject } from "#lib/auth/acting.ts";
import { buildDataset } from "#lib/dataset/mutations/build.ts";
import { abandonDataset } from "#lib/dataset/mutations/finish.ts";
import type { Job } from "./job.ts";

export const freezeDatasetJob: Job<"freeze-dataset"> = {
  name: "freeze-dataset",
  projectsAtOnce: 1,
  run: ({ data, signal }, stopping) =>
    buildDataset(actForProject(data.projectId), data.version, {
      signal: AbortSignal.any([signal, stopping]),
    }),
  setAside: ({ projectId, version }, reason) => abandonDataset(actForProject(projectId), version, reason),
};
