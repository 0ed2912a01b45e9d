// Rules 1 to 6: who may import whom. `node scripts/check/imports.mjs [root]`
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { cruise } from "dependency-cruiser";
import config from "../../.dependency-cruiser.mjs";
import { FOLDERS, runAsProgram } from "./rules.mjs";

const LOOSE = /\.(?:[cm]?[jt]s|[jt]sx)$/;

/**
 * @param {string} root the tree to look at
 * @returns {Promise<import("./rules.mjs").Finding[]>}
 */
export async function checkImports(root) {
  const { tsConfig, ...options } = config.options;
  const folders = FOLDERS.filter((folder) => existsSync(path.join(root, folder)));
  const loose = readdirSync(root).filter((name) => LOOSE.test(name));
  const { output } = await cruise([...folders, ...loose], {
    ...options,
    baseDir: root,
    tsConfig: { fileName: path.join(root, tsConfig.fileName) },
    ruleSet: { forbidden: config.forbidden },
    validate: true,
  });
  if (typeof output === "string") throw new Error("dependency-cruiser answered with text");
  return output.summary.violations.map((violation) => ({
    rule: violation.rule.name.split("-")[0],
    ...locationOf(violation),
  }));
}

/** A cycle is found once per file in it. It is reported only from the file that comes first in the alphabet. */
function locationOf(violation) {
  if (violation.cycle === undefined) return { where: violation.from, what: `imports ${violation.to}` };
  const files = violation.cycle.map((step) => step.name);
  const first = files.indexOf([...files].sort()[0]);
  const around = [...files.slice(first), ...files.slice(0, first), files[first]];
  return { where: around[0], what: `imports itself in a circle: ${around.join(" → ")}` };
}

await runAsProgram(import.meta.filename, checkImports);
