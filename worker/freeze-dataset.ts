import { actForProject } from "#lib/auth/acting.ts";
import { abandonDataset, buildDataset } from "#lib/dataset/mutations/build.ts";
import type { Job } from "./job.ts";

export const freezeDatasetJob: Job<"freeze-dataset"> = {
  name: "freeze-dataset",
  projectsAtOnce: 1,
  run: ({ data }) => buildDataset(actForProject(data.projectId), data.version),
  setAside: ({ projectId, version }, reason) => abandonDataset(actForProject(projectId), version, reason),
};
