import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { CHECKOUT, NODE } from "./install.mjs";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];
const WATCH_MS = 1000;

/**
 * Runs a program of ours on the installed Node, in the foreground, and resolves to its exit code. Signals are passed
 * on. The channel between both tells the program when this process was killed; that npm was, is seen here.
 */
export function runOnInstalledNode(file, words) {
  return new Promise((resolve) => {
    const child = spawn(NODE, [file, ...words], {
      cwd: CHECKOUT,
      stdio: ["inherit", "inherit", "inherit", "ipc"],
    });
    for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
    const callers = readCallers();
    const isUnderNpm = process.env.npm_lifecycle_event !== undefined;
    const watch = setInterval(() => {
      if (isUnderNpm && readCallers() !== callers) child.kill("SIGTERM");
    }, WATCH_MS);
    child.on("error", (error) => {
      clearInterval(watch);
      console.error(`The installed Node could not be started: ${error.message}`);
      resolve(1);
    });
    child.on("exit", (code) => {
      clearInterval(watch);
      resolve(code ?? 1);
    });
  });
}

/** The process that started this one and, where the system tells, the one before: npm may have put a shell between. */
function readCallers() {
  const file = `/proc/${process.ppid}/stat`;
  const before = existsSync(file) ? /\) \S (\d+)/.exec(readFileSync(file, "utf8"))?.[1] : "";
  return `${process.ppid} ${before}`;
}
