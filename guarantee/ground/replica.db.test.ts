import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, BlockList } from "node:net";
import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { borderOf } from "../../scripts/serve/border.ts";
import { openServer } from "./server.ts";
import { openStandby } from "./standby.ts";

const server = await openServer();
if (server.own === null) throw new Error("This test needs a PostgreSQL of its own.");
const scratch = await server.createScratch("replica");
const standby = await openStandby(server.url, server.own);
// What is imported below reads them.
vi.stubEnv("DATABASE_URL", scratch.url);
vi.stubEnv("DATABASE_REPLICA_URL", standby.url(scratch.url));
const { pool, judgingPool } = await import("#lib/database/pool.ts");
const { inReading } = await import("#lib/database/reading.ts");
const { readSince } = await import("#lib/database/replica.ts");
const { readReplicaView } = await import("#lib/replica.ts");
const onStandby = () => new pg.Pool({ connectionString: standby.url(scratch.url), max: 1 });

const READ =
  "SELECT pg_is_in_recovery() AS \"isReplica\", (SELECT max(no) FROM seen) AS no, current_setting('statement_timeout') AS time";

/** Stands for Next: what a page and an action ask, and how. */
const web = createServer(
  borderOf(
    async ({ method, url = "" }, response) => {
      if (method === "POST") await pool.query("INSERT INTO seen SELECT max(no) + 1 FROM seen");
      if (url.endsWith("/new")) readSince(new Date());
      const ask = () => {
        if (url.endsWith("/transaction")) return inReading((client) => client.query(READ));
        if (url.endsWith("/judging")) return judgingPool.query(READ);
        return pool.query(url.endsWith("/write") ? "UPDATE seen SET no = no RETURNING no" : READ);
      };
      response.end(JSON.stringify((await ask()).rows[0]));
    },
    {
      proxies: new BlockList(),
      publicOrigin: null,
      actionIds: new Set(),
      isReplaced: () => false,
      hasReplica: true,
    },
  ),
);

type Read = { isReplica: boolean; no: number; time: string };

/** Sends what a browser with this cookie sends, and says the cookie that it has afterwards. */
async function send(method: string, path: string, cookie = ""): Promise<Read & { cookie: string }> {
  const address = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
  const answer = await fetch(`${address}${path}`, { method, headers: { cookie, origin: address } });
  const kept = answer.headers.getSetCookie()[0]?.split(";")[0] ?? cookie;
  return { ...((await answer.json()) as Read), cookie: kept };
}
const read = (path: string, cookie?: string) => send("GET", path, cookie);
const change = () => send("POST", "/api/projects/p");

const until = <T>(check: () => Promise<T>) => vi.waitFor(check, { timeout: 240_000, interval: 50 });
/** On a busy machine the replica may be looked at late; then the primary answers meanwhile. */
const untilReplica = (path = "/projects/p", cookie?: string) =>
  until(async () => {
    const found = await read(path, cookie);
    expect(found.isReplica).toBe(true);
    return found;
  });
const untilState = (state: string) =>
  until(async () => expect(readReplicaView(Date.now())).toMatchObject({ state }));

beforeAll(async () => {
  await pool.query("CREATE TABLE seen AS SELECT 1 AS no");
  web.listen(0, "127.0.0.1");
  await once(web, "listening");
});
afterAll(async () => {
  web.closeAllConnections();
  web.close();
  await standby.remove();
  await server.stop();
});

test("pages of a project read the replica, alone and in a transaction, and end by their time there too", async () => {
  for (const path of ["/projects", "/projects/p/transaction", "/api/projects/p"])
    expect(await untilReplica(path)).toMatchObject({ time: "1min", cookie: "" });
  await untilState("ok");
});

test("judging reads the primary, whatever the address, and so does everything outside of projects", async () => {
  await untilReplica();
  expect(await read("/projects/p/judging")).toMatchObject({ isReplica: false });
  expect(await read("/judge/p")).toMatchObject({ isReplica: false, cookie: "" });
  expect(await read("/projectsfoo")).toMatchObject({ isReplica: false, cookie: "" });
});

test("a page about a project that was made a moment ago reads the primary", async () => {
  await untilReplica();
  expect(await read("/projects/p/new")).toMatchObject({ isReplica: false });
});

test("a page that writes after all writes on the primary, and the replica is not lost by it", async () => {
  await untilReplica();
  expect((await read("/projects/p/write")).no).toBeGreaterThan(0);
  await untilReplica();
});

test("while the replica stands still, who changed something sees it and nothing older, and others see what was before", async () => {
  const before = await untilReplica();
  const standing = onStandby();
  await standing.query("SELECT pg_wal_replay_pause()");
  const own = await change();
  expect(own).toMatchObject({ isReplica: false, no: before.no + 1 });
  const seen = await read("/projects/p", own.cookie);
  expect(seen).toMatchObject({ isReplica: false, no: before.no + 1 });
  expect(await read("/projects/p", seen.cookie)).toMatchObject({ isReplica: false, no: before.no + 1 });
  expect(await untilReplica()).toMatchObject({ no: before.no });
  await untilState("behind");

  await standing.query("SELECT pg_wal_replay_resume()");
  await standing.end();
  expect(await untilReplica("/projects/p", own.cookie)).toMatchObject({ no: before.no + 1 });
  await untilState("ok");
});

test("a lost replica turns pages to the primary at once, and they come back when it does", async () => {
  await untilReplica();
  await standby.stop();
  for (const path of ["/projects/p", "/projects/p/transaction"])
    expect(await read(path)).toMatchObject({ isReplica: false });
  await untilState("unused");
  await standby.start();
  await untilReplica();
});
