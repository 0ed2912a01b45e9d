import type { Pool } from "pg";
import { signIn } from "../../crowd/session.ts";
import { startInstances } from "../../ground/instances.ts";
import { openPool, openServer, type Server } from "../../ground/server.ts";
import type { Options, Part, Result } from "../part.ts";
import { LENDING_PLANTS, type LendingPlant } from "../plants/lending-plants.ts";
import { keepLent, makeTwin, PEOPLE, PROJECT, readLent, repeatLent, stopClock, swapGold } from "./fixture.ts";
import { type Exchange, type Heard, sit } from "./traffic.ts";

/** Leaks that show in bytes, whatever is lent. */
const LEAKS = ["gold-lasts-longer", "gold-first"];

/**
 * Two databases that are equal but for which items are gold and what their levels are, in which the same people are lent the
 * same and do the same: not a byte of what they receive before, while and after they answer may differ, however they ask.
 * Leaks that are planted must be seen.
 */
export const provedByTwins: Part = async (options) => {
  const server = await openServer();
  try {
    const leaks = LENDING_PLANTS.filter(({ name }) => LEAKS.includes(name.split(":")[0] ?? ""));
    const results: Result[] = [];
    for (const leak of [null, ...leaks]) results.push(await compare(server, options, leak));
    return results;
  } finally {
    await server.stop();
  }
};

async function compare(server: Server, { seed }: Options, leak: LendingPlant | null): Promise<Result> {
  const one = await server.createScratch("twin");
  await withPool(one.url, makeTwin);
  await withPool(one.url, async (pool) => leak?.inDatabase(pool));
  await withPool(one.url, keepLent);
  const other = await server.copyScratch(one);
  for (const { url } of [one, other]) {
    await withPool(url, (pool) => stopClock(pool, new URL(url).pathname.slice(1)));
  }
  try {
    const first = await listen(one.url, seed);
    const lent = await withPool(one.url, readLent);
    await withPool(other.url, (pool) => repeatLent(pool, lent));
    const changed = await withPoolOfOne(other.url, (pool) => swapGold(pool, lent));
    return resultOf(first, await listen(other.url, seed), { changed, seed, leak });
  } finally {
    await one.drop();
    await other.drop();
  }
}

type About = { changed: number; seed: number; leak: LendingPlant | null };

function resultOf(first: Heard, second: Heard, { changed, seed, leak }: About): Result {
  const { exchanges, asked, over } = first;
  const differing = exchanges.filter(({ received }, at) => received !== second.exchanges[at]?.received);
  const bytes = exchanges.reduce((sum, { received }) => sum + Buffer.byteLength(received), 0);
  const isSame = differing.length === 0 && exchanges.length === second.exchanges.length;
  const ways = new Set(asked.map(({ count, hasHand }) => `${count} ${hasHand}`)).size;
  const [shown] = differing;
  if (leak === null && shown) console.log(tellDifference(shown, second.exchanges));
  const hasAsked = changed > 0 && ways === 40 && over + second.over === 0;
  return {
    name: leak === null ? "twins" : `twins, planted: ${leak.name.split(":")[0]}`,
    hasPassed: hasAsked && isSame === (leak === null),
    ...(leak === null ? {} : { breaks: ["I10"] as const }),
    told: `${differing.length} of ${exchanges.length} answers differ, ${bytes} bytes each · ${changed} items that were lent changed between gold and not · claims of 1 to 20 with and without items in hand: ${ways} of 40 ways, ${over} gave more than asked for · seed ${seed}`,
  };
}

async function listen(database: string, seed: number): Promise<Heard> {
  const started = await startInstances({ count: 1, databaseUrl: database, port: 0, hasWorker: false });
  try {
    const all: Heard = { exchanges: [], asked: [], over: 0 };
    for (let no = 1; no <= PEOPLE; no++) {
      const cookie = await withPool(database, (pool) => signIn(started.url, pool, `${PROJECT}-${no}`));
      const { exchanges, asked, over } = await sit({ url: started.url, cookie }, no, seed);
      all.exchanges.push(...exchanges);
      all.asked.push(...asked);
      all.over += over;
    }
    const exchanges = all.exchanges.map(({ what, received }) => ({
      what,
      received: received.replaceAll(started.url, ""),
    }));
    return { ...all, exchanges };
  } finally {
    await started.stop();
  }
}

function tellDifference({ what, received }: Exchange, others: readonly Exchange[]): string {
  const other = others.find((exchange) => exchange.what === what)?.received ?? "";
  const at = [...received].findIndex((character, position) => character !== other[position]);
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
