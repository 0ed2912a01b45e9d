import pg from "pg";
import { afterAll, beforeEach, expect, test } from "vitest";
import { env } from "#lib/env.ts";
import { inTransaction } from "./transaction.ts";

const pool = new pg.Pool({ connectionString: env.DATABASE_URL, max: 1 });
pool.on("error", () => {});
const admin = new pg.Pool({ connectionString: env.DATABASE_URL, max: 1 });
await pool.query("CREATE TABLE kept (no int NOT NULL)");

beforeEach(() => pool.query("TRUNCATE kept"));
afterAll(async () => {
  await pool.query("DROP TABLE kept");
  await Promise.all([pool.end(), admin.end()]);
});

const add = (client: pg.ClientBase, no: number | null) =>
  client.query("INSERT INTO kept (no) VALUES ($1)", [no]);
const count = async () => Number((await pool.query("SELECT count(*) FROM kept")).rows[0].count);
const idOf = async (client: pg.ClientBase | pg.Pool) =>
  (await client.query("SELECT pg_backend_pid() AS id")).rows[0].id as number;

test("what the work returns comes back, and what it stored stays", async () => {
  const answer = await inTransaction(pool, async (client) => {
    await add(client, 1);
    await add(client, 2);
    return "done";
  });
  expect([answer, await count()]).toEqual(["done", 2]);
});

test("an error of the work is thrown on and leaves nothing, and the connection is lent again", async () => {
  const before = await idOf(pool);
  const work = inTransaction(pool, async (client) => {
    await add(client, 1);
    throw new RangeError("of the work");
  });
  await expect(work).rejects.toThrow(new RangeError("of the work"));
  expect([await count(), await idOf(pool)]).toEqual([0, before]);
});

test("a failed statement that the work caught is an error all the same: nothing was stored", async () => {
  const work = inTransaction(pool, async (client) => {
    await add(client, 1);
    await add(client, null).catch(() => undefined);
    return "done";
  });
  await expect(work).rejects.toThrow("Nothing was stored");
  expect(await count()).toBe(0);
});

test("where the rollback fails too, the first error is told and the connection is not lent again", async () => {
  const before = await idOf(pool);
  const work = inTransaction(pool, async (client) => {
    const query = client.query.bind(client) as (text: string) => unknown;
    client.query = ((text: string) =>
      text === "ROLLBACK"
        ? Promise.reject(new Error("of the rollback"))
        : query(text)) as typeof client.query;
    throw new RangeError("of the work");
  });
  await expect(work).rejects.toThrow(new RangeError("of the work"));
  expect(await idOf(pool)).not.toBe(before);
});

test("a connection that ends between two statements is told as an error and not lent again", async () => {
  const before = await idOf(pool);
  const work = inTransaction(pool, async (client) => {
    await add(client, 1);
    // Without a listener the end of the connection would be the end of the process.
    expect(client.listenerCount("error")).toBeGreaterThan(0);
    const ended = new Promise((resolve) => client.once("end", resolve));
    await admin.query("SELECT pg_terminate_backend($1)", [await idOf(client)]);
    await ended;
    await add(client, 2);
  });
  await expect(work).rejects.toThrow(Error);
  expect(await idOf(pool)).not.toBe(before);
  expect(await count()).toBe(0);
});

test("a given client stays with whom it belongs to, after the work and after its error", async () => {
  const client = await pool.connect();
  try {
    await inTransaction(client, (same) => add(same, 1));
    const failing = inTransaction(client, async (same) => {
      await add(same, 2);
      throw new RangeError("of the work");
    });
    await expect(failing).rejects.toThrow(RangeError);
    const { rows } = await client.query<{ no: number }>("SELECT no FROM kept");
    expect(rows).toEqual([{ no: 1 }]);
  } finally {
    client.release();
  }
});
