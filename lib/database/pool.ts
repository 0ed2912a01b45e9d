import pg from "pg";
import { cutShort } from "#lib/database/cut-short.ts";
import {
  areFunctionsReplaced,
  FunctionsReplaced,
  refuseReplaced,
  watchFunctions,
} from "#lib/database/functions-watch.ts";
import { beginWithin, PATIENCE, type Patience } from "#lib/database/patience.ts";
import { askReplicaFirst, watchReplica } from "#lib/database/replica.ts";
import { beginBy, beginOf } from "#lib/database/transaction.ts";
import { env } from "#lib/env.ts";

type Pools = {
  readonly pages: pg.Pool;
  readonly judging: pg.Pool;
  readonly replica: pg.Pool | null;
  readonly eye: pg.Pool | null;
};

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

/** For what pages read, where there is a replica: `pool` asks it by itself, and so does `inReading`. */
export const replicaPool: pg.Pool | null = shared.assayPools.replica;

function createPools(): Pools {
  const { DATABASE_URL: url, DATABASE_REPLICA_URL: replicaUrl, ASSAY_FUNCTIONS: functions } = env;
  const isPooled = directUrl() !== url;
  const judging = createPool(url, functions, {
    size: env.DATABASE_JUDGING_POOL_SIZE,
    patience: PATIENCE.judging,
    ...(isPooled ? { timedBy: "role" } : {}),
  });
  // Where all pages are slow, only the other one has a connection to look with.
  if (functions !== undefined) watchFunctions(judging, functions);
  const forPages = { size: env.DATABASE_POOL_SIZE, patience: PATIENCE.pages };
  const pages = openPool(url, functions, { ...forPages, ...(isPooled ? { timedBy: "transaction" } : {}) });
  if (replicaUrl === undefined) {
    cutShort(pages);
    return { pages, judging, replica: null, eye: null };
  }
  // Whether it is behind a pooler nobody knows, and its own times would be refused there.
  const onReplica = { patience: PATIENCE.pages, timedBy: "transaction", mode: " READ ONLY" } as const;
  const replica = openPool(replicaUrl, undefined, { ...onReplica, size: env.DATABASE_POOL_SIZE });
  const eye = openPool(replicaUrl, undefined, { ...onReplica, size: 1 });
  cutShort(pages, (wanted, ask) => {
    watchReplicaOfPages();
    return askReplicaFirst(wanted, { primary: pages, replica }, ask);
  });
  return { pages, judging, replica, eye };
}

/** From the first request on, so that only web servers look. False where there is no replica. */
export function watchReplicaOfPages(): boolean {
  const { judging, replica, eye } = shared.assayPools as Pools;
  if (replica === null || eye === null) return false;
  watchReplica({ primary: judging, replica, eye, functions: env.ASSAY_FUNCTIONS });
  return true;
}

/** PostgreSQL itself, for what needs a session. Only there a connection is somebody's own. */
export function directUrl(): string {
  return env.DATABASE_DIRECT_URL ?? env.DATABASE_URL;
}

/** For the worker and the seed, before they ask anything: nobody waits for their statements, and jobs hold sessions. */
export function workInBackground(): void {
  Object.assign(pool.options, PATIENCE.jobs, { connectionString: directUrl() });
  beginBy(pool, undefined);
}

/** At the end of a process. */
export async function endPools(): Promise<void> {
  await Promise.all(Object.values(shared.assayPools ?? {}).map((each) => each?.end()));
}

type Kind = {
  size: number;
  patience: Patience;
  /** Who tells PostgreSQL the times: each connection at its start, or behind a pooler each transaction or the role */
  timedBy?: "connection" | "transaction" | "role";
  mode?: "" | " READ ONLY";
};

/** `functions`: the digest that the database must have. Without it nothing is compared, as in development and tests. */
export function createPool(connectionString: string, functions: string | undefined, kind: Kind): pg.Pool {
  const created = openPool(connectionString, functions, kind);
  cutShort(created);
  return created;
}

function openPool(
  connectionString: string,
  functions: string | undefined,
  { size, patience, timedBy = "connection", mode = "" }: Kind,
): pg.Pool {
  const created = new pg.Pool({
    connectionString,
    max: size,
    application_name: "assay",
    connectionTimeoutMillis: 10_000,
    ...(timedBy === "connection" ? patience : {}),
    ...(functions === undefined ? {} : { onConnect: (client) => refuseReplaced(client, functions) }),
  });
  if (timedBy === "transaction") beginBy(created, beginWithin(patience, mode));
  // A connection that breaks while idle is replaced at the next use. Without this listener it would end the process.
  created.on("error", () => {});
  created.on("connect", (client) => {
    // So would one that breaks between two statements of whoever holds it. They learn of it at their next statement.
    client.on("error", () => {});
    beginBy(client, beginOf(created));
  });
  if (functions !== undefined) refuseWhenReplaced(created);
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
