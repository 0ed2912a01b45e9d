import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startEmbedded } from "#lib/database/embedded/embedded.ts";
import { applyMigrations } from "#lib/database/migrate.ts";

declare module "vitest" {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface can be added to.
  interface ProvidedContext {
    /** Address of the migrated database, which every test file clones */
    template: string;
    /** Folder in which each process makes its data folder */
    data: string;
  }
}

type Prepared = { template: string; data: string; end(): Promise<void> };

// Vitest prepares its projects beside each other, and Prisma's engine works once per process only.
const shared = globalThis as typeof globalThis & { assayPrepared?: Promise<Prepared>; assayUsers?: number };

/** Runs before the database tests of each project: one PostgreSQL for all, or the one of TEST_DATABASE_URL. */
export async function setup({ provide }: TestProject): Promise<void> {
  shared.assayUsers = (shared.assayUsers ?? 0) + 1;
  shared.assayPrepared ??= prepareOnce();
  const { template, data } = await shared.assayPrepared;
  provide("template", template);
  provide("data", data);
}

export async function teardown(): Promise<void> {
  shared.assayUsers = (shared.assayUsers ?? 0) - 1;
  if (shared.assayUsers === 0) await (await shared.assayPrepared)?.end();
}

async function prepareOnce(): Promise<Prepared> {
  const server = await startServer();
  const data = mkdtempSync(path.join(tmpdir(), "assay-data-"));
  const name = `assay_template_${process.pid}`;
  const end = async () => {
    await run(server.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  };
  await run(server.url, `CREATE DATABASE ${name}`);
  const template = withDatabase(server.url, name);
  await applyMigrations(template);
  return { template, data, end };
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
