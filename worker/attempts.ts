import type { JobWithMetadata } from "pg-boss";
import { log } from "#lib/log.ts";
import {
  beginAttempt,
  forgetAttempt,
  giveBackAttempt,
  type JobAttempt,
  type JobName,
  type Jobs,
  MOST_ATTEMPTS,
} from "#lib/queue.ts";
import type { Job } from "./job.ts";

const underWay = new Set<JobAttempt>();

/**
 * Runs a job and counts how often it was begun. It is written down before, so that a worker that dies in the middle has
 * counted. What fails or dies three times is set aside, which the screen tells where it was started. In what no screen started
 * the worker must not have died three times: then it rests for an hour.
 */
export async function runCounted<Name extends JobName>(
  job: Job<Name>,
  work: JobWithMetadata<Jobs[Name]>,
  stopping: AbortSignal,
): Promise<void> {
  const attempt = attemptOf(job.name, work.data);
  const begun = await beginAttempt(attempt, job.setAside === undefined);
  if (begun > MOST_ATTEMPTS) return setAside(job, work.data, attempt, begun);
  underWay.add(attempt);
  try {
    await job.run(work, stopping);
    await forgetAttempt(attempt);
  } catch (error) {
    // It was told to stop, so it did not fail. The next worker finds what is left.
    if (stopping.aborted) return await giveBack(attempt);
    log.error({ err: error, ...attempt, begun }, "job failed");
    // What no screen started is tried until it works. Only a death shows that it does harm.
    if (job.setAside === undefined) await giveBack(attempt);
    if (job.setAside === undefined || begun < MOST_ATTEMPTS) throw error;
    await setAside(job, work.data, attempt, begun);
  } finally {
    underWay.delete(attempt);
  }
}

/** For a worker that was told to stop and cannot wait for its jobs: these did not die. */
export async function giveBackAttempts(): Promise<void> {
  await Promise.all([...underWay].map(giveBack));
}

function attemptOf(name: JobName, data: Jobs[JobName]): JobAttempt {
  const no = "importNo" in data ? data.importNo : "version" in data ? data.version : 0;
  return { projectId: data.projectId, name, no };
}

async function setAside<Name extends JobName>(
  job: Job<Name>,
  data: Jobs[Name],
  attempt: JobAttempt,
  begun: number,
): Promise<void> {
  const reason = begun > MOST_ATTEMPTS ? "stopped" : "unexpected";
  // What rests is asked for again and again.
  if (begun <= MOST_ATTEMPTS + 1) log.error({ ...attempt, reason }, "job set aside");
  if (job.setAside === undefined) return;
  await job.setAside(data, reason);
  // Whoever starts it again starts from the beginning.
  await forgetAttempt(attempt);
}

async function giveBack(attempt: JobAttempt): Promise<void> {
  if (underWay.delete(attempt)) await giveBackAttempt(attempt);
}
