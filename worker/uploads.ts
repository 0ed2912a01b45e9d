import { readdir, rm, stat } from "node:fs/promises";
import { pool } from "#lib/database/pool.ts";
import { DONE_DAYS, WAITING_DAYS } from "#lib/item/import/rules/keeping.ts";
import { uploadPath } from "#lib/item/reading/queries.ts";

/** A file that no import needs is kept for a day: an upload lies there before its import does. */
const UNUSED_DAYS = 1;

const DAY_MS = 86_400_000;

/** Removes uploads that were interrupted, and files that no import needs any more. Returns how many. */
export async function removeOldUploads(now: number): Promise<number> {
  const names = await readdir(uploadPath("")).catch(() => []);
  if (names.length === 0) return 0;
  const needed = await listNeeded();
  let removed = 0;
  for (const name of names) {
    if (needed.has(name) || !(await isOlder(name, now - UNUSED_DAYS * DAY_MS))) continue;
    await rm(uploadPath(name), { force: true });
    removed++;
  }
  return removed;
}

/** One file may serve several imports: it is needed as long as any of them needs it. */
async function listNeeded(): Promise<Set<string>> {
  const { rows } = await pool.query<{ sha256: string }>(
    `SELECT DISTINCT sha256 FROM import
     WHERE state = 'running'
        OR greatest(created_at, finished_at) > now() - make_interval(days => CASE WHEN state = 'done' THEN $1::int ELSE $2::int END)`,
    [DONE_DAYS, WAITING_DAYS],
  );
  return new Set(rows.map(({ sha256 }) => sha256));
}

async function isOlder(name: string, limit: number): Promise<boolean> {
  const found = await stat(uploadPath(name)).catch(() => null);
  return found?.isFile() === true && found.mtimeMs < limit;
}
