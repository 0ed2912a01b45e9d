import type pg from "pg";
import { pool, replicaPool } from "./pool.ts";
import { askReplicaFirst } from "./replica.ts";
import { requests } from "./requests.ts";
import { inTransaction } from "./transaction.ts";

/**
 * Reads in one transaction, on the replica where the request may. Should the replica go away meanwhile, the work is done
 * again from its beginning on the primary.
 */
export function inReading<T>(work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  const read = (from: pg.Pool) => inTransaction(from, work);
  const wanted = requests.getStore();
  if (wanted === undefined || replicaPool === null) return read(pool);
  return askReplicaFirst(wanted, { primary: pool, replica: replicaPool }, read);
}
