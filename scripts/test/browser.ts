import { execFileSync } from "node:child_process";
import { findChromiums } from "../../e2e/chromium.ts";

const PLAYWRIGHT = "node_modules/@playwright/test/cli.js";
const INSTALL_MS = 10 * 60_000;
const LOOK_MS = 2 * 60_000;

/** Finds a Chromium that runs, or installs one. Its path, or one sentence. */
export function ensureChromium(tell: (line: string) => void): { path: string } | { fault: string } {
  const found = firstThatRuns();
  if ("path" in found) return found;
  const named = process.env.CHROMIUM_PATH;
  if (named) return { fault: `CHROMIUM_PATH=${named} is no Chromium that runs here.` };
  tell("Installing Chromium …");
  attempt(process.execPath, [PLAYWRIGHT, "install", "chromium"]);
  const downloaded = firstThatRuns();
  if ("path" in downloaded) return downloaded;
  const isRoot = process.getuid?.() === 0;
  if (isRoot) {
    attempt("apt-get", ["update", "-q"]);
    attempt("apt-get", ["install", "-y", "-q", "--no-install-recommends", "chromium"]);
    const installed = firstThatRuns();
    if ("path" in installed) return installed;
  }
  return { fault: chromiumFault(downloaded.said, isRoot) };
}

/** One sentence for why there is no Chromium, from what the one that does not run said, if there is one. */
export function chromiumFault(said: string | null, isRoot: boolean): string {
  const library = said === null ? null : /shared libraries: (\S+?):/.exec(said)?.[1];
  const why =
    said === null
      ? "There is no Chromium here and none could be downloaded"
      : `The Chromium here does not run${library ? `: the system library ${library} is missing` : ""}`;
  const remedy = library ? "npx playwright install-deps chromium" : "apt-get install chromium";
  const who = isRoot
    ? "Install it"
    : "This account cannot install system packages. Have an administrator install it";
  return `${why}. ${who} (Debian: ${remedy}), or set CHROMIUM_PATH to one that runs.`;
}

// The error of the last browser that did not run, or null.
function firstThatRuns(): { path: string } | { said: string | null } {
  let said: string | null = null;
  for (const file of findChromiums()) {
    try {
      execFileSync(file, ["--version", "--no-sandbox"], { stdio: "pipe", timeout: LOOK_MS });
      return { path: file };
    } catch (error) {
      said = String((error as { stderr?: Buffer }).stderr ?? error);
    }
  }
  return { said };
}

function attempt(file: string, words: readonly string[]): void {
  try {
    execFileSync(file, words, { stdio: "pipe", timeout: INSTALL_MS });
  } catch {
    // Whether it helped is looked at afterwards.
  }
}
