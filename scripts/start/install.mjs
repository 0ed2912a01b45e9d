// What `npm start` and `npm test` do before anything is installed: plain JavaScript for the Node of the machine.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const CHECKOUT = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
export const NODE = path.join(CHECKOUT, "node_modules", ".bin", "node");

const LEAST_NODE = 20;
const MODULES = path.join(CHECKOUT, "node_modules");
const LOCKFILE = path.join(CHECKOUT, "package-lock.json");
const RECORD = path.join(MODULES, ".assay-installed");

/** One sentence when Assay cannot run on this Node or system, else null. */
export function refuseOldNode(version = process.versions.node, platform = process.platform) {
  if (Number.parseInt(version, 10) < LEAST_NODE) {
    return `Assay needs Node ${LEAST_NODE} or newer, and this is Node ${version}. Install a newer one from https://nodejs.org.`;
  }
  if (platform === "win32") return "Assay runs on Linux and macOS. On Windows, run it in WSL.";
  return null;
}

/**
 * Whether the packages have to be installed. The lockfile they were installed for is recorded; where it is another
 * one, as after `npm install` by hand, npm's own list must not be older than it.
 */
export function needsInstall({ hasNode, recorded, wanted, installedAt, lockedAt }) {
  return !hasNode || installedAt === null || (recorded !== wanted && installedAt < lockedAt);
}

/** Installs the packages if they are missing or older than the lockfile. One sentence when that fails, else null. */
export async function installWhatIsMissing() {
  const wanted = createHash("sha256").update(readFileSync(LOCKFILE)).digest("hex");
  const seen = {
    hasNode: existsSync(NODE),
    recorded: existsSync(RECORD) ? readFileSync(RECORD, "utf8") : null,
    wanted,
    installedAt: changedAt(path.join(MODULES, ".package-lock.json")),
    lockedAt: changedAt(LOCKFILE),
  };
  if (!needsInstall(seen)) return null;
  console.log("Installing packages (a minute or two) …");
  const start = performance.now();
  const fault = await installFromLockfile();
  if (fault !== null) return fault;
  if (!existsSync(NODE)) {
    return "The packages are installed, but npm skipped the script that unpacks Node. Run `npm rebuild node --ignore-scripts=false`, then start again.";
  }
  writeFileSync(RECORD, wanted);
  console.log(`Installed in ${Math.round((performance.now() - start) / 1000)} s`);
  return null;
}

function changedAt(file) {
  return existsSync(file) ? statSync(file).mtimeMs : null;
}

/**
 * npm ci installs exactly the lockfile. It refuses one that does not name the packages of other platforms, which npm
 * leaves out of it where the registry in use has none of them: npm install takes such a lockfile as it is.
 */
async function installFromLockfile() {
  const exact = await npm(["ci"]);
  if (exact === null || !exact.includes("EUSAGE")) return exact;
  return npm(["install", "--no-save"]);
}

/** Runs the npm that runs this script, else the one on the path. What it said when it fails, else null. */
function npm(words) {
  const own = process.env.npm_execpath;
  const [file, first] = own?.endsWith(".js") ? [process.execPath, [own]] : ["npm", []];
  // The build needs the development packages too, whatever NODE_ENV says.
  const flags = ["--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  return new Promise((resolve) => {
    const child = spawn(file, [...first, ...words, ...flags], {
      cwd: CHECKOUT,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    child.on("error", () =>
      resolve("npm was not found. Install it together with Node from https://nodejs.org."),
    );
    child.on("close", (code) =>
      resolve(code === 0 ? null : `${output.trim()}\nThe packages could not be installed.`),
    );
  });
}
