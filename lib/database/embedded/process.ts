import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/** Whether this process runs and is a PostgreSQL. A zombie process does not run. */
export function isPostgres(pid: number): boolean {
  if (existsSync("/proc/self/stat")) return isPostgresState(readState(pid));
  try {
    return execFileSync("ps", ["-o", "comm=", "-p", String(pid)], { encoding: "utf8" }).includes("postgres");
  } catch {
    return false;
  }
}

/** A line of /proc/<pid>/stat: number, name in parentheses, state; Z and X are ended. */
export function isPostgresState(line: string): boolean {
  return /^\d+ \(postgres\S*\) [^ZX]/.test(line);
}

function readState(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return "";
  }
}

/** "smart" waits for open sessions to end, "fast" ends them. Both leave a clean directory. False: the server did not stop. */
export async function stopPostgres(pid: number, smartMs: number): Promise<boolean> {
  for (const [signal, patience] of [
    ["SIGTERM", smartMs],
    ["SIGINT", 30_000],
  ] as const) {
    if (!isPostgres(pid)) return true;
    process.kill(pid, signal);
    for (const until = Date.now() + patience; Date.now() < until && isPostgres(pid); ) await sleep(25);
  }
  return !isPostgres(pid);
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
