// Rules 3, 4, 7, 8 and 9 as far as names, sizes and syntax show them. `node scripts/check/structure.mjs [root]`
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { COMPONENT_FOLDERS, LIB_FOLDERS, NOT_OURS, NOUNS, ROLES, runAsProgram } from "./rules.mjs";
import { checkSource } from "./source.mjs";

const MOST_LINES = 300;
const CODE = /\.(?:[cm]?[jt]s|[jt]sx)$/;
const COUNTED = /\.(?:[cm]?[jt]s|[jt]sx|sql|css)$/;
const NOUN_FILE = new RegExp(`^(?:${ROLES.join("|")})(?:\\.(?:test|db\\.test|guarantee))?\\.ts$`);
const NO_FILE =
  /^(?:utils?|helpers?|misc|common|types|index)(?:\.(?:db|test|guarantee))*\.(?:[cm]?[jt]s|[jt]sx)$/;
const NO_FOLDER =
  /^(?:utils?|helpers?|misc|common|types|services?|repositor(?:y|ies)|managers?|controllers?)$/;

/**
 * @param {string} root the tree to look at
 * @returns {import("./rules.mjs").Finding[]}
 */
export function checkStructure(root) {
  return listFiles(root, "").flatMap((file) => {
    const text = COUNTED.test(file) ? readFileSync(path.join(root, file), "utf8") : "";
    return [
      ...checkPlace(file),
      ...checkNames(file),
      ...checkSize(file, text),
      ...(CODE.test(file) ? checkSource(file, text) : []),
    ];
  });
}

/** Paths below the root with slashes, without what is installed, generated or hidden. */
function listFiles(root, folder) {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = folder === "" ? entry.name : `${folder}/${entry.name}`;
    const isHidden = entry.name.startsWith(".") && !entry.name.startsWith(".dependency-cruiser");
    if (isHidden || NOT_OURS.includes(file)) return [];
    if (entry.isDirectory()) return listFiles(root, file);
    return entry.isFile() ? [file] : [];
  });
}

/** Rule 3: a folder of components is ui, charts or a noun. Rule 7: a noun holds five files, a sub-noun the same. */
function checkPlace(file) {
  const [top, folder, ...rest] = file.split("/");
  if (top === "components" && (rest.length === 0 || !COMPONENT_FOLDERS.includes(folder))) {
    return [
      { rule: "3", where: file, what: `components/ has ${COMPONENT_FOLDERS.join(", ")} and nothing else` },
    ];
  }
  if (top !== "lib" || rest.length === 0) return [];
  if (!LIB_FOLDERS.includes(folder)) {
    return [{ rule: "7", where: file, what: `lib/ has the folders ${LIB_FOLDERS.join(", ")} and no other` }];
  }
  if (!NOUNS.includes(folder)) return [];
  if (rest.length > 2) return [{ rule: "7", where: file, what: "a sub-noun folder has no folders" }];
  return NOUN_FILE.test(rest.at(-1) ?? "")
    ? []
    : [{ rule: "7", where: file, what: `not one of ${ROLES.join(", ")} (.ts) or a test of one` }];
}

/** Rule 7: no name that says nothing. Tests live beside their file, so their names say it too. */
function checkNames(file) {
  if (!/^(?:app|bench|components|e2e|guarantee|lib|prisma|scripts)\//.test(file)) return [];
  const folders = file.split("/");
  const name = folders.pop() ?? "";
  const bad = NO_FILE.test(name) ? name : folders.find((folder) => NO_FOLDER.test(folder));
  return bad === undefined ? [] : [{ rule: "7", where: file, what: `the name "${bad}" says nothing` }];
}

/** Rule 8: migrations are history and keep their length. */
function checkSize(file, text) {
  if (file.startsWith("prisma/migrations/")) return [];
  const lines = text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
  return lines > MOST_LINES ? [{ rule: "8", where: file, what: `${lines} lines` }] : [];
}

await runAsProgram(import.meta.filename, checkStructure);
