import { pool } from "#lib/database/pool.ts";
import { env } from "#lib/env.ts";
import { DONE_DAYS, WAITING_DAYS } from "#lib/item/import/rules/keeping.ts";
import { isDigest, OWNER } from "#lib/store/contract.ts";
import { store } from "#lib/store/store.ts";

/** What nothing names is kept for a day: a file lies there before its import or its version says so. */
const UNNAMED_DAYS = 1;

const DAY_MS = 86_400_000;

/** The store may be another database's. `sentence` says so to whoever started Assay, with the settings that decide. */
export class StrangeStore extends Error {
  readonly sentence: string;

  constructor(what: string) {
    super(`${what} Nothing is removed from it.`);
    this.name = "StrangeStore";
    const setting = env.ASSAY_STORE === undefined ? "ASSAY_DATA" : "ASSAY_STORE";
    this.sentence = `No old file is removed, because the store of ${setting} does not seem to belong to the database of DATABASE_URL.`;
  }
}

/**
 * Removes from the store what was interrupted, and what no import and no version needs any more. Returns how many. Throws
 * StrangeStore where it may be another database's, which names other files, such as when an empty one was set by mistake.
 */
export async function removeUnneeded(now: number): Promise<number> {
  const all = await Array.fromAsync(store().list());
  await claimStore(all.map(({ name }) => name).filter(isDigest));
  const limit = now - UNNAMED_DAYS * DAY_MS;
  const old = new Set(all.filter(({ storedAt }) => storedAt < limit).map(({ name }) => name));
  const needed = await listNeeded([...old]);
  let removed = 0;
  for (const name of old) {
    // What came again since is wanted anew, and is young.
    if (!needed.has(name) && (await store().removeOld(name, limit))) removed++;
  }
  return removed;
}

/** @param files the whole files that lie there */
async function claimStore(files: readonly string[]): Promise<void> {
  if (files.length > 0 && !(await namesAny(files)))
    throw new StrangeStore("This database names no file of the store. It may be the wrong one.");
  const { rows } = await pool.query<{ here: string }>(
    "SELECT system_identifier || '/' || current_database() AS here FROM pg_control_system()",
  );
  const here = rows[0]?.here ?? "";
  const owner = await store().claim(here);
  if (owner !== here)
    throw new StrangeStore(
      `The store belongs to the database ${owner}, and this is ${here}. If that database is gone, remove the file “${OWNER}” from the store.`,
    );
}

/** Whether any import or version, however old, came with one of these files. */
async function namesAny(files: readonly string[]): Promise<boolean> {
  const { rows } = await pool.query<{ any: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM dataset_file WHERE sha256 = ANY ($1))
         OR EXISTS (SELECT 1 FROM import WHERE sha256 = ANY ($1)) AS any`,
    [files],
  );
  return rows[0]?.any ?? false;
}

/** One file may serve several imports and versions: it is needed as long as any of them needs it. */
async function listNeeded(names: readonly string[]): Promise<Set<string>> {
  if (names.length === 0) return new Set();
  const { rows } = await pool.query<{ sha256: string }>(
    `SELECT sha256 FROM import
     WHERE sha256 = ANY ($1)
       AND (state = 'running'
         OR greatest(created_at, finished_at) > now() - make_interval(days => CASE WHEN state = 'done' THEN $2::int ELSE $3::int END))
     UNION SELECT sha256 FROM dataset_file WHERE sha256 = ANY ($1)`,
    [names, DONE_DAYS, WAITING_DAYS],
  );
  return new Set(rows.map(({ sha256 }) => sha256));
}
