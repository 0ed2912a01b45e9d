import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  closeSync,
  cpSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { findPrograms, ownFolder, unprivilegedAccount } from "#lib/database/embedded/os-account.ts";
import { type Own, runOnce } from "./server.ts";

export type Standby = {
  /** The same database there */
  url(databaseUrl: string): string;
  /** Every statement that it was sent */
  readLog(): string;
  /** Ends it at once, as a lost machine does */
  stop(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
};

const PATIENCE_MS = 60_000;
const PORT = 5433;

/** A streaming replica of a PostgreSQL of ours: a copy of its files that follows it. */
export async function openStandby(primaryUrl: string, own: Own): Promise<Standby> {
  const account = unprivilegedAccount();
  const folder = mkdtempSync(path.join(tmpdir(), "assay-standby-"));
  chmodSync(folder, 0o711);
  const [cluster, sockets] = [path.join(folder, "cluster"), path.join(folder, "socket")];
  ownFolder(sockets, account);
  await copyCluster(primaryUrl, path.join(own.folder, "postgres", "cluster"), cluster);
  const programs = findPrograms(path.join(own.folder, "postgres"), account);
  const log = path.join(folder, "log");
  let child: ChildProcess | null = null;
  const url = (databaseUrl: string) =>
    `postgresql://assay@localhost:${PORT}${new URL(databaseUrl).pathname}?host=${encodeURIComponent(sockets)}`;
  const standby: Standby = {
    url,
    readLog: () => readFileSync(log, "utf8"),
    async start() {
      const file = openSync(log, "a");
      const settings = ["log_statement=all", "listen_addresses="].flatMap((setting) => ["-c", setting]);
      child = spawn(
        path.join(programs, "postgres"),
        ["-D", cluster, "-k", sockets, "-p", String(PORT), ...settings],
        {
          ...(account ? { uid: account.uid, gid: account.gid } : {}),
          cwd: folder,
          env: { LC_ALL: "C", NODE_ENV: "production" },
          stdio: ["ignore", file, file],
        },
      );
      closeSync(file);
      await waitUntilReady(url(primaryUrl), log);
    },
    async stop() {
      const running = child;
      child = null;
      if (running === null || running.exitCode !== null || running.signalCode !== null) return;
      const ended = new Promise((resolve) => running.once("exit", resolve));
      running.kill("SIGQUIT");
      await ended;
    },
    async remove() {
      await standby.stop();
      process.off("exit", end);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  // A run that is broken off leaves no server behind.
  const end = () => child?.kill("SIGQUIT");
  process.once("exit", end);
  await standby.start();
  return standby;
}

/** While the server runs: it says itself from where on the copy has to be brought up to date. */
async function copyCluster(primaryUrl: string, from: string, to: string): Promise<void> {
  const client = new pg.Client({ connectionString: primaryUrl });
  await client.connect();
  try {
    // What the copy needs is kept until it has read it.
    await client.query("SELECT pg_create_physical_replication_slot('standby', true)");
    await client.query("SELECT pg_backup_start('standby', true)");
    cpSync(from, to, {
      recursive: true,
      preserveTimestamps: true,
      filter: (name) => !/postmaster\.(pid|opts)$/.test(name),
    });
    const { rows } = await client.query<{ label: string }>(
      "SELECT labelfile AS label FROM pg_backup_stop(false)",
    );
    writeFileSync(path.join(to, "backup_label"), rows[0]?.label ?? "");
  } finally {
    await client.end();
  }
  const { searchParams, port } = new URL(primaryUrl);
  const way = `host=${searchParams.get("host")} port=${port || 5432} user=assay`;
  writeFileSync(
    path.join(to, "postgresql.auto.conf"),
    `primary_conninfo = '${way}'\nprimary_slot_name = 'standby'\nwal_retrieve_retry_interval = '200ms'\n`,
  );
  writeFileSync(path.join(to, "standby.signal"), "");
  giveTo(to);
}

function giveTo(cluster: string): void {
  const account = unprivilegedAccount();
  if (account !== null) execFileSync("chown", ["-R", `${account.uid}:${account.gid}`, cluster]);
  chmodSync(cluster, 0o700);
}

async function waitUntilReady(url: string, log: string): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await pause(50)) {
    const isReady = await runOnce(url, "SELECT 1").then(
      () => true,
      () => false,
    );
    if (isReady) return;
  }
  throw new Error(`The replica was not ready after a minute: ${readFileSync(log, "utf8").slice(-500)}`);
}
