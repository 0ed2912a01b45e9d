import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { startEmbedded } from "#lib/database/embedded.ts";
import { applyMigrations } from "#lib/database/migrate.ts";

export type Scratch = { url: string; drop(): Promise<void> };

export type Server = {
  url: string;
  /** A migrated database of one's own, with the log of events installed */
  createScratch(name: string): Promise<Scratch>;
  stop(): Promise<void>;
};

/**
 * The PostgreSQL that databases of a run are made in: the one of GUARANTEE_DATABASE_URL, which must let us create
 * databases, or one of our own in a folder that goes when the run ends.
 */
export async function openServer(): Promise<Server> {
  const { url, stop } = await startServer();
  const template = `assay_guarantee_template_${process.pid}`;
  await runOnce(url, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
  await runOnce(url, `CREATE DATABASE ${template}`);
  await applyMigrations(withDatabase(url, template));
  await runOnce(
    withDatabase(url, template),
    readFileSync(path.join(import.meta.dirname, "event-log.sql"), "utf8"),
  );
  let made = 0;
  return {
    url,
    async createScratch(name) {
      const database = `assay_guarantee_${name.replaceAll("-", "_")}_${process.pid}_${++made}`;
      await runOnce(url, `CREATE DATABASE ${database} TEMPLATE ${template}`);
      const drop = () => runOnce(url, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
      return { url: withDatabase(url, database), drop };
    },
    async stop() {
      await runOnce(url, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
      await stop();
    },
  };
}

async function startServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.GUARANTEE_DATABASE_URL;
  if (given) return { url: withDatabase(given, "postgres"), stop: async () => {} };
  const folder = mkdtempSync(path.join(tmpdir(), "assay-guarantee-"));
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

async function runOnce(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A pool that outlives connections which the database breaks off. */
export function openPool(url: string, size: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: size, connectionTimeoutMillis: 10_000 });
  pool.on("error", () => {});
  return pool;
}
