import { connect } from "node:net";
import type pg from "pg";
import { Abandoned, isTooLong, TOO_LONG } from "#lib/errors.ts";
import { requests, type Wanted } from "./requests.ts";
import { beginOf, inTransaction } from "./transaction.ts";

const CANCEL_MS = 5_000;
/** The number by which PostgreSQL knows a request to cancel. */
const CANCEL_REQUEST = 80_877_102;

type Ask = (...asked: unknown[]) => Promise<pg.QueryResult>;
/** Where the query of a request is sent: `ask` asks one pool. */
type Route = (wanted: Wanted, ask: (pool: pg.Pool) => Promise<pg.QueryResult>) => Promise<pg.QueryResult>;

/**
 * From then on a query of an abandoned request ends with an error that Next does not log, and one that took too long carries
 * a digest, by which the screen knows why. Queries of Prisma are left alone: they are small, and Prisma would hide
 * both. `route` chooses where a request reads; without it everything is asked here.
 */
export function cutShort(pool: pg.Pool, route: Route = (_, ask) => ask(pool)): void {
  const ask = pool.query.bind(pool) as Ask;
  pool.query = ((...asked: unknown[]) => {
    const [text, values] = asked;
    if (typeof text !== "string" || typeof asked.at(-1) === "function") return ask(...asked);
    const wanted = requests.getStore();
    const asking =
      wanted === undefined
        ? askPlainly(pool, ask, [text, values])
        : route(wanted, (from) => askWhileWanted(from, wanted.signal, [text, values]));
    return asking.catch((error: unknown) => {
      if (!isTooLong(error)) throw error;
      if (wanted !== undefined) wanted.tookTooLong = true;
      throw Object.assign(error as Error, { digest: TOO_LONG });
    });
  }) as typeof pool.query;
}

function askPlainly(pool: pg.Pool, ask: Ask, asked: [string, unknown]): Promise<pg.QueryResult> {
  return beginOf(pool) === undefined ? ask(...asked) : inTransaction(pool, (client) => askOn(client, asked));
}

function askOn(client: pg.ClientBase, asked: [string, unknown]): Promise<pg.QueryResult> {
  return client.query(...(asked as [string, unknown[]]));
}

async function askWhileWanted(
  pool: pg.Pool,
  signal: AbortSignal,
  asked: [string, unknown],
): Promise<pg.QueryResult> {
  if (signal.aborted) throw new Abandoned();
  const client = await pool.connect();
  let cancelling: Promise<void> | undefined;
  const cancel = () => {
    cancelling = cancelQuery(client);
  };
  signal.addEventListener("abort", cancel, { once: true });
  let fault: Error | undefined;
  try {
    if (signal.aborted) throw new Abandoned();
    return beginOf(client) === undefined
      ? await askOn(client, asked)
      : await inTransaction(client, () => {
          if (signal.aborted) throw new Abandoned();
          return askOn(client, asked);
        });
  } catch (error) {
    fault = error as Error;
    throw signal.aborted ? new Abandoned() : error;
  } finally {
    signal.removeEventListener("abort", cancel);
    // Until the server took it, the cancellation could hit the next query of this connection.
    await cancelling;
    client.release(fault !== undefined || cancelling !== undefined);
  }
}

/** Does work of a request on a connection. When nobody waits for it any more, what it asks then is cancelled. */
export async function askUntilAbandoned<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  const signal = requests.getStore()?.signal;
  if (signal === undefined) return work();
  if (signal.aborted) throw new Abandoned();
  let cancelling: Promise<void> | undefined;
  const cancel = () => {
    cancelling = cancelQuery(client);
  };
  signal.addEventListener("abort", cancel, { once: true });
  try {
    return await work();
  } catch (error) {
    throw signal.aborted ? new Abandoned() : error;
  } finally {
    signal.removeEventListener("abort", cancel);
    await cancelling;
  }
}

/** Asks PostgreSQL on a connection of its own, as its protocol has it. That works behind a pooler too. */
function cancelQuery(client: pg.ClientBase): Promise<void> {
  const { host, port, processID, secretKey } = client as pg.ClientBase &
    Pick<pg.PoolClient, "host" | "port"> &
    Record<"processID" | "secretKey", number>;
  const packet = Buffer.alloc(16);
  for (const [at, word] of [16, CANCEL_REQUEST, processID, secretKey].entries())
    packet.writeInt32BE(word, at * 4);
  const socket = host.startsWith("/") ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
  // Where it does not arrive, the query ends by its time.
  socket.setTimeout(CANCEL_MS, () => socket.destroy());
  socket.on("error", () => {});
  socket.on("connect", () => socket.write(packet));
  return new Promise((resolve) => socket.once("close", () => resolve()));
}
