import type pg from "pg";

/**
 * Runs the work in one transaction: all of it is stored or nothing. On a pool it takes a connection for as long as that
 * lasts; a given client stays its owner's. What the work throws is thrown on, also where the connection broke and cannot
 * even roll back: such a connection is not lent again.
 */
export async function inTransaction<T>(
  on: pg.Pool | pg.ClientBase,
  work: (client: pg.ClientBase) => Promise<T>,
): Promise<T> {
  const lent = "totalCount" in on ? await on.connect() : null;
  const client = lent ?? (on as pg.ClientBase);
  let isBroken = false;
  // A connection that ends between two statements says so as an event, which ends the process where nobody listens.
  const listen = () => {};
  lent?.on("error", listen);
  try {
    await client.query("BEGIN");
    const result = await work(client);
    const { command } = await client.query("COMMIT");
    // PostgreSQL answers a COMMIT after a failed statement with ROLLBACK and calls that no error.
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
