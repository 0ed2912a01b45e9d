import { AsyncLocalStorage } from "node:async_hooks";

/** What the database has to know of the request that it works for. */
export type Wanted = {
  /** Says that nobody waits for the answer any more */
  readonly signal: AbortSignal;
  /** Whether a query of it took too long */
  tookTooLong: boolean;
  /** Whether its plain queries go to the replica. Of those that began there and could not end, the rest goes to the primary. */
  readsReplica: boolean;
};

// The web server and Next load their own copies of this module in one process.
const shared = globalThis as typeof globalThis & { assayRequests?: AsyncLocalStorage<Wanted> };
shared.assayRequests ??= new AsyncLocalStorage();
export const requests: AsyncLocalStorage<Wanted> = shared.assayRequests;

/** Runs the work of a request. When nobody waits for it any more, its queries are cancelled. */
export function whileWanted<T>(wanted: Wanted, work: () => T): T {
  return requests.run(wanted, work);
}
