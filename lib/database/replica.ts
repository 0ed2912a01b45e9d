import type pg from "pg";
import { isTooLong, isUnsure } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import { requests, type Wanted } from "./requests.ts";

/** From this age on pages say how old the figures of the replica may be. */
export const LAG_SHOWN_MS = 5_000;
/** From this age on pages read the primary. */
const MOST_LAG_MS = 60_000;
const LOOK_MS = 1_000;
const PATIENCE_MS = 3_000;
/** How far apart the clocks of web servers on one database may be. */
const CLOCKS_MS = 1_000;
/** Of a replica that is further behind, the lag is not known better. */
const MOST_POSITIONS = 600;

/** What a web server knows of its replica. */
type Seen = {
  /** By this machine's clock: what was committed before is on the replica */
  coveredUntil: number;
  /** Why it is not read from, whatever its lag; null: it answers */
  fault: string | null;
};

// The web server and Next load their own copies of this module in one process.
const shared = globalThis as typeof globalThis & { assayReplica?: Seen };

/** How old what the replica answers may be, in milliseconds, and whether anybody reads it. Null before it was looked at. */
export function replicaState(now: number): { lagMs: number; isRead: boolean } | null {
  const seen = shared.assayReplica;
  if (seen === undefined) return null;
  const lagMs = now - seen.coveredUntil;
  return { lagMs, isRead: seen.fault === null && lagMs <= MOST_LAG_MS };
}

/**
 * Whether a browser that last saw or changed something on the primary at `lastSeen` finds it on the replica too. `now` and
 * `lastSeen` are milliseconds since 1970; `lastSeen` is -Infinity where it saw nothing there.
 */
export function isReplicaGood(lastSeen: number, now: number): boolean {
  const covered = shared.assayReplica?.coveredUntil ?? Number.NEGATIVE_INFINITY;
  return replicaState(now)?.isRead === true && covered >= lastSeen + CLOCKS_MS;
}

/** The request is about something that was made then. Where the replica may not have it yet, the rest is read from the primary. */
export function readSince(made: Date): void {
  const wanted = requests.getStore();
  if (wanted?.readsReplica === true && !isReplicaGood(made.getTime(), Date.now()))
    wanted.readsReplica = false;
}

/** Asks the replica where the request reads it, and the primary where it does not or the replica cannot answer. */
export async function askReplicaFirst<T>(
  wanted: Wanted,
  { primary, replica }: { primary: pg.Pool; replica: pg.Pool },
  ask: (pool: pg.Pool) => Promise<T>,
): Promise<T> {
  if (!wanted.readsReplica) return ask(primary);
  try {
    return await ask(replica);
  } catch (error) {
    const fault = error as Error & { code?: string };
    const isOnlyHere = ONLY_HERE.test(fault.code ?? "") || fault.message === NONE_FREE;
    if (!isOnlyHere) {
      if (isTooLong(fault) || !isUnsure(fault)) throw fault;
      wanted.readsReplica = false;
      loseReplica(fault.message);
    }
    return ask(primary);
  }
}

/** It may only be read, its replaying needed a row that was being read, a lock is held, or a migration is not there yet. */
const ONLY_HERE = /^(25006|40001|55P03|42...)$/;
/** What a pool says when it has waited too long for a connection of its own */
const NONE_FREE = "timeout exceeded when trying to connect";

/** It broke off. Until the next look finds it well, nobody asks it. */
function loseReplica(fault: string): void {
  const seen = shared.assayReplica;
  if (seen === undefined) return;
  if (seen.fault !== fault) log.warn({ fault }, "pages read the primary");
  // A server that is started again may be behind what it answered before.
  seen.coveredUntil = Number.NEGATIVE_INFINITY;
  seen.fault = fault;
}

type Position = { readonly at: number; readonly bytes: bigint };
type Sides = {
  primary: pg.Pool;
  replica: pg.Pool;
  /** One more connection to the replica: pages may use all of the others for long */
  eye: pg.Pool;
  functions: string | undefined;
};

/**
 * Looks every second how far the replica is, from the first call on. The lag is the age of the newest position of the primary
 * that the replica has replayed: a replica's own times say nothing while nobody writes.
 */
export function watchReplica(sides: Sides): void {
  if (shared.assayReplica !== undefined) return;
  const seen: Seen = { coveredUntil: Number.NEGATIVE_INFINITY, fault: "not looked at yet" };
  shared.assayReplica = seen;
  const positions: Position[] = [];
  const lookOnAndOn = async () => {
    if (sides.replica.ending) return;
    await look(sides, positions, seen).catch((error: Error) => {
      loseReplica(error.message);
      for (const pool of [sides.eye, sides.replica]) breakOff(pool);
    });
    setTimeout(() => void lookOnAndOn(), LOOK_MS).unref();
  };
  // No request's own: it goes on when that has been answered.
  requests.exit(() => void lookOnAndOn());
}

async function look({ primary, eye, functions }: Sides, positions: Position[], seen: Seen): Promise<void> {
  const at = Date.now();
  const there = await ask<{ system: string; bytes: string }>(primary, PRIMARY).catch(() => null);
  // Without the primary there are no pages either; the lag grows meanwhile.
  if (there !== null && positions.length < MOST_POSITIONS) positions.push({ at, bytes: BigInt(there.bytes) });
  const here = await ask<{ isReplica: boolean; system: string; bytes: string | null; digest: string | null }>(
    eye,
    REPLICA,
  );
  if (!here.isReplica || (there !== null && here.system !== there.system))
    throw new Error("It is not a replica of this database.");
  if (functions !== undefined && here.digest !== functions)
    throw new Error("It does not have the functions of this Assay yet.");
  const replayed = BigInt(here.bytes ?? "0");
  const covered = positions.findLastIndex(({ bytes }) => bytes <= replayed);
  if (covered >= 0) seen.coveredUntil = positions[covered]?.at ?? seen.coveredUntil;
  positions.splice(0, covered);
  if (seen.fault !== null) log.info("pages read the replica");
  seen.fault = null;
}

// What is flushed is all that was ever acknowledged: the database commits synchronously.
const PRIMARY = `SELECT (SELECT system_identifier::text FROM pg_control_system()) AS system,
  (pg_current_wal_flush_lsn() - '0/0')::text AS bytes`;
const REPLICA = `SELECT pg_is_in_recovery() AS "isReplica", (SELECT system_identifier::text FROM pg_control_system()) AS system,
  (pg_last_wal_replay_lsn() - '0/0')::text AS bytes, (SELECT digest FROM applied_functions) AS digest`;

/** One row. A server that has gone without a word does not answer, and neither does it refuse. */
async function ask<Row extends object>(pool: pg.Pool, text: string): Promise<Row> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("It does not answer.")), PATIENCE_MS);
  });
  const asked = pool.query<Row>(text).then(({ rows }) => rows[0] as Row);
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}

/** Ends what still waits for it: pages ask the primary instead. */
function breakOff(pool: pg.Pool): void {
  const { _clients: clients } = pool as pg.Pool & { _clients: { connection: pg.Connection }[] };
  for (const { connection } of clients) connection.stream.destroy();
}
