// Rule 10: files, exports, types and packages that nothing uses, and sciences and SQL functions that only tests call.
// `node scripts/check/dead-code.mjs [root]`
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { checkDeadFunctions } from "./dead-functions.mjs";
import { runAsProgram, SCIENCES } from "./rules.mjs";

/** Sciences that a planned issue will call: which, since when, and the title of the issue. */
const WAITING = "scripts/check/waiting-sciences.json";

const KNIP = path.join(import.meta.dirname, "../../node_modules/knip/bin/knip.js");

const WORDS = {
  binaries: "a program that no package brings",
  dependencies: "an unused package",
  devDependencies: "an unused development package",
  duplicates: "exported twice",
  enumMembers: "an unused member",
  exports: "an unused export",
  files: "an unused file",
  namespaceMembers: "an unused export",
  optionalPeerDependencies: "an optional peer package that is used",
  types: "an unused exported type",
  unlisted: "a package that package.json does not name",
  unresolved: "an import that leads nowhere",
};

/**
 * @param {string} root the tree to look at
 * @returns {import("./rules.mjs").Finding[]}
 */
export function checkDeadCode(root) {
  const unused = runKnip(root, []).map(({ file, name, line, kind }) => ({
    rule: "10",
    where: line === undefined ? file : `${file}:${line}`,
    what: `${WORDS[kind] ?? kind}${name === file ? "" : `: ${name}`}`,
  }));
  return [...unused, ...checkSciences(root), ...checkDeadFunctions(root)];
}

/** A test keeps its science in use for knip, so the sciences are looked at once more as if there were no tests. */
function checkSciences(root) {
  const folders = SCIENCES.map((folder) => `lib/${folder}/`);
  const uncalled = findWithoutTests(root)
    .filter(({ file }) => folders.some((folder) => file.startsWith(folder)))
    .map(({ file, name }) => (name === file ? file : `${file}: ${name}`));
  const waiting = readWaiting(root);
  const listed = new Set(waiting.map(({ science }) => science));
  const finding = (where, what) => ({ rule: "10", where, what });
  return [
    ...uncalled
      .filter((science) => !listed.has(science))
      .map((science) => finding(science, "a science that only tests call")),
    ...[...listed]
      .filter((science) => !uncalled.includes(science))
      .map((science) => finding(WAITING, `${science} is called now, or gone: take it off the list`)),
    ...waiting
      .filter((entry) => !/^\d{4}-\d{2}-\d{2}$/.test(entry.since ?? "") || !entry.for)
      .map(({ science }) => finding(WAITING, `${science} needs a date and the issue that will call it`)),
  ];
}

function readWaiting(root) {
  const file = path.join(root, WAITING);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];
}

/** Unused files and exports when neither tests nor their fixtures count. What a file itself uses is in use. */
function findWithoutTests(root) {
  const { entry, project, ...rest } = JSON.parse(readFileSync(path.join(root, "knip.json"), "utf8"));
  // In production knip reads only the patterns that end with an exclamation mark.
  const settings = {
    ...rest,
    entry: entry
      .filter((pattern) => !/\.(spec|guarantee)\.ts$/.test(pattern))
      .map((pattern) => `${pattern}!`),
    project: [...project, "!**/*.{test,fixture}.ts"].map((pattern) => `${pattern}!`),
    ignoreExportsUsedInFile: true,
  };
  const folder = mkdtempSync(path.join(tmpdir(), "assay-dead-code-"));
  try {
    const file = path.join(folder, "knip.json");
    writeFileSync(file, JSON.stringify(settings));
    return runKnip(root, ["--production", "--config", file, "--include", "files,exports"]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function runKnip(root, options) {
  const knip = spawnSync(
    process.execPath,
    [KNIP, "--directory", root, "--reporter", "json", "--no-progress", "--no-config-hints", ...options],
    { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
  );
  // 0: nothing found, 1: something found, 2: it could not look.
  if (knip.status !== 0 && knip.status !== 1) throw new Error(`knip failed: ${knip.stderr || knip.stdout}`);
  return JSON.parse(knip.stdout).issues.flatMap(({ file, ...kinds }) =>
    Object.entries(kinds).flatMap(([kind, found]) =>
      found.flat().map(({ name, line }) => ({ file, kind, name, line })),
    ),
  );
}

await runAsProgram(import.meta.filename, checkDeadCode);
