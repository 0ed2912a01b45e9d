import { PgBoss } from "pg-boss";
import { judgingPool, pool } from "#lib/database/pool.ts";
import { log } from "#lib/log.ts";

/** Background work by name, with what each needs to know. Every handler can be run again without harm. */
export type Jobs = {
  "survey-import": { projectId: string; importNo: number };
  "import-items": { projectId: string; importNo: number };
  "freeze-dataset": { projectId: string; version: number };
  "recompute-standing": { projectId: string };
  "settle-items": { projectId: string };
  "refresh-figures": { projectId: string };
  "compare-methods": { projectId: string };
};

export type JobName = keyof Jobs;

const JOB_NAMES: readonly JobName[] = [
  "survey-import",
  "import-items",
  "freeze-dataset",
  "recompute-standing",
  "settle-items",
  "refresh-figures",
  "compare-methods",
];

const shared = globalThis as typeof globalThis & { assayJobs?: Promise<PgBoss> };

/**
 * Hands work to the worker. The key names the work itself: while it waits or runs, handing it over again
 * changes nothing.
 */
export async function enqueue<Name extends JobName>(
  name: Name,
  data: Jobs[Name],
  key: string,
): Promise<void> {
  shared.assayJobs ??= openJobs(false).catch((error: unknown) => {
    // The next call tries again.
    delete shared.assayJobs;
    throw error;
  });
  const boss = await shared.assayJobs;
  // Workers take one job of a project at a time, where they take several at once.
  await boss.send(name, data, { singletonKey: key, group: { id: data.projectId } });
}

/** For the worker: it supervises, that is, it fails what a dead worker left behind and tidies up. */
export function openWorkerJobs(): Promise<PgBoss> {
  shared.assayJobs = openJobs(true);
  return shared.assayJobs;
}

// pg-boss over the pool of this process, its tables and queues made where they are missing.
async function openJobs(isWorker: boolean): Promise<PgBoss> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    schema: "jobs",
    supervise: isWorker,
    superviseIntervalSeconds: 15,
    monitorIntervalSeconds: 15,
    schedule: false,
    registerInstance: false,
  });
  boss.on("error", (error) => log.error({ err: error }, "jobs"));
  await boss.start();
  for (const name of JOB_NAMES) {
    // Exclusive: one job per key, waiting or running. A worker that is not heard of for half a minute is
    // dead, and its job starts again.
    await boss.createQueue(name, {
      policy: "exclusive",
      retryLimit: 3,
      retryDelay: 5,
      expireInSeconds: 12 * 3600,
      heartbeatSeconds: 30,
    });
  }
  return boss;
}

/** Two numbers of our own that name the lock a worker holds while it lives: "assay", "work". */
export const WORKER_LOCK = [0x61737361, 0x776f726b] as const;

/** Whether any worker is there now. Fails when the database does not answer. That all pages are slow is no such failure. */
export async function isWorkerPresent(): Promise<boolean> {
  const { rows } = await judgingPool.query<{ present: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_locks
       WHERE locktype = 'advisory' AND classid = $1 AND objid = $2 AND objsubid = 2 AND granted
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS present`,
    [...WORKER_LOCK],
  );
  return rows[0]?.present === true;
}

/** A job that was begun so often and never ended is not begun again by itself. */
export const MOST_ATTEMPTS = 3;

/** One piece of work, whichever job in the queue carries it. `no` is that of its import or version, else 0. */
export type JobAttempt = { readonly projectId: string; readonly name: JobName; readonly no: number };

/** Counts one more beginning and returns the count, which stays above the most while the job rests. */
export async function beginAttempt({ projectId, name, no }: JobAttempt, isResting: boolean): Promise<number> {
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

export async function forgetAttempt({ projectId, name, no }: JobAttempt): Promise<void> {
  await pool.query("DELETE FROM job_attempt WHERE project_id = $1 AND name = $2 AND no = $3", [
    projectId,
    name,
    no,
  ]);
}

/** It was begun and did not end, but that was not its fault. */
export async function giveBackAttempt({ projectId, name, no }: JobAttempt): Promise<void> {
  await pool.query(
    "UPDATE job_attempt SET begun = begun - 1 WHERE project_id = $1 AND name = $2 AND no = $3 AND begun > 0",
    [projectId, name, no],
  );
}
