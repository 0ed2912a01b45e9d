// The background process: `node --conditions=react-server worker/worker.ts`. SIGTERM or SIGINT lets it finish
// what it has in hand for some seconds; what it cannot finish is taken up by the next worker.
import type { JobWithMetadata } from "pg-boss";
import { removeExpired } from "#lib/account/mutations/sessions.ts";
import { recomputeStanding } from "#lib/annotator/standing/mutations.ts";
import { actForProject } from "#lib/auth/acting.ts";
import { settleItems } from "#lib/consensus/mutations.ts";
import { pool } from "#lib/database/pool.ts";
import { buildDataset } from "#lib/dataset/mutations/freeze.ts";
import { openSuspectedReviews } from "#lib/gold/review/mutations.ts";
import { runImport } from "#lib/item/import/mutations/run.ts";
import { abandonImport } from "#lib/item/import/mutations/start.ts";
import { surveyImport } from "#lib/item/reading/mutations.ts";
import { log } from "#lib/log.ts";
import { retargetItems } from "#lib/project/mutations.ts";
import { type Jobs, openWorkerJobs } from "../lib/queue.ts";
import { showPresence } from "./presence.ts";
import { reapProjects, removeBrokenUploads, renewStandings, resumeWork, settleProjects } from "./upkeep.ts";

const UPKEEP_MS = 30_000;
/** How long an item waits at most before it is looked at whether it needs one more judgment */
const SETTLE_MS = 2_000;
const DRAIN_MS = 8_000;

const stopping = new AbortController();
const timers: NodeJS.Timeout[] = [];
const boss = await openWorkerJobs();
// Before the first job: what is begun must be able to end well.
process.once("SIGTERM", stop);
process.once("SIGINT", stop);
const work = { pollingIntervalSeconds: 1, includeMetadata: true } as const;
// Files of different projects are read beside each other, those of one project one after the other.
const workOnFiles = { ...work, localConcurrency: 4, groupConcurrency: 1 } as const;

await boss.work<Jobs["import-items"], void, typeof workOnFiles>(
  "import-items",
  workOnFiles,
  async ([job]) => {
    if (job) await importItems(job);
  },
);
await boss.work<Jobs["survey-import"], void, typeof workOnFiles>(
  "survey-import",
  workOnFiles,
  async ([job]) => {
    if (job) await surveyImport(actForProject(job.data.projectId), job.data.importNo, job.signal);
  },
);
await boss.work<Jobs["freeze-dataset"], void, typeof work>("freeze-dataset", work, async ([job]) => {
  if (job) await buildDataset(actForProject(job.data.projectId), job.data.version);
});
await boss.work<Jobs["recompute-standing"], void, typeof work>("recompute-standing", work, async ([job]) => {
  if (job === undefined) return;
  const access = actForProject(job.data.projectId);
  // A key that good people contradict must not speak against anybody.
  await openSuspectedReviews(access);
  await recomputeStanding(access);
});

await boss.work<Jobs["settle-items"], void, typeof work>("settle-items", work, async ([job]) => {
  if (job === undefined) return;
  await retargetItems(actForProject(job.data.projectId));
  await settleItems(actForProject(job.data.projectId));
});

await upkeep();
timers.push(setInterval(settle, SETTLE_MS), setInterval(upkeep, UPKEEP_MS));
await showPresence(stopping.signal);
log.info("worker ready");

async function importItems(job: JobWithMetadata<Jobs["import-items"]>): Promise<void> {
  const access = actForProject(job.data.projectId);
  try {
    await runImport(access, job.data.importNo, AbortSignal.any([job.signal, stopping.signal]));
  } catch (error) {
    // The import stays "running" and the next worker takes it up: no attempt is lost on a restart.
    if (stopping.signal.aborted) return;
    if (job.retryCount >= job.retryLimit) await abandonImport(access, job.data.importNo);
    log.error({ err: error, ...job.data }, "import failed");
    throw error;
  }
}

async function upkeep(): Promise<void> {
  try {
    const freed = await reapProjects();
    if (freed > 0) log.info({ freed }, "assignments ran out");
    await resumeWork();
    await renewStandings();
    await removeBrokenUploads(Date.now());
    await removeExpired();
  } catch (error) {
    // The database may be away for a moment; the next round tries again.
    tellUnlessStopping(error, "upkeep failed");
  }
}

async function settle(): Promise<void> {
  await settleProjects().catch((error: unknown) => tellUnlessStopping(error, "settling failed"));
}

// At the end the connections are closed under what is under way.
function tellUnlessStopping(error: unknown, what: string): void {
  if (!stopping.signal.aborted) log.error({ err: error }, what);
}

async function stop(): Promise<void> {
  for (const timer of timers) clearInterval(timer);
  stopping.abort();
  await boss.stop({ graceful: true, timeout: DRAIN_MS });
  // A connection that is still at work must not hold up the end.
  await Promise.race([pool.end(), new Promise((resolve) => setTimeout(resolve, 1000))]);
  log.info("worker stopped");
  process.exit(0);
}
