import { actForProject } from "#lib/auth/acting.ts";
import { pool } from "#lib/database/pool.ts";
import { listDueFigures } from "#lib/project/figures/queries.ts";
import { LARGEST_DIRECT } from "#lib/project/figures/rules.ts";
import { enqueue } from "../lib/queue.ts";

const REAP_AT_ONCE = 500;

/** Takes back assignments that were not answered in time, project by project. Returns how many. */
export async function reapProjects(): Promise<number> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM project p WHERE EXISTS (
       SELECT 1 FROM assignment a WHERE a.project_id = p.id AND a.state = 'live' AND a.expires_at < clock_timestamp())`,
  );
  let freed = 0;
  for (const { id } of rows) {
    const reaped = await pool.query<{ answer: { count: number } }>(
      "SELECT reap_assignments($1, $2) AS answer",
      [id, REAP_AT_ONCE],
    );
    freed += reaped.rows[0]?.answer.count ?? 0;
  }
  return freed;
}

/** Sends jobs again for work that was started and has no job, because a worker stopped in the middle of it. */
export async function resumeWork(): Promise<void> {
  const imports = await pool.query<{ projectId: string; importNo: number }>(
    `SELECT project_id AS "projectId", no AS "importNo" FROM import WHERE state = 'running'`,
  );
  for (const data of imports.rows) await enqueue("import-items", data, `${data.projectId}/${data.importNo}`);
  const surveys = await pool.query<{ projectId: string; importNo: number }>(
    `SELECT project_id AS "projectId", no AS "importNo" FROM import
     WHERE survey IS NULL AND state IN ('uploaded', 'refused', 'failed')`,
  );
  for (const data of surveys.rows) await enqueue("survey-import", data, `${data.projectId}/${data.importNo}`);
  const datasets = await pool.query<{ projectId: string; version: number }>(
    `SELECT project_id AS "projectId", version FROM dataset_version WHERE state = 'building'`,
  );
  for (const data of datasets.rows) {
    await enqueue("freeze-dataset", data, `${data.projectId}/${data.version}`);
  }
}

/**
 * Sends jobs that recompute the standing of people in projects where gold was answered, changed or put in review since the
 * last round: one per round, however much came in. It looks ten seconds further back, because a transaction that began
 * earlier may commit later.
 */
export async function renewStandings(): Promise<void> {
  const { rows } = await pool.query<{ projectId: string }>(
    `SELECT p.id AS "projectId" FROM project p,
       LATERAL (SELECT coalesce(p.standing_at, '-infinity') - interval '10 seconds' AS at) AS since
     WHERE p.state IN ('live', 'paused')
       AND (EXISTS (SELECT 1 FROM judgment j JOIN item i ON i.project_id = j.project_id AND i.no = j.item_no
                    WHERE j.project_id = p.id AND j.created_at > since.at AND i.is_gold)
         OR EXISTS (SELECT 1 FROM gold_version g WHERE g.project_id = p.id AND g.created_at > since.at)
         OR EXISTS (SELECT 1 FROM gold_review r
                    WHERE r.project_id = p.id AND greatest(r.opened_at, r.closed_at) > since.at))`,
  );
  for (const data of rows) await enqueue("recompute-standing", data, data.projectId);
}

/**
 * Sends jobs for the stop rule in projects where items have the judgments that were asked for, and for settings that have
 * not reached every item yet. At most one job per project waits or runs, so a burst of judgments is one job.
 */
export async function settleProjects(): Promise<void> {
  const { rows } = await pool.query<{ projectId: string }>(
    `SELECT p.id AS "projectId" FROM project p
     WHERE p.targets_after IS NOT NULL
        OR (p.is_adaptive AND p.state IN ('live', 'paused') AND EXISTS (
              SELECT 1 FROM item i WHERE i.project_id = p.id AND i.awaits_stop_rule))`,
  );
  for (const data of rows) await enqueue("settle-items", data, data.projectId);
}

/** Sends jobs for large projects of which figures are missing or behind. */
export async function refreshProjects(): Promise<void> {
  const { rows } = await pool.query<{ projectId: string }>(
    `SELECT id AS "projectId" FROM project WHERE last_item_no > $1`,
    [LARGEST_DIRECT],
  );
  for (const data of rows) {
    const due = new Set(await listDueFigures(actForProject(data.projectId)));
    if (due.delete("methods")) await enqueue("compare-methods", data, data.projectId);
    if (due.size > 0) await enqueue("refresh-figures", data, data.projectId);
  }
}
