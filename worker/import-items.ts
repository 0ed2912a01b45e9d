import { actForProject } from "#lib/auth/acting.ts";
import { runImport } from "#lib/item/import/mutations/run.ts";
import { abandonImport } from "#lib/item/import/mutations/start.ts";
import type { Job } from "./job.ts";

export const importItemsJob: Job<"import-items"> = {
  name: "import-items",
  projectsAtOnce: 4,
  run: ({ data, signal }, stopping) =>
    runImport(actForProject(data.projectId), data.importNo, { signal: AbortSignal.any([signal, stopping]) }),
  setAside: ({ projectId, importNo }, reason) => abandonImport(actForProject(projectId), importNo, reason),
};
