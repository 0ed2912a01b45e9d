import pg from "pg";
import { pool } from "#lib/database/pool.ts";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";

/** Two numbers of our own that name the lock: "assay", "work". */
const LOCK = [0x61737361, 0x776f726b] as const;
const RETRY_MS = 1000;

/**
 * Shows that a worker is there, as long as this process lives: a lock on a connection of its own, which the
 * database lets go in the moment the connection ends. Taken anew whenever the database was away.
 */
export async function showPresence(stopping: AbortSignal): Promise<void> {
  const client = new pg.Client({ connectionString: env.DATABASE_URL, application_name: "assay-worker" });
  const retry = () => {
    if (!stopping.aborted) setTimeout(() => void showPresence(stopping), RETRY_MS);
  };
  client.once("end", retry);
  client.on("error", () => {});
  stopping.addEventListener("abort", () => void client.end(), { once: true });
  try {
    await client.connect();
    // Shared: several workers may be there at once.
    await client.query("SELECT pg_advisory_lock_shared($1, $2)", [...LOCK]);
  } catch (error) {
    log.warn({ err: error }, "presence not shown");
    await client.end().catch(() => {});
  }
}

/** Whether any worker is there now. Fails when the database does not answer. */
export async function isWorkerPresent(): Promise<boolean> {
  const { rows } = await pool.query<{ present: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_locks
       WHERE locktype = 'advisory' AND classid = $1 AND objid = $2 AND objsubid = 2 AND granted
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS present`,
    [...LOCK],
  );
  return rows[0]?.present === true;
}
