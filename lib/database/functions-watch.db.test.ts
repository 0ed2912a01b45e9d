import { afterEach, expect, test } from "vitest";
import { env } from "#lib/env.ts";
import { applyFunctions, readFunctions } from "./functions.ts";
import { areFunctionsReplaced } from "./functions-watch.ts";
import { PATIENCE } from "./patience.ts";
import { createPool, pool } from "./pool.ts";

const KIND = { size: 4, patience: PATIENCE.pages };

const functions = await readFunctions();

afterEach(() => {
  (globalThis as { assayFunctionsReplaced?: boolean }).assayFunctionsReplaced = undefined;
});

test("an instance with the database's functions works; once they are replaced it lends no connection until it is restarted", async () => {
  const own = createPool(env.DATABASE_URL, functions.digest, KIND);
  expect((await own.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  const client = await pool.connect();
  await applyFunctions(client, { ...functions, digest: "another" });
  client.release();

  const fault = { code: "FUNCTIONS_REPLACED" };
  // Open connections are used until the next comparison. A new connection compares at once.
  const held = await own.connect();
  await expect(own.query("SELECT 1")).rejects.toMatchObject(fault);
  expect(areFunctionsReplaced()).toBe(true);
  held.release();
  await expect(own.query("SELECT 1")).rejects.toMatchObject(fault);
  await expect(own.connect()).rejects.toMatchObject(fault);
  await own.end();
});

test("an instance that was started with other functions lends no connection", async () => {
  const old = createPool(env.DATABASE_URL, "a third", KIND);
  await expect(old.query("SELECT 1")).rejects.toMatchObject({ code: "FUNCTIONS_REPLACED" });
  await old.end();
});
