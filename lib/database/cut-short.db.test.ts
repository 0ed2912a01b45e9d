import { once } from "node:events";
import { createServer, get } from "node:http";
import { type AddressInfo, BlockList } from "node:net";
import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { env } from "#lib/env.ts";
import { borderOf } from "../../scripts/serve/border.ts";
import { PATIENCE } from "./patience.ts";
import { createPool, pool } from "./pool.ts";
import { inReading } from "./reading.ts";
import { whileWanted } from "./requests.ts";

const admin = new pg.Pool({ connectionString: env.DATABASE_URL, max: 1 });
const SLOW = "SELECT pg_sleep(3600), $1::text";

const faults: unknown[] = [];
const wantedUntil = (signal: AbortSignal) => ({ signal, tookTooLong: false, readsReplica: false });
const hasty = createPool(env.DATABASE_URL, undefined, {
  size: 1,
  patience: { ...PATIENCE.pages, statement_timeout: 50 },
});
/** Stands for Next: asks the database before it answers, and has one status for all that goes wrong. */
const server = createServer(
  borderOf(
    async (request, response) => {
      if (request.url === "/hasty") {
        await hasty.query(SLOW, ["asked"]).catch(() => {
          response.statusCode = 500;
        });
      } else if (request.url === "/broken") response.statusCode = 500;
      if (response.statusCode === 500) return void response.end();
      await pool.query(SLOW, ["asked"]).catch((error: unknown) => faults.push(error));
      response.end("answered");
    },
    {
      proxies: new BlockList(),
      publicOrigin: null,
      actionIds: new Set(),
      isReplaced: () => false,
      hasReplica: false,
    },
  ),
);
beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await Promise.all([admin.end(), hasty.end()]);
});

const countSlow = async () => {
  const { rows } = await admin.query(
    "SELECT count(*)::int AS running FROM pg_stat_activity WHERE state = 'active' AND query = $1",
    [SLOW],
  );
  return rows[0].running as number;
};
const until = (count: number) =>
  vi.waitFor(async () => expect(await countSlow()).toBe(count), { timeout: 240_000, interval: 50 });
const ask = (path: string) => {
  const asking = get({ port: (server.address() as AddressInfo).port, path, agent: false });
  asking.on("error", () => {});
  return asking;
};

test("a page that nobody waits for any more takes its query along, and only its own", async () => {
  const [left, stays] = [ask("/projects/left"), ask("/projects/stays")];
  await until(2);
  left.destroy();
  await until(1);
  expect(faults).toMatchObject([{ name: "Abandoned" }]);
  stays.destroy();
  await until(0);
  expect((await pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
});

test("what is read in one transaction is taken along too", async () => {
  const leaving = new AbortController();
  const reading = whileWanted(wantedUntil(leaving.signal), () =>
    inReading((client) => client.query(SLOW, ["asked"])),
  );
  const fault = reading.catch((error: unknown) => error);
  await until(1);
  leaving.abort();
  expect(await fault).toMatchObject({ name: "Abandoned" });
  await until(0);
  expect((await pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
});

test("what is asked after the request was abandoned is not begun", async () => {
  const asked = whileWanted(wantedUntil(AbortSignal.abort()), () => pool.query("CREATE TABLE begun ()"));
  await expect(asked).rejects.toMatchObject({ name: "Abandoned" });
  expect((await pool.query("SELECT to_regclass('begun') AS begun")).rows).toEqual([{ begun: null }]);
});

test("a query that fails by itself tells why, and the connection is lent again or replaced", async () => {
  const asked = whileWanted(wantedUntil(new AbortController().signal), () => pool.query("SELECT 1 / 0"));
  await expect(asked).rejects.toMatchObject({ code: "22012" });
  const { rows } = await whileWanted(wantedUntil(new AbortController().signal), () =>
    pool.query("SELECT $1::int AS two", [2]),
  );
  expect(rows).toEqual([{ two: 2 }]);
});

test("a page that took too long answers 503, any other that fails 500", async () => {
  const statusOf = async (path: string) => {
    const [answer] = await once(ask(path), "response");
    answer.resume();
    return answer.statusCode as number;
  };
  expect([await statusOf("/hasty"), await statusOf("/broken")]).toEqual([503, 500]);
});
