import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { startEmbedded } from "#lib/database/embedded/embedded.ts";
import { applyMigrations } from "#lib/database/migrate.ts";

let tidyUp = async () => {};

/**
 * Runs once before the database tests: a PostgreSQL of their own (or the one of TEST_DATABASE_URL) and one
 * migrated database, which every test file clones.
 */
export async function setup(): Promise<void> {
  const server = await startServer();
  const name = `assay_template_${process.pid}`;
  tidyUp = async () => {
    await run(server.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await server.stop();
  };
  await run(server.url, `CREATE DATABASE ${name}`);
  const templateUrl = withDatabase(server.url, name);
  await applyMigrations(templateUrl);
  // Test files run in processes of their own, which inherit this.
  process.env.ASSAY_TEST_TEMPLATE = templateUrl;
}

export async function teardown(): Promise<void> {
  await tidyUp();
}

async function startServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => {} };
  const folder = mkdtempSync(path.join(tmpdir(), "assay-test-"));
  // The account that PostgreSQL runs under must be able to pass.
  chmodSync(folder, 0o711);
  const embedded = await startEmbedded(folder, () => {});
  await stopWaitingForTheDisk(embedded.url);
  const stop = async () => {
    await embedded.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: embedded.url, stop };
}

/** This server is thrown away. What survives a crash is shown by `npm run guarantee`, with every write on disk. */
async function stopWaitingForTheDisk(url: string): Promise<void> {
  for (const setting of ["fsync", "full_page_writes", "synchronous_commit"]) {
    await run(url, `ALTER SYSTEM SET ${setting} = off`);
  }
  await run(url, "SELECT pg_reload_conf()");
}

export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

export async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
