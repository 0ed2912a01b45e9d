// Rule 10 for what PostgreSQL runs: a function or view is alive when the product calls it, a trigger does, or another one
// that is alive. What only tests and proofs call is dead.
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { definitionOf, namesDefinedBy, statementsOf } from "../../lib/database/definitions.ts";

const FUNCTIONS = "prisma/functions/*.sql";
const MIGRATIONS = "prisma/migrations/*/migration.sql";
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
      const name = definitionOf(statement)?.name ?? "";
      return { file, name, words: wordsOf(statement.whole.replaceAll(/--[^\n]*/g, "")) };
    }),
  );
  const alive = new Set(calledBy(root));
  for (let size = -1; size !== alive.size; ) {
    size = alive.size;
    for (const { name, words } of defined) if (alive.has(name)) for (const word of words) alive.add(word);
  }
  return defined
    .filter(({ name }) => !alive.has(name))
    .map(({ file, name }) => ({ rule: "10", where: file, what: `${name} is never called by the product` }));
}

/** Every word of the product's code, and the functions of triggers. */
function calledBy(root) {
  const code = PRODUCT.flatMap((pattern) => read(root, pattern))
    .filter(({ file }) => !PROOF.test(file))
    .flatMap(({ text }) => wordsOf(text.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/[^\n]*/g, "")));
  const triggers = read(root, MIGRATIONS).flatMap(({ text }) =>
    statementsOf(text)
      .filter(({ bare }) => /^create\s+(?:or\s+replace\s+)?(?:constraint\s+)?trigger\b/i.test(bare))
      .flatMap(({ bare }) => wordsOf(bare)),
  );
  return [...code, ...triggers];
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
  return files.map((file) => ({ file, text: readFileSync(path.join(root, file), "utf8") }));
}

function wordsOf(text) {
  return text.match(/\w+/g) ?? [];
}
