import { isReplaced } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import { isWorkerPresent } from "#lib/queue.ts";
import { readReplicaView } from "#lib/replica.ts";
import { openRoute } from "#lib/route.ts";

const PATIENCE_MS = 3000;

export const dynamic = "force-dynamic";

/**
 * Whether this server can work: 200 when the database answers, 503 when not or when
 * another Assay replaced its functions; and whether a worker is there. Where pages may read a replica, also how that is:
 * without it, or where it is far behind, they read the primary.
 */
export const GET = openRoute(async () => {
  const headers = { "cache-control": "no-store" };
  try {
    const worker = (await inTime(isWorkerPresent())) ? "ok" : "missing";
    const replica = readReplicaView(Date.now());
    return Response.json({ database: "ok", worker, ...(replica && { replica }) }, { headers });
  } catch (error) {
    log.error({ err: error }, "health");
    const database = isReplaced(error) ? "updated by another Assay" : "missing";
    return Response.json({ database, worker: "unknown" }, { status: 503, headers });
  }
});

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("The database did not answer in time.")), PATIENCE_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
