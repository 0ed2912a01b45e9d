import { actForProject } from "#lib/auth/acting.ts";
import { runImport } from "#lib/item/import/mutations/run.ts";
import { abandonImport } from "#lib/item/import/mutations/start.ts";
import { log } from "#lib/log.ts";
import type { Job } from "./job.ts";

export const importItemsJob: Job<"import-items"> = {
  name: "import-items",
  projectsAtOnce: 4,
  async run(job, stopping) {
    const access = actForProject(job.data.projectId);
    try {
      await runImport(access, job.data.importNo, AbortSignal.any([job.signal, stopping]));
    } catch (error) {
      // The import stays "running" and the next worker continues it, so a restart does not use up an attempt.
      if (stopping.aborted) return;
      if (job.retryCount >= job.retryLimit) await abandonImport(access, job.data.importNo);
      log.error({ err: error, ...job.data }, "import failed");
      throw error;
    }
  },
};
