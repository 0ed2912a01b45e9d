import type pg from "pg";
import { askUntilAbandoned } from "./cut-short.ts";
import { pool, replicaPool } from "./pool.ts";
import { askReplicaFirst } from "./replica.ts";
import { requests } from "./requests.ts";
import { inTransaction } from "./transaction.ts";

/**
 * Reads in one transaction, on the replica where the request may. Should the replica go away meanwhile, the work is done
 * again from its beginning on the primary. What it asks is cancelled when nobody waits for the request any more.
 */
export function inReading<T>(work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  const read = (from: pg.Pool) =>
    inTransaction(from, (client) => askUntilAbandoned(client, () => work(client)));
  const wanted = requests.getStore();
  if (wanted === undefined || replicaPool === null) return read(pool);
  return askReplicaFirst(wanted, { primary: pool, replica: replicaPool }, read);
}
