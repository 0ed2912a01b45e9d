// Rule 10: files, exports, types and packages that nothing uses. `node scripts/check/dead-code.mjs [root]`
import { spawnSync } from "node:child_process";
import path from "node:path";
import { runAsProgram } from "./rules.mjs";

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
  const knip = spawnSync(
    process.execPath,
    [KNIP, "--directory", root, "--reporter", "json", "--no-progress", "--no-config-hints"],
    { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
  );
  // 0: nothing found, 1: something found, 2: it could not look.
  if (knip.status !== 0 && knip.status !== 1) throw new Error(`knip failed: ${knip.stderr || knip.stdout}`);
  return JSON.parse(knip.stdout).issues.flatMap(({ file, ...kinds }) =>
    Object.entries(kinds).flatMap(([kind, found]) =>
      found.flat().map((one) => ({
        rule: "10",
        where: one.line === undefined ? file : `${file}:${one.line}`,
        what: `${WORDS[kind] ?? kind}${one.name === file ? "" : `: ${one.name}`}`,
      })),
    ),
  );
}

await runAsProgram(import.meta.filename, checkDeadCode);
