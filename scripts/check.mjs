// `npm run check`: everything that is known of the code without running it. It is what continuous integration
// runs. Runs on Node 20 itself; the checks run on the Node 24 that npm installed.
import { spawn } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const HELP = `Usage: node scripts/check.mjs [--only name,name] [--root folder]

  format     Biome: format and lint
  types      TypeScript
  imports    rules 1 to 6: who may import whom
  structure  rules 3, 4, 7, 8 and 9: names, sizes, purity, environment
  dead-code  rule 10: what nothing uses

Exit code 0: all hold. 1: one does not hold. 2: the call is not understood or the tools are not installed.`;

const SCRIPTS = path.dirname(fileURLToPath(import.meta.url));
const PROJECT = path.dirname(SCRIPTS);
const MODULES = path.join(PROJECT, "node_modules");
const NODE = path.join(MODULES, "node/bin", process.platform === "win32" ? "node.exe" : "node");
const AT_ONCE = 2;

const biome = path.join(MODULES, "@biomejs/biome/bin/biome");
const next = path.join(MODULES, "next/dist/bin/next");
const prisma = path.join(MODULES, "prisma/build/index.js");
const tsc = path.join(MODULES, "typescript/bin/tsc");

/** A check is one or more programs; the slowest come first, so that two at a time end together. */
const CHECKS = {
  types: () => [
    [next, "typegen"],
    [tsc, "-b", "--pretty", "false"],
  ],
  "dead-code": (root) => [[path.join(SCRIPTS, "check/dead-code.mjs"), root]],
  format: () => [[biome, "check", "--colors=off", "--error-on-warnings", "--max-diagnostics=50", "."]],
  imports: (root) => [[path.join(SCRIPTS, "check/imports.mjs"), root]],
  structure: (root) => [[path.join(SCRIPTS, "check/structure.mjs"), root]],
};

process.exitCode = await main();

async function main() {
  const options = readOptions();
  if (typeof options === "number") return options;
  const { code, output } = await generateClient(options.root);
  if (code !== 0) {
    console.error(`The Prisma client could not be generated.\n${output}`);
    return 1;
  }
  const waiting = [...options.names];
  const results = [];
  async function runWaiting() {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      results.push(await runCheck(name, options.root));
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, runWaiting));
  const failed = results.filter((hasPassed) => !hasPassed).length;
  console.log(`${results.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/** The requested checks, or the exit code if there is nothing to check. */
function readOptions() {
  const options = { help: { type: "boolean" }, only: { type: "string" }, root: { type: "string" } };
  const { values } = parseArgs({ options });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const names = values.only === undefined ? Object.keys(CHECKS) : values.only.split(",");
  const unknown = names.filter((name) => !(name in CHECKS));
  if (unknown.length > 0) {
    console.error(
      `There is no check "${unknown.join('", "')}". There are ${Object.keys(CHECKS).join(", ")}.`,
    );
    return 2;
  }
  if (!existsSync(NODE) || !existsSync(biome)) {
    console.error("The tools are not installed. Run `npm install` first.");
    return 2;
  }
  return { names, root: path.resolve(values.root ?? PROJECT) };
}

/** Runs the programs of a check one after the other and stops at the first that fails. */
async function runCheck(name, root) {
  const start = performance.now();
  for (const program of CHECKS[name](root)) {
    const { code, output } = await run(program, root);
    if (code === 0) continue;
    report("FAIL", name, start, output);
    return false;
  }
  report("ok", name, start, "");
  return true;
}

function report(result, name, start, output) {
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const details = output.trim() === "" ? "" : `\n${output.trim().replaceAll(/^(?=.)/gm, "      ")}`;
  console.log(`${result.padEnd(5)} ${name.padEnd(10)} ${seconds} s${details}`);
}

/**
 * The Prisma client is generated, not committed: made when it is missing or older than its schema, and before the
 * checks, of which three read it.
 */
async function generateClient(root) {
  const schema = path.join(root, "prisma/schema.prisma");
  const client = path.join(root, "generated/prisma/client.ts");
  const isFresh =
    existsSync(client) && existsSync(schema) && statSync(client).mtimeMs >= statSync(schema).mtimeMs;
  return isFresh || !existsSync(schema) ? { code: 0, output: "" } : run([prisma, "generate"], root);
}

function run(program, root) {
  return new Promise((resolve) => {
    const child = spawn(NODE, program, {
      cwd: root,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NO_COLOR: "1", FORCE_COLOR: undefined },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    child.on("error", (error) => resolve({ code: 1, output: String(error) }));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
