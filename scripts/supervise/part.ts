import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { lastFaultOf } from "./data-folder.ts";
import { patientWait, waitBeforeRestart } from "./restarts.ts";

const PARENT_WATCH = new URL("./parent-watch.mjs", import.meta.url).href;
const CHECKOUT = fileURLToPath(new URL("../../", import.meta.url));
const DRAIN_MS = 12_000;

type Order = {
  /** As it is called in a sentence: "The web server" */
  title: string;
  words: readonly string[];
  environment: NodeJS.ProcessEnv;
  log: string;
  tell(line: string): void;
  /**
   * It ended so often that it is not started again, and nothing works without it. Without this it is started again for ever:
   * people can judge while background jobs wait
   */
  giveUp?(sentence: string): void;
};

export type Part = {
  /** Lets it finish what it has in hand; by force when it does not end */
  stop(): Promise<void>;
  /** Ends it now */
  kill(): void;
};

/** Runs a program of ours and starts it again whenever it ends by itself. */
export function keepRunning(order: Order): Part {
  const ends: number[] = [];
  let child = launch();
  let isStopping = false;
  let restart: NodeJS.Timeout | undefined;

  function launch(): ChildProcess {
    const started = startProcess(order);
    started.on("message", (message) => {
      const said = saidIn(message);
      if (said !== null) order.tell(`${said} More in its log: ${order.log}`);
    });
    started.once("exit", (code, signal) => {
      if (!isStopping) handleEnd(signal ?? `code ${code}`);
    });
    return started;
  }

  function handleEnd(how: string): void {
    ends.push(Date.now());
    const waiting = order.giveUp === undefined ? patientWait(ends) : waitBeforeRestart(ends);
    if (waiting === null) {
      const said = lastFaultOf(order.log);
      const log = said === "" ? `Its log: ${order.log}` : `The last fault in its log ${order.log}: ${said}`;
      order.giveUp?.(
        `${order.title} stopped four times within five minutes and will not be restarted. ${log}`,
      );
      return;
    }
    const when = waiting < 10_000 ? "" : ` in ${Math.round(waiting / 1000)} seconds`;
    order.tell(`${order.title} stopped (${how}). Restarting it${when}. Its log: ${order.log}`);
    restart = setTimeout(() => {
      child = launch();
    }, waiting);
  }

  return {
    async stop() {
      isStopping = true;
      clearTimeout(restart);
      await drain(child);
    },
    kill: () => killGroup(child),
  };
}

/** A part sends a sentence that whoever started Assay should read. */
function saidIn(message: unknown): string | null {
  const { said } = (message ?? {}) as { said?: unknown };
  return typeof said === "string" ? said : null;
}

// In a group of its own, so that Ctrl+C reaches only the supervisor, which stops things in order.
function startProcess(order: Order): ChildProcess {
  const log = openSync(order.log, "a", 0o600);
  const child = spawn(process.execPath, ["--import", PARENT_WATCH, ...order.words], {
    cwd: CHECKOUT,
    env: order.environment,
    detached: true,
    stdio: ["ignore", log, log, "ipc"],
  });
  closeSync(log);
  return child;
}

async function drain(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const patience = new AbortController();
  await Promise.race([ended, wait(DRAIN_MS, null, { signal: patience.signal }).catch(() => {})]);
  patience.abort();
  killGroup(child);
}

function killGroup(child: ChildProcess): void {
  if (hasEnded(child) || child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // It ended in between.
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
