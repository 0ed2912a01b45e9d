import type pg from "pg";
import { REPLACED } from "#lib/errors.ts";

const LOOK_MS = 5_000;

// The web server and Next hold modules of their own in one process; what one of them saw holds for all.
const shared = globalThis as typeof globalThis & { assayFunctionsReplaced?: boolean };

/** Whether another Assay gave this database other functions than this process was started with: it must be started again. */
export function areFunctionsReplaced(): boolean {
  return shared.assayFunctionsReplaced === true;
}

/** What every query meets from then on. `isUnsure` knows it: the same again does it once, after the restart. */
export class FunctionsReplaced extends Error {
  readonly code = REPLACED;

  constructor() {
    super("Another Assay replaced this database's functions. Start this one again.");
    this.name = "FunctionsReplaced";
  }
}

/** The digest of the functions that the database has; null where none were ever made. */
export async function readAppliedDigest(client: pg.ClientBase): Promise<string | null> {
  const { rows } = await client.query<{ digest: string }>("SELECT digest FROM applied_functions");
  return rows[0]?.digest ?? null;
}

/** Looks once, on a connection that was just made; refuses the connection where the functions are others. */
export async function refuseReplaced(client: pg.ClientBase, expected: string): Promise<void> {
  if ((await readAppliedDigest(client)) !== expected) shared.assayFunctionsReplaced = true;
  if (areFunctionsReplaced()) throw new FunctionsReplaced();
}

/** Looks every few seconds, for connections that live long. One look costs a fraction of a millisecond, and a query nothing. */
export function watchFunctions(pool: pg.Pool, expected: string): void {
  const timer = setInterval(() => {
    if (pool.ended || areFunctionsReplaced()) return clearInterval(timer);
    // A database that is away is told by whoever needs it.
    void look(pool, expected).catch(() => {});
  }, LOOK_MS);
  timer.unref();
}

async function look(pool: pg.Pool, expected: string): Promise<void> {
  const client = await pool.connect();
  try {
    await refuseReplaced(client, expected);
  } finally {
    client.release();
  }
}
