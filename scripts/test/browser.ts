import { execFileSync } from "node:child_process";
import { findChromium } from "../../e2e/chromium.ts";

const PLAYWRIGHT = "node_modules/@playwright/test/cli.js";
const INSTALL_MS = 10 * 60_000;

/** Finds a Chromium that runs, or installs one. Its path, or one sentence. */
export function ensureChromium(tell: (line: string) => void): { path: string } | { fault: string } {
  const found = findChromium();
  if (found !== null && runs(found)) return { path: found };
  if (process.env.CHROMIUM_PATH) return { fault: `CHROMIUM_PATH=${found} is no Chromium that runs here.` };
  tell("Installing Chromium …");
  attempt(process.execPath, [PLAYWRIGHT, "install", "chromium"]);
  if (isUsable()) return { path: findChromium() ?? "" };
  if (process.getuid?.() === 0) {
    attempt("apt-get", ["update", "-q"]);
    attempt("apt-get", ["install", "-y", "-q", "--no-install-recommends", "chromium"]);
    if (runs("/usr/bin/chromium")) return { path: "/usr/bin/chromium" };
  }
  return {
    fault:
      "There is no Chromium here and none could be downloaded: install one (Debian: apt-get install chromium) or set CHROMIUM_PATH.",
  };
}

function isUsable(): boolean {
  const found = findChromium();
  return found !== null && runs(found);
}

function runs(file: string): boolean {
  try {
    execFileSync(file, ["--version", "--no-sandbox"], { stdio: "pipe", timeout: 30_000 });
    return true;
  } catch {
    return false;
  }
}

function attempt(file: string, words: readonly string[]): void {
  try {
    execFileSync(file, words, { stdio: "pipe", timeout: INSTALL_MS });
  } catch {
    // Whether it helped is looked at afterwards.
  }
}
