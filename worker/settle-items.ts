import { actForProject } from "#lib/auth/acting.ts";
import { settleItems } from "#lib/consensus/mutations.ts";
import { retargetItems } from "#lib/project/mutations.ts";
import type { Job } from "./job.ts";

export const settleItemsJob: Job<"settle-items"> = {
  name: "settle-items",
  projectsAtOnce: 1,
  async run({ data }) {
    const access = actForProject(data.projectId);
    await retargetItems(access);
    await settleItems(access);
  },
};
