import type pg from "pg";
import { REPLACED } from "#lib/errors.ts";

const LOOK_MS = 5_000;

// The web server and Next load their own copies of this module in one process, so they share what one of them saw.
const shared = globalThis as typeof globalThis & { assayFunctionsReplaced?: boolean };

/** Whether another Assay replaced the functions of this database. Then this process must be restarted. */
export function areFunctionsReplaced(): boolean {
  return shared.assayFunctionsReplaced === true;
}

/** The error of every query from then on. `isUnsure` recognizes it: the same request after the restart is done once. */
export class FunctionsReplaced extends Error {
  readonly code = REPLACED;

  constructor() {
    super("Another Assay replaced this database's functions. Start this one again.");
    this.name = "FunctionsReplaced";
  }
}

/** The digest of the functions in the database. Null where there never were any. */
export async function readAppliedDigest(client: pg.ClientBase): Promise<string | null> {
  const { rows } = await client.query<{ digest: string }>("SELECT digest FROM applied_functions");
  return rows[0]?.digest ?? null;
}

/** Compares once, on a new connection, and refuses the connection where the functions differ. */
export async function refuseReplaced(client: pg.ClientBase, expected: string): Promise<void> {
  if ((await readAppliedDigest(client)) !== expected) shared.assayFunctionsReplaced = true;
  if (areFunctionsReplaced()) throw new FunctionsReplaced();
}

/** Compares every few seconds, for long-lived connections. That takes a fraction of a millisecond and does not slow queries. */
export function watchFunctions(pool: pg.Pool, expected: string): void {
  const timer = setInterval(() => {
    if (pool.ended || areFunctionsReplaced()) return clearInterval(timer);
    // If the database is away, the queries that need it report that.
    void look(pool, expected).catch(() => {});
  }, LOOK_MS);
  timer.unref();
}

async function look(pool: pg.Pool, expected: string): Promise<void> {
  const client = await pool.connect();
  let isBroken = true;
  try {
    await refuseReplaced(client, expected);
    isBroken = false;
  } finally {
    client.release(isBroken);
  }
}
