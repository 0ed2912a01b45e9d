// Rules 3, 4, 7, 8 and 9 as far as names, sizes and syntax show them. `node scripts/check/structure.mjs [root]`
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { projectFaultsOfFunctions } from "./project-values.mjs";
import {
  COMPONENT_FOLDERS,
  FOLDERS,
  LIB_FILES,
  LIB_FOLDERS,
  NOT_OURS,
  NOUNS,
  ROLES,
  runAsProgram,
} from "./rules.mjs";
import { checkSharedNames } from "./shared-names.mjs";
import { checkSource, parseSource } from "./source.mjs";

const MOST_LINES = 250;
const MOST_FILES = 20;
/** Of all files that this counts: half are no longer than the first, nine in ten no longer than the second. */
const MEDIAN_LINES = 60;
const NINE_IN_TEN_LINES = 140;
const CODE = /\.(?:[cm]?[jt]s|[jt]sx)$/;
const COUNTED = /\.(?:[cm]?[jt]s|[jt]sx|sql|css)$/;
const TEST = /\.(?:test|guarantee|spec)\.[a-z]+$/;
const NOUN_FILE = new RegExp(`^(?:${ROLES.join("|")})(?:\\.(?:test|db\\.test|guarantee))?\\.ts$`);
const ROLE_FILE = /^[a-z0-9-]+(?:\.(?:test|db\.test|guarantee))?\.ts$/;
const DRAWER = "utils?|helpers?|services?|repositor(?:y|ies)|managers?|controllers?";
const NO_FILE = new RegExp(
  `^(?:misc|common|types|index|(?:.+[-.])?(?:${DRAWER}))(?:\\.(?:db|test|guarantee))*\\.(?:[cm]?[jt]s|[jt]sx)$`,
);
const NO_FOLDER = new RegExp(`^(?:misc|common|types|(?:.+-)?(?:${DRAWER}))$`);

/**
 * @param {string} root the tree to look at
 * @returns {import("./rules.mjs").Finding[]}
 */
export function checkStructure(root) {
  const files = listFiles(root, "");
  const trees = new Map();
  const found = files.flatMap((file) => {
    const text = COUNTED.test(file) ? readFileSync(path.join(root, file), "utf8") : "";
    if (CODE.test(file)) trees.set(file, parseSource(file, text));
    const tree = trees.get(file);
    return [
      ...checkLocation(file),
      ...checkNames(file),
      ...checkSize(file, text),
      ...projectFaultsOfFunctions(file, text),
      ...(tree === undefined ? [] : checkSource(file, tree)),
    ];
  });
  return [...found, ...checkFolders(files), ...checkLengths(root, files), ...checkSharedNames(root, trees)];
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
function checkLocation(file) {
  const [top, folder, ...rest] = file.split("/");
  if (folder !== undefined && COUNTED.test(file) && !FOLDERS.includes(top)) {
    return [{ rule: "7", where: file, what: `code lies in ${FOLDERS.join(", ")} and nowhere else` }];
  }
  if (top === "components" && (rest.length === 0 || !COMPONENT_FOLDERS.includes(folder))) {
    return [
      { rule: "3", where: file, what: `components/ has ${COMPONENT_FOLDERS.join(", ")} and nothing else` },
    ];
  }
  if (top !== "lib" || folder === undefined) return [];
  if (rest.length === 0) {
    return LIB_FILES.includes(folder.replace(/(?:\.(?:db|test))*\.ts$/, ""))
      ? []
      : [{ rule: "7", where: file, what: `beside each other lib/ has ${LIB_FILES.join(", ")} (.ts)` }];
  }
  if (!LIB_FOLDERS.includes(folder)) {
    return [{ rule: "7", where: file, what: `lib/ has the folders ${LIB_FOLDERS.join(", ")} and no other` }];
  }
  if (!NOUNS.includes(folder)) return [];
  const inRole = rest.slice(ROLES.includes(rest[0] ?? "") ? 0 : 1);
  if (ROLES.includes(inRole[0] ?? "")) {
    const isFile = inRole.length === 2 && ROLE_FILE.test(inRole[1] ?? "");
    return isFile
      ? []
      : [{ rule: "7", where: file, what: "the folder of a role holds its files, no folders" }];
  }
  if (rest.length > 2)
    return [{ rule: "7", where: file, what: "a sub-noun folder has no folders but its roles" }];
  return NOUN_FILE.test(rest.at(-1) ?? "")
    ? []
    : [{ rule: "7", where: file, what: `not one of ${ROLES.join(", ")} (.ts) or a test of one` }];
}

/** Rule 7: no name that says nothing. Tests live beside their file, so their names say it too. */
function checkNames(file) {
  if (!/^(?:app|bench|components|e2e|guarantee|lib|prisma|scripts|worker)\//.test(file)) return [];
  const folders = file.split("/");
  const name = folders.pop() ?? "";
  const bad = NO_FILE.test(name) ? name : folders.find((folder) => NO_FOLDER.test(folder));
  return bad === undefined ? [] : [{ rule: "7", where: file, what: `the name "${bad}" says nothing` }];
}

/** Rule 8: SQL and tests are as long as what they are about; migrations are history. */
function checkSize(file, text) {
  if (!hasLength(file)) return [];
  const lines = countLines(text);
  return lines > MOST_LINES ? [{ rule: "8", where: file, what: `${lines} lines` }] : [];
}

/** Rule 8: a limit alone would let every file grow up to it. */
function checkLengths(root, files) {
  const lengths = files
    .filter((file) => COUNTED.test(file) && hasLength(file))
    .map((file) => countLines(readFileSync(path.join(root, file), "utf8")))
    .sort((a, b) => a - b);
  const finding = (share, most, name) => {
    const lines = lengths[Math.floor(lengths.length * share)] ?? 0;
    return lines > most
      ? [{ rule: "8", where: ".", what: `${name} has ${lines} lines, at most ${most}` }]
      : [];
  };
  return [
    ...finding(0.5, MEDIAN_LINES, "the middle one of all files"),
    ...finding(0.9, NINE_IN_TEN_LINES, "one file in ten"),
  ];
}

function hasLength(file) {
  return !file.endsWith(".sql") && !TEST.test(file);
}

function countLines(text) {
  return text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
}

/** Rule 8: what lies beside each other can be taken in at a glance. Tests lie beside their file and do not count. */
function checkFolders(files) {
  const folders = new Map();
  for (const file of files) {
    if (!COUNTED.test(file) || TEST.test(file)) continue;
    const folder = path.posix.dirname(file);
    folders.set(folder, (folders.get(folder) ?? 0) + 1);
  }
  return [...folders]
    .filter(([, count]) => count > MOST_FILES)
    .map(([folder, count]) => ({
      rule: "8",
      where: folder,
      what: `${count} source files beside each other`,
    }));
}

await runAsProgram(import.meta.filename, checkStructure);
