import type { JobWithMetadata } from "pg-boss";
import type { JobName, Jobs } from "#lib/queue.ts";

/** One kind of background work. Running it again is without harm. */
export type Job<Name extends JobName> = {
  name: Name;
  /** Of different projects so many at once; of one project always one after the other */
  projectsAtOnce: number;
  run(job: JobWithMetadata<Jobs[Name]>, stopping: AbortSignal): Promise<void>;
};
