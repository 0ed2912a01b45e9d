import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const CHECKOUT = fileURLToPath(new URL("../../", import.meta.url));
const PARENT_WATCH = new URL("../../scripts/supervise/parent-watch.mjs", import.meta.url).href;
const PATIENCE_MS = 90_000;
const DRAIN_MS = 12_000;

export type Order = { port: number; environment: NodeJS.ProcessEnv; folder: string; hasWorker: boolean };

/** The web server of the production build on a port of its own and, as `npm start` has it, a worker. */
export type Instance = {
  url: string;
  port: number;
  /** Sends a signal to the web server and to the worker; SIGKILL resolves when both are gone */
  signal(name: "SIGKILL" | "SIGSTOP" | "SIGCONT"): Promise<void>;
  /** Starts again what has ended */
  start(): void;
  /** Resolves when it says that people can work, and, with "all", that there is a worker as well */
  waitUntilReady(whom: "people" | "all"): Promise<void>;
  stop(): Promise<void>;
};

export function startInstance(order: Order): Instance {
  const url = `http://127.0.0.1:${order.port}`;
  const web = ["scripts/serve/main.ts", "127.0.0.1", String(order.port)];
  const programs = [
    { name: "web", words: web },
    ...(order.hasWorker ? [{ name: "worker", words: ["--conditions=react-server", "worker/main.ts"] }] : []),
  ];
  let children: ChildProcess[] = [];
  const instance: Instance = {
    url,
    port: order.port,
    async signal(name) {
      for (const child of children) signalGroup(child, name);
      if (name === "SIGKILL") await Promise.all(children.map(ended));
    },
    start() {
      children = programs.map(({ name, words }) => launch(order, name, words));
    },
    waitUntilReady: (whom) => waitUntilReady(url, order.hasWorker && whom === "all"),
    async stop() {
      for (const child of children) signalGroup(child, "SIGTERM");
      await Promise.race([Promise.all(children.map(ended)), pause(DRAIN_MS, null, { ref: false })]);
      for (const child of children) signalGroup(child, "SIGKILL");
      await Promise.all(children.map(ended));
    },
  };
  instance.start();
  return instance;
}

// In a group of its own, as under the supervisor, and ending with us however we end.
function launch({ environment, folder, port }: Order, name: string, words: string[]): ChildProcess {
  const log = openSync(path.join(folder, `${name}-${port}.log`), "a");
  const child = spawn(process.execPath, ["--import", PARENT_WATCH, ...words], {
    cwd: CHECKOUT,
    env: environment,
    detached: true,
    stdio: ["ignore", log, log, "ipc"],
  });
  closeSync(log);
  return child;
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function ended(child: ChildProcess): Promise<void> {
  if (!hasEnded(child)) await new Promise((resolve) => child.once("exit", resolve));
}

function signalGroup(child: ChildProcess, name: NodeJS.Signals): void {
  if (hasEnded(child) || child.pid === undefined) return;
  try {
    process.kill(-child.pid, name);
  } catch {
    // It ended in between.
  }
}

async function waitUntilReady(url: string, hasWorker: boolean): Promise<void> {
  const start = performance.now();
  let last = "it does not answer";
  while (performance.now() - start < PATIENCE_MS) {
    try {
      const answered = await fetch(new URL("/api/health", url), { signal: AbortSignal.timeout(5000) });
      last = await answered.text();
      const { database, worker } = JSON.parse(last) as { database?: string; worker?: string };
      if (database === "ok" && (worker === "ok" || !hasWorker)) return;
    } catch (error) {
      last = (error as Error).message;
    }
    await pause(20);
  }
  throw new Error(`${url} was not ready after ${PATIENCE_MS / 1000} s: ${last}`);
}
