import pg from "pg";
import {
  areFunctionsReplaced,
  FunctionsReplaced,
  refuseReplaced,
  watchFunctions,
} from "#lib/database/functions-watch.ts";
import { env } from "#lib/env.ts";

// A development server reloads modules on every change, and there must still be one pool.
const shared = globalThis as typeof globalThis & { assayPool?: pg.Pool };
shared.assayPool ??= createPool(env.DATABASE_URL, env.ASSAY_FUNCTIONS);

/** The one pool of this process, shared by plain SQL and Prisma. */
export const pool: pg.Pool = shared.assayPool;

/** `functions`: the digest that the database must have. Without it nothing is compared, as in development and tests. */
export function createPool(connectionString: string, functions: string | undefined): pg.Pool {
  const created = new pg.Pool({
    connectionString,
    max: env.DATABASE_POOL_SIZE,
    application_name: "assay",
    connectionTimeoutMillis: 10_000,
    idle_in_transaction_session_timeout: 60_000,
    ...(functions === undefined ? {} : { onConnect: (client) => refuseReplaced(client, functions) }),
  });
  // A connection that breaks while idle is replaced at the next use. Without this listener it would end the process.
  created.on("error", () => {});
  if (functions !== undefined) {
    refuseWhenReplaced(created);
    watchFunctions(created, functions);
  }
  return created;
}

type Connect = { (): Promise<pg.PoolClient>; (callback: Checkout): void };
type Checkout = Parameters<pg.Pool["connect"]>[0];

/** From then on no connection is given out, not even for a query. The class stays pg's own because packages check its name. */
function refuseWhenReplaced(created: pg.Pool): void {
  const connect = created.connect.bind(created) as (callback?: Checkout) => unknown;
  created.connect = ((callback?: Checkout) => {
    if (!areFunctionsReplaced()) return connect(callback);
    const fault = new FunctionsReplaced();
    return callback ? callback(fault, undefined, () => {}) : Promise.reject(fault);
  }) as Connect;
}
