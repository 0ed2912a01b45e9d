import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  appendFileSync,
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
} from "node:fs";
import path from "node:path";
import pg from "pg";
import { decide, type Sighting } from "./decision.ts";
import { ownDirectory } from "./lock.ts";
import {
  findPrograms,
  isReachableByAll,
  missingLibrary,
  type OsAccount,
  ownFolder,
  unprivilegedAccount,
} from "./os-account.ts";
import { isPostgres, sleep, stopPostgres } from "./process.ts";

export type Embedded = {
  /** It listens on a unix socket in a folder of mode 0700, never on the network */
  url: string;
  isRunning(): boolean;
  /** Starts it again after it ended by itself */
  revive(): Promise<void>;
  /** Lets running work end, then stops the server. Never by force */
  stop(smartMs?: number): Promise<void>;
};

type Location = { data: string; cluster: string; sockets: string; programs: string; account: OsAccount };

const PATIENCE_MS = 60_000;
const LAUNCHES = 5;
const PORT = 5432;
const LEAST_FREE_BYTES = 200 * 1024 * 1024;

/**
 * Starts the bundled PostgreSQL on `<dataFolder>/postgres`, or adopts one that an earlier process left running there.
 * Rejects with one sentence when that is not possible, and never uses anything else instead.
 */
export async function startEmbedded(dataFolder: string, tell: (line: string) => void): Promise<Embedded> {
  const location = prepareLocation(dataFolder);
  const release = await ownDirectory(location.data);
  try {
    if (!existsSync(path.join(location.cluster, "PG_VERSION"))) createCluster(location, tell);
    let pid = await bringUp(location, tell);
    await assertDurable(location);
    return {
      url: urlOf(location),
      isRunning: () => isPostgres(pid),
      revive: async () => {
        pid = await bringUp(location, tell);
      },
      stop: (smartMs = 3000) => stop(location, pid, smartMs).finally(release),
    };
  } catch (error) {
    release();
    throw error;
  }
}

function prepareLocation(dataFolder: string): Location {
  const data = path.join(path.resolve(dataFolder), "postgres");
  const account = unprivilegedAccount();
  ownFolder(data, account);
  if (account !== null && !isReachableByAll(path.dirname(data))) {
    throw new Error(
      `PostgreSQL runs as the account ${account.name}, which cannot reach ${data}: set ASSAY_DATA to a folder that every account can pass through.`,
    );
  }
  const programs = findPrograms(data, account);
  const missing = missingLibrary(programs);
  if (missing) throw new Error(missing);
  const { bavail, bsize } = statfsSync(data);
  if (bavail * bsize < LEAST_FREE_BYTES) throw new Error(`Less than 200 MB are free in ${data}.`);
  // A socket's path has room for about 100 characters.
  const beside = path.join(data, "socket");
  const digest = createHash("sha256").update(data).digest("hex").slice(0, 12);
  const sockets = beside.length < 80 ? beside : `/tmp/assay-${digest}`;
  ownFolder(sockets, account);
  return { data, cluster: path.join(data, "cluster"), sockets, programs, account };
}

function urlOf(location: Location, database = "assay"): string {
  return `postgresql://assay@localhost:${PORT}/${database}?host=${encodeURIComponent(location.sockets)}`;
}

// Created in a sibling folder and then renamed, so that an unfinished cluster is never used.
function createCluster(location: Location, tell: (line: string) => void): void {
  tell("Creating the database");
  const half = path.join(location.data, "cluster-new");
  rmSync(half, { recursive: true, force: true });
  ownFolder(half, location.account);
  // The built-in locale is the same on every system.
  const locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const options = ["-D", half, "-U", "assay", "-E", "UTF8", ...locale, "-A", "trust", "--data-checksums"];
  try {
    execFileSync(path.join(location.programs, "initdb"), options, { ...identity(location), stdio: "pipe" });
  } catch (error) {
    const said = String((error as { stderr?: Buffer }).stderr ?? error).trim();
    throw new Error(`PostgreSQL could not create a database in ${location.data}: ${said.split("\n")[0]}`);
  }
  const settings = [
    "listen_addresses = ''",
    "max_connections = 200",
    "shared_buffers = '256MB'",
    "timezone = 'UTC'",
  ];
  appendFileSync(path.join(half, "postgresql.conf"), `\n${settings.join("\n")}\n`);
  renameSync(half, location.cluster);
}

