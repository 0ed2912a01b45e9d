import type { JobWithMetadata } from "pg-boss";
import type { JobName, Jobs } from "#lib/queue.ts";

/** One kind of background work. Running it again does no harm. */
export type Job<Name extends JobName> = {
  name: Name;
  /** How many run at once for different projects. For one project they run one after the other */
  projectsAtOnce: number;
  run(job: JobWithMetadata<Jobs[Name]>, stopping: AbortSignal): Promise<void>;
  /**
   * Writes down that it was begun three times and that the worker ended in the middle ("stopped") or an error ended it
   * ("unexpected"). Jobs that no screen started have none
   */
  setAside?(data: Jobs[Name], reason: "stopped" | "unexpected"): Promise<void>;
};
