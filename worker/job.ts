import type { JobWithMetadata } from "pg-boss";
import type { JobName, Jobs } from "#lib/queue.ts";

/** One kind of background work. Running it again does no harm. */
export type Job<Name extends JobName> = {
  name: Name;
  /** How many run at once for different projects. For one project they run one after the other */
  projectsAtOnce: number;
  run(job: JobWithMetadata<Jobs[Name]>, stopping: AbortSignal): Promise<void>;
};
