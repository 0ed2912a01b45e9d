import type pg from "pg";

// It lies on the pool and the connection themselves: Next loads several copies of this module.
type Beginning = (pg.Pool | pg.ClientBase) & { assayBegin?: string | undefined };

/** The statements by which transactions of a pool or a connection begin, where that is not BEGIN alone. */
export function beginOf(on: pg.Pool | pg.ClientBase): string | undefined {
  return (on as Beginning).assayBegin;
}

export function beginBy(on: pg.Pool | pg.ClientBase, statements: string | undefined): void {
  (on as Beginning).assayBegin = statements;
}

/**
 * Runs the work in one transaction: everything is stored or nothing. A pool lends a connection for that time. A given
 * client stays with its owner. Errors of the work are thrown on. A connection that cannot even roll back is broken
 * and does not return to the pool.
 */
export async function inTransaction<T>(
  on: pg.Pool | pg.ClientBase,
  work: (client: pg.ClientBase) => Promise<T>,
): Promise<T> {
  const lent = "totalCount" in on ? await on.connect() : null;
  const client = lent ?? (on as pg.ClientBase);
  let isBroken = false;
  // A connection that ends between two statements emits an error event. Without a listener the event would end the
  // process.
  const listen = () => {};
  lent?.on("error", listen);
  try {
    await client.query(beginOf(client) ?? "BEGIN");
    const result = await work(client);
    const { command } = await client.query("COMMIT");
    // After a failed statement PostgreSQL answers COMMIT with ROLLBACK and reports no error.
    if (command !== "COMMIT") throw new Error("A statement of this transaction failed. Nothing was stored.");
    return result;
  } catch (error) {
    isBroken = !(await isRolledBack(client));
    throw error;
  } finally {
    lent?.off("error", listen);
    lent?.release(isBroken);
  }
}

async function isRolledBack(client: pg.ClientBase): Promise<boolean> {
  try {
    await client.query("ROLLBACK");
    return true;
  } catch {
    return false;
  }
}
