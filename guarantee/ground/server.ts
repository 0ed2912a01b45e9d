import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { startEmbedded } from "#lib/database/embedded/embedded.ts";
import { applyMigrations } from "#lib/database/migrate.ts";

export type Scratch = { url: string; drop(): Promise<void> };

export type Server = {
  url: string;
  /** A migrated database of one's own, with the log of events installed */
  createScratch(name: string): Promise<Scratch>;
  /** A second one, equal to it; nobody may be connected to the first */
  copyScratch(scratch: Scratch): Promise<Scratch>;
  /** Null where the server is not ours */
  own: Own | null;
  stop(): Promise<void>;
};

/** What a proof can do to a PostgreSQL that it started. */
export type Own = {
  folder: string;
  /** Ends it and all of its backends in one instant, as a power cut ends processes */
  crash(): void;
  isRunning(): boolean;
  /** Starts it again, as the supervisor does */
  revive(): Promise<void>;
  /** What it wrote into its log */
  readLog(): string;
};

/**
 * The PostgreSQL that databases of a run are made in: the one of GUARANTEE_DATABASE_URL, which must let us create
 * databases, or one of our own in a folder that goes when the run ends.
 */
export async function openServer(parent = tmpdir()): Promise<Server> {
  const { url, own, stop } = await startServer(parent);
  version = await readVersion(url);
  const template = `assay_guarantee_template_${process.pid}`;
  await runOnce(url, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
  await runOnce(url, `CREATE DATABASE ${template}`);
  await applyMigrations(withDatabase(url, template));
  await runOnce(
    withDatabase(url, template),
    readFileSync(path.join(import.meta.dirname, "event-log.sql"), "utf8"),
  );
  let made = 0;
  const copy = async (from: string, name: string) => {
    const database = `assay_guarantee_${name.replaceAll("-", "_")}_${process.pid}_${++made}`;
    await runOnce(url, `CREATE DATABASE ${database} TEMPLATE ${from}`);
    const drop = () => runOnce(url, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    return { url: withDatabase(url, database), drop };
  };
  return {
    url,
    own,
    createScratch: (name) => copy(template, name),
    copyScratch: (scratch) => copy(new URL(scratch.url).pathname.slice(1), "copy"),
    async stop() {
      await runOnce(url, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
      await stop();
    },
  };
}

let version: string | null = null;

/** The PostgreSQL that was opened last. */
export function seenVersion(): string | null {
  return version;
}

async function readVersion(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ server_version: string }>("SHOW server_version");
    return rows[0]?.server_version.split(" ")[0] ?? "";
  } finally {
    await client.end();
  }
}

async function startServer(parent: string): Promise<Pick<Server, "url" | "own" | "stop">> {
  const given = process.env.GUARANTEE_DATABASE_URL;
  if (given) return { url: withDatabase(given, "postgres"), own: null, stop: async () => {} };
  const folder = mkdtempSync(path.join(parent, "assay-guarantee-"));
  // The account that PostgreSQL runs under must be able to pass.
  chmodSync(folder, 0o711);
  const embedded = await startEmbedded(folder, () => {});
  const pidFile = path.join(folder, "postgres", "cluster", "postmaster.pid");
  // A run that is broken off leaves no server behind.
  const end = () => {
    if (existsSync(pidFile)) process.kill(Number.parseInt(readFileSync(pidFile, "utf8"), 10), "SIGINT");
  };
  process.once("exit", end);
  const own: Own = {
    folder,
    crash: () => crash(pidFile),
    isRunning: embedded.isRunning,
    revive: embedded.revive,
    readLog: () => readFileSync(path.join(folder, "postgres", "log"), "utf8"),
  };
  const stop = async () => {
    await embedded.stop();
    process.off("exit", end);
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: withDatabase(embedded.url, "postgres"), own, stop };
}

// The postmaster first, so that it cannot tidy up after the others.
function crash(pidFile: string): void {
  const postmaster = Number.parseInt(readFileSync(pidFile, "utf8"), 10);
  const processes = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  const backends = processes
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === postmaster)
    .map(([pid]) => pid as number);
  for (const pid of [postmaster, ...backends]) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It ended by itself in between.
    }
  }
}

const DURABLE = ["fsync", "full_page_writes", "synchronous_commit"];

/** That what was acknowledged survives is promised by these settings: without them a proof of it proves nothing. */
export async function assertDurable(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string; setting: string }>(
    "SELECT name, setting FROM pg_settings WHERE name = ANY ($1)",
    [DURABLE],
  );
  for (const { name, setting } of rows) {
    if (setting !== "on")
      throw new Error(`PostgreSQL's ${name} is ${setting}; for this proof it must be on.`);
  }
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

export async function runOnce(url: string, statement: string): Promise<void> {
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
