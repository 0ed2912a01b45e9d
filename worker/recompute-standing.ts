import { recomputeStanding } from "#lib/annotator/standing/mutations.ts";
import { actForProject } from "#lib/auth/acting.ts";
import { openSuspectedReviews } from "#lib/gold/review/mutations.ts";
import type { Job } from "./job.ts";

export const recomputeStandingJob: Job<"recompute-standing"> = {
  name: "recompute-standing",
  projectsAtOnce: 1,
  async run({ data }) {
    const access = actForProject(data.projectId);
    // Gold that accurate people contradict must not count against anybody.
    await openSuspectedReviews(access);
    await recomputeStanding(access);
  },
};
