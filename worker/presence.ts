import pg from "pg";
import { directUrl } from "#lib/database/pool.ts";
import { log } from "#lib/log.ts";
import { WORKER_LOCK } from "#lib/queue.ts";

const RETRY_MS = 1000;

/**
 * Shows that a worker is running, by a lock on its own connection. The database releases the lock when the connection
 * ends. It is taken again whenever the database was away.
 */
export async function showPresence(stopping: AbortSignal): Promise<void> {
  const client = new pg.Client({ connectionString: directUrl(), application_name: "assay-worker" });
  const retry = () => {
    if (!stopping.aborted) setTimeout(() => void showPresence(stopping), RETRY_MS);
  };
  client.once("end", retry);
  client.on("error", () => {});
  stopping.addEventListener("abort", () => void client.end(), { once: true });
  try {
    await client.connect();
    // A shared lock, because several workers can run at once.
    await client.query("SELECT pg_advisory_lock_shared($1, $2)", [...WORKER_LOCK]);
  } catch (error) {
    log.warn({ err: error }, "presence not shown");
    await client.end().catch(() => {});
  }
}
