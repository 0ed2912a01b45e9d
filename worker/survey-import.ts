import { actForProject } from "#lib/auth/acting.ts";
import { surveyImport as surveyFile } from "#lib/item/reading/mutations.ts";
import type { Job } from "./job.ts";

export const surveyImport: Job<"survey-import"> = {
  name: "survey-import",
  projectsAtOnce: 4,
  run: ({ data, signal }) => surveyFile(actForProject(data.projectId), data.importNo, signal),
};
