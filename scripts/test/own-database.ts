import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import { run, withDatabase } from "./template.ts";

// Every test file has a database of its own, cloned from the migrated template, before it imports anything.
const template = process.env.ASSAY_TEST_TEMPLATE ?? "";
const name = `assay_test_${crypto.randomUUID().replaceAll("-", "")}`;
const maintenance = withDatabase(template, "postgres");
const data = mkdtempSync(path.join(tmpdir(), "assay-data-"));

await run(maintenance, `CREATE DATABASE ${name} TEMPLATE ${new URL(template).pathname.slice(1)}`);
process.env.DATABASE_URL = withDatabase(template, name);
process.env.AUTH_SECRET = "only-for-tests-only-for-tests-only-for-tests";
process.env.ASSAY_DATA = data;

afterAll(async () => {
  const { endPools } = await import("#lib/database/pool.ts");
  await endPools();
  await run(maintenance, `DROP DATABASE ${name} WITH (FORCE)`);
  rmSync(data, { recursive: true, force: true });
});
