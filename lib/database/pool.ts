import pg from "pg";
import { cutShort } from "#lib/database/cut-short.ts";
import {
  areFunctionsReplaced,
  FunctionsReplaced,
  refuseReplaced,
  watchFunctions,
} from "#lib/database/functions-watch.ts";
import { PATIENCE, type Patience } from "#lib/database/patience.ts";
import { env } from "#lib/env.ts";

type Pools = { readonly pages: pg.Pool; readonly judging: pg.Pool };

// A development server reloads modules on every change, and there must still be one pool of each kind.
const shared = globalThis as typeof globalThis & { assayPools?: Pools };
shared.assayPools ??= createPools();

/** For the requester's side and background jobs: plain SQL and Prisma. */
export const pool: pg.Pool = shared.assayPools.pages;

/**
 * For the judging side and the gate in front of it: its own connections, so that no page, however slow, takes one from
 * somebody at the desk.
 */
export const judgingPool: pg.Pool = shared.assayPools.judging;

function createPools(): Pools {
  const { DATABASE_URL: url, ASSAY_FUNCTIONS: functions } = env;
  const pages = createPool(url, functions, { size: env.DATABASE_POOL_SIZE, patience: PATIENCE.pages });
  const judging = createPool(url, functions, {
    size: env.DATABASE_JUDGING_POOL_SIZE,
    patience: PATIENCE.judging,
  });
  // Where all pages are slow, only the other one has a connection to look with.
  if (functions !== undefined) watchFunctions(judging, functions);
  return { pages, judging };
}

/** For the worker, before it asks anything: nobody waits for its statements. */
export function workInBackground(): void {
  Object.assign(pool.options, PATIENCE.jobs);
}

/** At the end of a process. */
export async function endPools(): Promise<void> {
  await Promise.all([pool.end(), judgingPool.end()]);
}

/** `functions`: the digest that the database must have. Without it nothing is compared, as in development and tests. */
export function createPool(
  connectionString: string,
  functions: string | undefined,
  { size, patience }: { size: number; patience: Patience },
): pg.Pool {
  const created = new pg.Pool({
    connectionString,
    max: size,
    application_name: "assay",
    connectionTimeoutMillis: 10_000,
    ...patience,
    ...(functions === undefined ? {} : { onConnect: (client) => refuseReplaced(client, functions) }),
  });
  // A connection that breaks while idle is replaced at the next use. Without this listener it would end the process.
  created.on("error", () => {});
  // So would one that breaks between two statements of whoever holds it. They learn of it at their next statement.
  created.on("connect", (client) => client.on("error", () => {}));
  if (functions !== undefined) refuseWhenReplaced(created);
  cutShort(created);
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
