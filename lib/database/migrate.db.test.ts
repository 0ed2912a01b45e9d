import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { pool } from "#lib/database/pool.ts";
import { env } from "#lib/env.ts";
import { withSchemaEngine } from "./engine.ts";
import { applyMigrations, pendingMigrations } from "./migrate.ts";

const SCHEMA = new URL("../../prisma/schema.prisma", import.meta.url);
const NO_DRIFT = "-- This is an empty migration.";

/**
 * The SQL that leads from what the migrations built to what schema.prisma says: empty as long as both say the
 * same, otherwise the start of a new migration. Views, functions and indexes that only SQL can express are not schema.prisma's business.
 */
async function sqlOfDrift(databaseUrl: string): Promise<string> {
  const schema = await readFile(SCHEMA, "utf8");
  const files = [{ path: "schema.prisma", content: schema }];
  const from = { tag: "schemaDatasource" as const, files, configDir: "prisma" };
  const to = { tag: "schemaDatamodel" as const, files };
  const result = await withSchemaEngine(databaseUrl, schema, (engine) =>
    engine.diff({
      from,
      to,
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    }),
  );
  return result.stdout ?? "";
}

test("the migrations build what schema.prisma says", async () => {
  expect((await sqlOfDrift(env.DATABASE_URL)).trim()).toBe(NO_DRIFT);
});

test.each([
  ["a column that only the database has", "ALTER TABLE item ADD COLUMN planted integer"],
  ["a column of another type", "ALTER TABLE app_user ALTER COLUMN session_version TYPE bigint"],
  ["a column that only schema.prisma has", "ALTER TABLE app_user DROP COLUMN session_version"],
])("%s is found", async (_, statement) => {
  await pool.query(statement);
  const found = await sqlOfDrift(env.DATABASE_URL);
  expect(found).not.toContain(NO_DRIFT);
  await pool.query(found);
  expect((await sqlOfDrift(env.DATABASE_URL)).trim()).toBe(NO_DRIFT);
});

test("a second run finds nothing to do", async () => {
  expect(await applyMigrations(env.DATABASE_URL)).toEqual([]);
});

test("a database that is newer than this program is left alone", () => {
  expect(() => pendingMigrations(["0001_tables"], ["0001_tables", "0009_later"])).toThrow("0009_later");
  expect(pendingMigrations(["0001_tables", "0002_queue"], ["0001_tables"])).toEqual(["0002_queue"]);
});

/** As it was before the newest table. */
async function takeBack(): Promise<void> {
  await pool.query("DROP TABLE IF EXISTS job_attempt");
  await pool.query("DELETE FROM _prisma_migrations WHERE migration_name LIKE '%_job_attempts'");
}

test("a migration does not wait for ever for a table, says so, and is applied at the next start", async () => {
  await takeBack();
  const other = await pool.connect();
  try {
    await other.query("BEGIN; LOCK TABLE project IN ACCESS EXCLUSIVE MODE");
    await expect(applyMigrations(env.DATABASE_URL, 100)).rejects.toThrow("Stop every other Assay on it");
  } finally {
    other.release(true);
  }
  expect(await applyMigrations(env.DATABASE_URL)).toEqual([expect.stringMatching(/_job_attempts$/)]);
  expect((await sqlOfDrift(env.DATABASE_URL)).trim()).toBe(NO_DRIFT);
});

test("a migration that fails tells what PostgreSQL said", async () => {
  await takeBack();
  await pool.query("CREATE TABLE job_attempt (planted int)");
  await expect(applyMigrations(env.DATABASE_URL)).rejects.toThrow('relation "job_attempt" already exists');
  await pool.query("DROP TABLE job_attempt");
  expect(await applyMigrations(env.DATABASE_URL)).toHaveLength(1);
});
