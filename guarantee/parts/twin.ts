import type { Pool } from "pg";
import { signIn } from "../crowd/session.ts";
import { startInstances } from "../instances.ts";
import { editFunction } from "../plants/plant.ts";
import { openPool, openServer, type Server } from "../scratch/server.ts";
import { PEOPLE, PROJECT, plantAtWork, stopClock, swapGold } from "../twin/plant.ts";
import { type Exchange, judgeAPage } from "../twin/traffic.ts";
import type { Options, Part, Result } from "./part.ts";

/**
 * Two databases that are equal but for which items are gold and what their keys are, and the same people doing the same:
 * not a byte of what they receive before, while and after they answer may differ. A leak that is planted must be seen.
 */
export const provedByTwins: Part = async (options) => {
  const server = await openServer();
  try {
    return [await compare(server, options, false), await compare(server, options, true)];
  } finally {
    await server.stop();
  }
};

async function compare(server: Server, { seed }: Options, hasLeak: boolean): Promise<Result> {
  const one = await server.createScratch("twin");
  await withPool(one.url, plantAtWork);
  if (hasLeak) await withPool(one.url, plantLeak);
  const other = await server.copyScratch(one);
  const changed = await withPoolOfOne(other.url, swapGold);
  for (const { url } of [one, other]) {
    await withPool(url, (pool) => stopClock(pool, new URL(url).pathname.slice(1)));
  }
  try {
    const [first, second] = [await listen(one.url, seed), await listen(other.url, seed)];
    const differing = first.filter(({ received }, at) => received !== second[at]?.received);
    const bytes = first.reduce((sum, { received }) => sum + Buffer.byteLength(received), 0);
    const isSame = differing.length === 0 && first.length === second.length;
    const [shown] = differing;
    if (!hasLeak && shown) console.log(tellDifference(shown, second));
    return {
      name: hasLeak ? "twins, with a planted leak" : "twins",
      hasPassed: changed > 0 && isSame !== hasLeak,
      told: `${differing.length} of ${first.length} answers differ, ${bytes} bytes each · ${changed} held items changed between gold and not · seed ${seed}`,
    };
  } finally {
    await one.drop();
    await other.drop();
  }
}

/** The lease of a gold lasts a second longer. */
async function plantLeak(pool: Pool): Promise<void> {
  await editFunction(
    pool,
    "claim_items",
    "expires_at = clock_timestamp() + make_interval(secs => v_seconds)",
    `expires_at = clock_timestamp() + make_interval(secs => v_seconds
       + (SELECT i.is_gold::int FROM item i WHERE i.project_id = p_project AND i.no = assignment.item_no))`,
  );
}

async function listen(database: string, seed: number): Promise<Exchange[]> {
  const started = await startInstances({ count: 1, databaseUrl: database, port: 0, hasWorker: false });
  try {
    const exchanges: Exchange[] = [];
    for (let no = 1; no <= PEOPLE; no++) {
      const cookie = await withPool(database, (pool) => signIn(started.url, pool, `${PROJECT}-${no}`));
      exchanges.push(...(await judgeAPage({ url: started.url, cookie }, no, seed)));
    }
    return exchanges.map(({ what, received }) => ({ what, received: received.replaceAll(started.url, "") }));
  } finally {
    await started.stop();
  }
}

function tellDifference({ what, received }: Exchange, others: readonly Exchange[]): string {
  const other = others.find((exchange) => exchange.what === what)?.received ?? "";
  const at = [...received].findIndex((character, place) => character !== other[place]);
  const around = (text: string) => text.slice(Math.max(0, at - 200), at + 200);
  return `${what} differs at ${at}:\n  ${around(received)}\n  ${around(other)}`;
}

async function withPool<T>(url: string, work: (pool: Pool) => Promise<T>, size = 4): Promise<T> {
  const pool = openPool(url, size);
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}

/** Settings of a session last as long as the one connection. */
const withPoolOfOne = <T>(url: string, work: (pool: Pool) => Promise<T>) => withPool(url, work, 1);
