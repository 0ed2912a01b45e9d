// Rule 10 for what PostgreSQL runs: a function or view is alive when the product calls it, a trigger does, or another one
// that is alive. What only tests and proofs call is dead.
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { definitionOf, namesDefinedBy, statementsOf } from "../../lib/database/definitions.ts";

const FUNCTIONS = "prisma/functions/*.sql";
const IN_FOLDERS = "prisma/functions/*/**/*.sql";
const MIGRATIONS = "prisma/migrations/*/migration.sql";
/** The last migration that was released with functions in it. */
const LAST_WITH_FUNCTIONS = "prisma/migrations/0013_gold_visits";
/** The seed fills the demo, which is part of the product. */
const PRODUCT = [
  "{app,components,lib,worker}/**/*.{ts,tsx}",
  "scripts/{start,serve,supervise}/**/*.{ts,mjs}",
  "prisma/{seed,demo/*}.ts",
];
const PROOF = /\.(?:test|fixture|guarantee)\.[a-z]+$/;

/**
 * @param {string} root the tree to look at
 * @returns {import("./rules.mjs").Finding[]}
 */
export function checkDeadFunctions(root) {
  const twice = faultOfNames(read(root, FUNCTIONS).map(({ text }) => text));
  if (twice !== null) return [{ rule: "10", where: "prisma/functions", what: twice }];
  const defined = read(root, FUNCTIONS).flatMap(({ file, text }) =>
    statementsOf(text).map((statement) => {
      const { name, kind } = definitionOf(statement) ?? { name: "", kind: "" };
      // Whoever calls itself is not called yet.
      const isCalledBy = (other) => other.name !== name && callOf(name, kind).test(other.text);
      return { file, name, isCalledBy, text: statement.whole.replaceAll(/--[^\n]*/g, "") };
    }),
  );
  const callers = callersIn(root);
  const alive = new Set();
  const isAlive = ({ isCalledBy }) =>
    callers.some(isCalledBy) || defined.some((other) => alive.has(other) && isCalledBy(other));
  for (let size = -1; size !== alive.size; ) {
    size = alive.size;
    for (const one of defined) if (!alive.has(one) && isAlive(one)) alive.add(one);
  }
  return [
    ...misplaced(root, new Set(defined.map(({ name }) => name))),
    ...defined
      .filter((one) => !alive.has(one))
      .map(({ file, name }) => ({ rule: "10", where: file, what: `${name} is never called by the product` })),
  ];
}

/** A function is called as `name(`. A view is read by its name. */
function callOf(name, kind) {
  return new RegExp(kind === "view" ? `\\b${name}\\b` : `\\b${name}"?\\s*\\(`);
}

/** The texts of the product's statements, and the triggers of the migrations. */
function callersIn(root) {
  const code = PRODUCT.flatMap((pattern) => read(root, pattern))
    .filter(({ file }) => !PROOF.test(file))
    .map(({ text }) => quotedIn(text.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/[^\n]*/g, "")));
  const triggers = read(root, MIGRATIONS).flatMap(({ text }) =>
    statementsOf(text)
      .filter(({ bare }) => /^create\s+(?:or\s+replace\s+)?(?:constraint\s+)?trigger\b/i.test(bare))
      .map(({ bare }) => bare),
  );
  return [...code, ...triggers].map((text) => ({ name: null, text }));
}

/** What stands in quotes of any kind, where statements stand. */
function quotedIn(text) {
  return (text.match(/`(?:\\.|[^`\\])*`|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g) ?? []).join("\n");
}

/** Functions and views where nothing reads them, or beside those that are made again at every change. */
function misplaced(root, names) {
  const found = (file, what) => ({ rule: "10", where: file, what });
  return [
    ...read(root, IN_FOLDERS).map(({ file }) => found(file, "lies in a folder, where nothing applies it")),
    ...read(root, MIGRATIONS)
      .filter(({ file }) => path.dirname(file) > LAST_WITH_FUNCTIONS)
      .flatMap(({ file, text }) =>
        statementsOf(text).flatMap((statement) => {
          const name = definitionOf(statement)?.name;
          // The function of a trigger belongs to its table, unless prisma/functions has it.
          const isOfTrigger = /\bRETURNS\s+trigger\b/i.test(statement.bare);
          if (name === undefined || (isOfTrigger && !names.has(name))) return [];
          return [found(file, `defines ${name}: functions and views stand in prisma/functions`)];
        }),
      ),
  ];
}

/** A name that is defined twice, or what is no function and no view. */
function faultOfNames(texts) {
  try {
    namesDefinedBy(texts);
    return null;
  } catch (error) {
    return error.message;
  }
}

function read(root, pattern) {
  const files = globSync(pattern, { cwd: root });
  return files.map((file) => ({
    file: file.replaceAll(path.sep, "/"),
    text: readFileSync(path.join(root, file), "utf8"),
  }));
}
