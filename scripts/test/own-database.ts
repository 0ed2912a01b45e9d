import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { afterAll, inject, vi } from "vitest";
import { run, withDatabase } from "./template.ts";

// Every test file has a database of its own, cloned from the migrated template, before it imports anything. Files of one
// process share what they import, and so the name and the pools.
const template = inject("template");
const name = `assay_test_${process.pid}`;
const data = path.join(inject("data"), name);
const maintenance = withDatabase(template, "postgres");

process.env.DATABASE_URL = withDatabase(template, name);
process.env.AUTH_SECRET = "only-for-tests-only-for-tests-only-for-tests";
process.env.ASSAY_DATA = data;
mkdirSync(data, { recursive: true });
await run(maintenance, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
await run(maintenance, `CREATE DATABASE ${name} TEMPLATE ${new URL(template).pathname.slice(1)}`);

afterAll(async () => {
  const { pool, judgingPool } = await import("#lib/database/pool.ts");
  await run(maintenance, `DROP DATABASE ${name} WITH (FORCE)`);
  // A connection to the dropped one would be taken for one to the next.
  await vi.waitUntil(() => pool.idleCount + judgingPool.idleCount === 0, { timeout: 240_000, interval: 5 });
  // Its tables were in the dropped one.
  Reflect.deleteProperty(globalThis, "assayJobs");
  rmSync(data, { recursive: true, force: true });
});
