import { readdir, rm, stat } from "node:fs/promises";
import { pool } from "#lib/database/pool.ts";
import { uploadPath } from "#lib/item/import/queries.ts";
import { enqueue } from "./queue.ts";

const REAP_AT_ONCE = 500;
const DAY_MS = 86_400_000;

/** Takes back what was lent and not answered in time, project by project. Returns how many places came free. */
export async function reapProjects(): Promise<number> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM project p WHERE EXISTS (
       SELECT 1 FROM assignment a WHERE a.project_id = p.id AND a.state = 'live' AND a.expires_at < clock_timestamp())`,
  );
  let freed = 0;
  for (const { id } of rows) {
    const reaped = await pool.query<{ count: number }>("SELECT reap_assignments($1, $2) AS count", [
      id,
      REAP_AT_ONCE,
    ]);
    freed += reaped.rows[0]?.count ?? 0;
  }
  return freed;
}

/** Hands over again what was started and has no job, because a worker stopped in the middle of it. */
export async function resumeWork(): Promise<void> {
  const imports = await pool.query<{ projectId: string; importNo: number }>(
    `SELECT project_id AS "projectId", no AS "importNo" FROM import WHERE state = 'running'`,
  );
  for (const data of imports.rows) await enqueue("import-items", data, `${data.projectId}/${data.importNo}`);
  const datasets = await pool.query<{ projectId: string; version: number }>(
    `SELECT project_id AS "projectId", version FROM dataset_version WHERE state = 'building'`,
  );
  for (const data of datasets.rows) {
    await enqueue("freeze-dataset", data, `${data.projectId}/${data.version}`);
  }
}

/** Removes uploads that broke off more than a day ago. */
export async function removeBrokenUploads(now: number): Promise<void> {
  const names = await readdir(uploadPath("")).catch(() => []);
  for (const name of names.filter((entry) => entry.endsWith(".part"))) {
    const file = uploadPath(name);
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: now }));
    if (now - mtimeMs > DAY_MS) await rm(file, { force: true });
  }
}
