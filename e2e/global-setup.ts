import { spawn } from "node:child_process";
import { chmodSync, cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { FullConfig } from "@playwright/test";
import { serverFaults } from "../scripts/test/server-faults.ts";
import type { Running } from "./fixtures.ts";
import { readLogs } from "./watch.ts";

const CHECKOUT = path.dirname(import.meta.dirname);
const NODE = path.join(CHECKOUT, "node_modules/.bin/node");

/**
 * Starts an Assay for the run, with any free port, an empty data folder and the demo. Returns a function that stops and
 * removes it, keeps its logs beside the traces, and fails the run when a log has a fault, during a test or between two.
 */
export default async function startAssay({ projects }: FullConfig): Promise<() => Promise<void>> {
  const data = mkdtempSync(path.join(tmpdir(), "assay-e2e-"));
  // Under root, the account of PostgreSQL must be able to enter this folder.
  chmodSync(data, process.getuid?.() === 0 ? 0o711 : 0o700);
  const child = spawn(NODE, ["scripts/supervise/main.ts"], {
    cwd: CHECKOUT,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: { ...process.env, ...OWN_SETTINGS, ASSAY_DATA: data },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk) => {
      said += String(chunk);
    });
  }
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
  const running = new Promise<Running>((resolve, reject) => {
    child.once("message", (message) => resolve(message as Running));
    child.once("exit", () => reject(new Error(`Assay did not start:\n${said}`)));
  });
  try {
    process.env.ASSAY_E2E = JSON.stringify(await running);
    return async () => {
      child.kill("SIGTERM");
      await ended;
      const faults = [...readLogs(data).flatMap(serverFaults), ...supervisorFaults(said)];
      cpSync(
        path.join(data, "logs"),
        path.join(projects[0]?.outputDir ?? path.join(CHECKOUT, "test-results"), "logs"),
        { recursive: true },
      );
      await stop();
      if (faults.length > 0) throw new Error(`Assay logged faults:\n${faults.join("\n")}`);
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A process that ended unexpectedly was restarted, and no test may have noticed. */
function supervisorFaults(said: string): string[] {
  return said.split("\n").filter((line) => /ended/.test(line));
}

// Set here, so that no .env of the checkout sets them.
const OWN_SETTINGS = {
  PORT: "0",
  HOST: "127.0.0.1",
  ASSAY_DEMO: "1",
  DATABASE_URL: "",
  AUTH_SECRET: "",
  NEXTAUTH_URL: "",
  TRUSTED_PROXIES: "",
};
