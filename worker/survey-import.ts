import { actForProject } from "#lib/auth/acting.ts";
import { abandonSurvey, surveyImport } from "#lib/item/reading/mutations.ts";
import type { Job } from "./job.ts";

export const surveyImportJob: Job<"survey-import"> = {
  name: "survey-import",
  projectsAtOnce: 4,
  run: ({ data, signal }, stopping) =>
    surveyImport(actForProject(data.projectId), data.importNo, AbortSignal.any([signal, stopping])),
  setAside: ({ projectId, importNo }, reason) => abandonSurvey(actForProject(projectId), importNo, reason),
};
