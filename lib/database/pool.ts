import pg from "pg";
import { env } from "#lib/env.ts";

// A development server loads modules anew on every change; the pool must not multiply with them.
const shared = globalThis as typeof globalThis & { assayPool?: pg.Pool };
shared.assayPool ??= createPool(env.DATABASE_URL);

/** The one pool of this process, shared by plain SQL and Prisma. */
export const pool: pg.Pool = shared.assayPool;

function createPool(connectionString: string): pg.Pool {
  const created = new pg.Pool({
    connectionString,
    max: env.DATABASE_POOL_SIZE,
    application_name: "assay",
    connectionTimeoutMillis: 10_000,
    idle_in_transaction_session_timeout: 60_000,
  });
  // A connection that breaks while idle is replaced at the next use; without a listener it would end the process.
  created.on("error", () => {});
  return created;
}