async function bringUp(location: Location, tell: (line: string) => void): Promise<number> {
  const until = Date.now() + PATIENCE_MS;
  let child: ChildProcess | undefined;
  let launches = 0;
  for (let told = false; Date.now() < until; await sleep(50)) {
    const seen = await look(location);
    const decision = decide(seen);
    if (decision === "adopt" && seen.pid !== null) {
      await createDatabase(location);
      return seen.pid;
    }
    if (decision === "refuse") {
      throw new Error(`Another PostgreSQL answers at ${location.sockets}. Stop it, or set ASSAY_DATA.`);
    }
    if (decision === "wait" && child === undefined && !told) {
      tell("Waiting for PostgreSQL, which is starting or recovering");
      told = true;
    }
    if (decision !== "start" || isAlive(child)) continue;
    // Processes of a killed server keep its shared memory for a moment.
    if (launches === LAUNCHES) throw new Error(`PostgreSQL did not start: ${lastLines(location)}`);
    if (launches > 0) await sleep(500);
    child = launch(location);
    launches++;
  }
  throw new Error(`PostgreSQL was not ready after a minute. Its log: ${logOf(location)}`);
}

function isAlive(child: ChildProcess | undefined): boolean {
  return child !== undefined && child.exitCode === null && child.signalCode === null;
}

// In a session of its own, so that Ctrl+C reaches only the supervisor, which stops things in order.
function launch(location: Location): ChildProcess {
  const log = openSync(logOf(location), "a");
  const options = ["-D", location.cluster, "-k", location.sockets, "-p", String(PORT)];
  const child = spawn(path.join(location.programs, "postgres"), options, {
    ...identity(location),
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  child.on("error", (error) => appendFileSync(logOf(location), `${error.message}\n`));
  child.unref();
  return child;
}

async function look(location: Location): Promise<Sighting> {
  const file = path.join(location.cluster, "postmaster.pid");
  const pid = existsSync(file) ? Number.parseInt(readFileSync(file, "utf8"), 10) || null : null;
  const seen = {
    pid,
    isPostgres: pid !== null && isPostgres(pid),
    answer: "nothing" as const,
    isSameSystem: false,
  };
  try {
    const rows = await query(
      location,
      "postgres",
      "SELECT system_identifier::text AS id FROM pg_control_system()",
    );
    return { ...seen, answer: "ready", isSameSystem: rows[0]?.id === systemIdentifier(location) };
  } catch (error) {
    return (error as { code?: string }).code === "57P03" ? { ...seen, answer: "starting" } : seen;
  }
}

// The first eight bytes of the control file.
function systemIdentifier(location: Location): string {
  return readFileSync(path.join(location.cluster, "global", "pg_control"))
    .readBigUInt64LE(0)
    .toString();
}

async function createDatabase(location: Location): Promise<void> {
  const rows = await query(location, "postgres", "SELECT 1 FROM pg_database WHERE datname = 'assay'");
  if (rows.length === 0) await query(location, "postgres", "CREATE DATABASE assay");
}

/** Acknowledged answers must survive a crash, so the settings that this needs are checked at every start. */
async function assertDurable(location: Location): Promise<void> {
  const names = ["fsync", "full_page_writes", "synchronous_commit"];
  const rows = await query(location, "assay", "SELECT name, setting FROM pg_settings WHERE name = ANY ($1)", [
    names,
  ]);
  for (const row of rows) {
    if (row.setting !== "on") throw new Error(`PostgreSQL's ${row.name} is ${row.setting}; it must be on.`);
  }
}

async function query(location: Location, database: string, text: string, values: unknown[] = []) {
  const client = new pg.Client({
    connectionString: urlOf(location, database),
    connectionTimeoutMillis: 30_000,
  });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query<Record<string, string>>(text, values)).rows;
  } finally {
    await client.end();
  }
}

async function stop(location: Location, pid: number, smartMs: number): Promise<void> {
  if (!(await stopPostgres(pid, smartMs))) appendFileSync(logOf(location), "It did not stop in time\n");
}

function identity(location: Location) {
  const account = location.account ? { uid: location.account.uid, gid: location.account.gid } : {};
  return { ...account, cwd: location.data, env: { LC_ALL: "C", NODE_ENV: "production" as const } };
}

function logOf(location: Location): string {
  return path.join(location.data, "log");
}

function lastLines(location: Location): string {
  return readFileSync(logOf(location), "utf8").trim().split("\n").slice(-3).join(" / ");
}
