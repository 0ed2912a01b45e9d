import type { JobWithMetadata } from "pg-boss";
import { pool } from "#lib/database/pool.ts";
import { log } from "#lib/log.ts";
import type { JobName, Jobs } from "#lib/queue.ts";
import type { Job } from "./job.ts";

/** A job that was begun so often and never ended is not begun again by itself. */
export const MOST_ATTEMPTS = 3;

/** One piece of work, whichever job in the queue carries it. */
type Attempt = { readonly projectId: string; readonly name: JobName; readonly no: number };

const underWay = new Set<Attempt>();

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
  const begun = await begin(attempt, job.setAside === undefined);
  if (begun > MOST_ATTEMPTS) return setAside(job, work.data, attempt, begun);
  underWay.add(attempt);
  try {
    await job.run(work, stopping);
    await forget(attempt);
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

function attemptOf(name: JobName, data: Jobs[JobName]): Attempt {
  const no = "importNo" in data ? data.importNo : "version" in data ? data.version : 0;
  return { projectId: data.projectId, name, no };
}

async function setAside<Name extends JobName>(
  job: Job<Name>,
  data: Jobs[Name],
  attempt: Attempt,
  begun: number,
): Promise<void> {
  const reason = begun > MOST_ATTEMPTS ? "stopped" : "unexpected";
  // What rests is asked for again and again.
  if (begun <= MOST_ATTEMPTS + 1) log.error({ ...attempt, reason }, "job set aside");
  if (job.setAside === undefined) return;
  await job.setAside(data, reason);
  // Whoever starts it again starts from the beginning.
  await forget(attempt);
}

/** Counts one more beginning and returns the count, which stays above the most while the job rests. */
async function begin({ projectId, name, no }: Attempt, isResting: boolean): Promise<number> {
  const { rows } = await pool.query<{ begun: number }>(
    `INSERT INTO job_attempt AS a (project_id, name, no, begun) VALUES ($1, $2, $3, 1)
     ON CONFLICT (project_id, name, no) DO UPDATE SET
       begun = CASE WHEN $4 AND a.began_at < now() - interval '1 hour' THEN 1 ELSE least(a.begun, $5 + 1) + 1 END,
       began_at = CASE WHEN $4 AND a.begun > $5 AND a.began_at >= now() - interval '1 hour' THEN a.began_at ELSE now() END
     RETURNING begun`,
    [projectId, name, no, isResting, MOST_ATTEMPTS],
  );
  return rows[0]?.begun ?? 1;
}

async function forget({ projectId, name, no }: Attempt): Promise<void> {
  await pool.query("DELETE FROM job_attempt WHERE project_id = $1 AND name = $2 AND no = $3", [
    projectId,
    name,
    no,
  ]);
}

async function giveBack(attempt: Attempt): Promise<void> {
  if (!underWay.delete(attempt)) return;
  const { projectId, name, no } = attempt;
  await pool.query(
    "UPDATE job_attempt SET begun = begun - 1 WHERE project_id = $1 AND name = $2 AND no = $3 AND begun > 0",
    [projectId, name, no],
  );
}
