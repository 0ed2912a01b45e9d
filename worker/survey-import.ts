import { actForProject } from "#lib/auth/acting.ts";
import { surveyImport } from "#lib/item/reading/mutations.ts";
import type { Job } from "./job.ts";

export const surveyImportJob: Job<"survey-import"> = {
  name: "survey-import",
  projectsAtOnce: 4,
  run: ({ data, signal }) => surveyImport(actForProject(data.projectId), data.importNo, signal),
};
