import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chmodSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { unprivilegedAccount } from "#lib/database/embedded/os-account.ts";
import { findPort } from "../../scripts/supervise/port.ts";
import { runOnce } from "./server.ts";

export type Pooler = {
  /** The same database behind it */
  url(databaseUrl: string): string;
  close(): Promise<void>;
};

const PATIENCE_MS = 30_000;
const HOST = "127.0.0.1";
const MISSING =
  "PgBouncer is not installed. Install it, on Debian by apt-get install pgbouncer, on macOS by brew install pgbouncer.";

/** PgBouncer in transaction mode before a PostgreSQL of ours, with no setting that makes anything easier for Assay. */
export async function openPooler(serverUrl: string): Promise<Pooler> {
  if (spawnSync("pgbouncer", ["--version"]).error) throw new Error(MISSING);
  const folder = mkdtempSync(path.join(tmpdir(), "assay-pooler-"));
  chmodSync(folder, 0o711);
  const port = await findPort(HOST, 0);
  const { searchParams, port: behind } = new URL(serverUrl);
  const [settings, people, log] = ["settings.ini", "people", "log"].map((name) =>
    path.join(folder, name),
  ) as [string, string, string];
  writeFileSync(people, '"assay" ""\n');
  writeFileSync(
    settings,
    `[databases]
* = host=${searchParams.get("host")} port=${behind || 5432}
[pgbouncer]
listen_addr = ${HOST}
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${people}
pool_mode = transaction
default_pool_size = 20
max_client_conn = 500
`,
  );
  const account = unprivilegedAccount();
  const file = openSync(log, "a");
  const child = spawn("pgbouncer", [settings], {
    ...(account ? { uid: account.uid, gid: account.gid } : {}),
    cwd: folder,
    stdio: ["ignore", file, file],
  });
  closeSync(file);
  // A run that is broken off leaves nothing behind.
  const end = () => child.kill("SIGKILL");
  process.once("exit", end);
  const url = (databaseUrl: string) => `postgresql://assay@${HOST}:${port}${new URL(databaseUrl).pathname}`;
  const close = async () => {
    process.off("exit", end);
    await ended(child);
    rmSync(folder, { recursive: true, force: true });
  };
  for (const late = Date.now() + PATIENCE_MS; Date.now() < late; await pause(50)) {
    if (await answers(url(serverUrl))) return { url, close };
  }
  const said = readFileSync(log, "utf8").slice(-500);
  await close();
  throw new Error(`PgBouncer was not ready after ${PATIENCE_MS / 1000} s: ${said}`);
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await gone;
}

function answers(url: string): Promise<boolean> {
  return runOnce(url, "SELECT 1").then(
    () => true,
    () => false,
  );
}
