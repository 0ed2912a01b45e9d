// The background process: `node --conditions=react-server worker/main.ts`. After SIGTERM or SIGINT it has
// some seconds to finish its jobs. The next worker continues what is left.
import { removeExpired } from "#lib/account/mutations/sessions.ts";
import { endPools, workInBackground } from "#lib/database/pool.ts";
import { log } from "#lib/log.ts";
import { type JobName, type Jobs, openWorkerJobs } from "#lib/queue.ts";
import { giveBackAttempts, runCounted } from "./attempts.ts";
import { freezeDatasetJob } from "./freeze-dataset.ts";
import { importItemsJob } from "./import-items.ts";
import type { Job } from "./job.ts";
import { showPresence } from "./presence.ts";
import { recomputeStandingJob } from "./recompute-standing.ts";
import { compareMethodsJob, refreshFiguresJob } from "./refresh-figures.ts";
import { settleItemsJob } from "./settle-items.ts";
import { surveyImportJob } from "./survey-import.ts";
import { removeUnneeded, StrangeStore } from "./tidy-store.ts";
import { reapProjects, refreshProjects, renewStandings, resumeWork, settleProjects } from "./upkeep.ts";

const UPKEEP_MS = 30_000;
const TIDY_MS = 3_600_000;
/** The longest time until the stop rule looks at an item, and until it is seen that figures are behind */
const SETTLE_MS = 2_000;
const DRAIN_MS = 8_000;

const stopping = new AbortController();
const timers: NodeJS.Timeout[] = [];
let isStrangeTold = false;
workInBackground();
const boss = await openWorkerJobs();
// Set before the first job, so that a job can always end cleanly.
process.once("SIGTERM", stop);
process.once("SIGINT", stop);
await take(importItemsJob);
await take(surveyImportJob);
await take(freezeDatasetJob);
await take(recomputeStandingJob);
await take(settleItemsJob);
await take(refreshFiguresJob);
await take(compareMethodsJob);

await upkeep();
await tidy();
timers.push(setInterval(settle, SETTLE_MS), setInterval(upkeep, UPKEEP_MS), setInterval(tidy, TIDY_MS));
await showPresence(stopping.signal);
log.info("worker ready");

async function take<Name extends JobName>(job: Job<Name>): Promise<void> {
  const { name, projectsAtOnce } = job;
  const often = { pollingIntervalSeconds: 1, includeMetadata: true } as const;
  const options =
    projectsAtOnce === 1 ? often : { ...often, localConcurrency: projectsAtOnce, groupConcurrency: 1 };
  await boss.work<Jobs[Name], void, typeof often>(name, options, async ([work]) => {
    if (work) await runCounted(job, work, stopping.signal);
  });
}

async function upkeep(): Promise<void> {
  try {
    const freed = await reapProjects();
    if (freed > 0) log.info({ freed }, "assignments ran out");
    await resumeWork();
    await renewStandings();
    await removeExpired();
  } catch (error) {
    // The database may be away for a moment; the next round tries again.
    tellUnlessStopping(error, "upkeep failed");
  }
}

async function tidy(): Promise<void> {
  try {
    const removed = await removeUnneeded(Date.now());
    if (removed > 0) log.info({ removed }, "unneeded files removed");
  } catch (error) {
    tellUnlessStopping(error, "tidying failed");
    // Once, to the terminal that Assay was started in. The log has it every hour.
    if (error instanceof StrangeStore && !isStrangeTold) {
      isStrangeTold = true;
      process.send?.({ said: error.sentence });
    }
  }
}

async function settle(): Promise<void> {
  await settleProjects().catch((error: unknown) => tellUnlessStopping(error, "settling failed"));
  await refreshProjects().catch((error: unknown) => tellUnlessStopping(error, "refreshing figures failed"));
}

// At the end, connections are closed while work is still running.
function tellUnlessStopping(error: unknown, what: string): void {
  if (!stopping.signal.aborted) log.error({ err: error }, what);
}

async function stop(): Promise<void> {
  for (const timer of timers) clearInterval(timer);
  stopping.abort();
  await boss.stop({ graceful: true, timeout: DRAIN_MS });
  await giveBackAttempts().catch((error: unknown) => log.warn({ err: error }, "attempts not given back"));
  // A connection that is still busy must not delay the exit.
  await Promise.race([endPools(), new Promise((resolve) => setTimeout(resolve, 1000))]);
  log.info("worker stopped");
  process.exit(0);
}
