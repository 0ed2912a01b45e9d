import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { startEmbedded } from "#lib/database/embedded/embedded.ts";
import { applyMigrations } from "#lib/database/migrate.ts";

export type Scratch = {
  url: string;
  connect(): Promise<pg.Client>;
  drop(): Promise<void>;
};

/**
 * A migrated database that goes when the bench ends: on the server of BENCH_DATABASE_URL, which must let us create
 * databases, else on a bundled PostgreSQL of its own.
 */
export async function openScratch(): Promise<Scratch> {
  const server = await openServer();
  const name = `assay_bench_${process.pid}`;
  const url = withDatabase(server.url, name);
  await once(server.url, `CREATE DATABASE ${name}`);
  await applyMigrations(url);
  return {
    url,
    connect: () => connect(url),
    async drop() {
      await once(server.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await server.stop();
    },
  };
}

async function openServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.BENCH_DATABASE_URL;
  if (given) return { url: withDatabase(given, "postgres"), stop: async () => {} };
  const folder = mkdtempSync(path.join(tmpdir(), "assay-bench-"));
  // The account that PostgreSQL runs under must be able to pass.
  chmodSync(folder, 0o711);
  const embedded = await startEmbedded(folder, () => {});
  const stop = async () => {
    await embedded.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: withDatabase(embedded.url, "postgres"), stop };
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  return client;
}

async function once(url: string, statement: string): Promise<void> {
  const client = await connect(url);
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
