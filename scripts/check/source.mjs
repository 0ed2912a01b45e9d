// What only the syntax tree of a file tells: `any`, default exports, the first statement, the environment, and the impurities
// (clock, chance, input and output) that the two pure levels take as arguments instead.
import path from "node:path";
import ts from "typescript";
import { isBarrel } from "./barrels.mjs";
import { unboundIn } from "./bounds.mjs";
import { bypassesIn, uncheckedIn } from "./bypasses.mjs";
import { checkDoors } from "./doors.mjs";
import { environmentOf } from "./environment.mjs";
import { impurityOf, isWaiting } from "./purity.mjs";
import { NOUNS, SCIENCES } from "./rules.mjs";
import { declarationsOf } from "./scopes.mjs";
import { walk } from "./syntax.mjs";

const SCIENCE = new RegExp(`^lib/(?:(?:${SCIENCES.join("|")})/|labeling\\.ts$)`);
const DECISION = new RegExp(
  `^lib/(?:(?:${NOUNS.join("|")})/(?:.+/)?(?:rules|schema)(?:/[^/]+)?|border)\\.ts$`,
);
const TEST = /\.(?:test|guarantee)\.[a-z]+$/;
const RECORD = new RegExp(`^lib/(?:${NOUNS.join("|")})/(?:.+/)?(?:queries|mutations)(?:/[^/]+)?\\.ts$`);

const NAMES_IMPORTS =
  /^(?:(?:app|components|worker|lib\/(?!database\/))|(?:proxy|middleware|instrumentation(?:-client)?)\.[jt]s$)/;

/** Tools around the product read the environment themselves; the product asks lib/env.ts. */
const READS_ENVIRONMENT = /^(?:lib\/env\.ts$|scripts\/|bench\/|guarantee\/|e2e\/|[^/]+\.config\.[cm]?[jt]s$)/;

/** Next demands a default export of its file conventions; a tool's configuration and Playwright's set-up are the same case. */
const DEFAULT_EXPORT = [
  /^app\/(?:.+\/)?(?:page|layout|template|default|loading|error|global-error|not-found|global-not-found|forbidden|unauthorized)\.[jt]sx?$/,
  /^app\/(?:.+\/)?(?:sitemap|robots|manifest|icon|apple-icon|opengraph-image|twitter-image)\d?\.[jt]sx?$/,
  /^(?:proxy|[^/]+\.config)\.[cm]?[jt]s$/,
  /^\.dependency-cruiser\.mjs$/,
  /^e2e\/global-[a-z]+\.ts$/,
];

/** @typedef {{ file: string, tree: ts.SourceFile, isOwn: (node: ts.Identifier) => boolean, found: import("./rules.mjs").Finding[] }} Source */

/**
 * @param {string} file path below the root, with slashes
 * @param {string} text
 * @returns {ts.SourceFile}
 */
export function parseSource(file, text) {
  const kind = /\.[jt]sx$/.test(file) ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return ts.createSourceFile(path.basename(file), text, ts.ScriptTarget.Latest, true, kind);
}

/**
 * @param {string} file
 * @param {ts.SourceFile} tree
 * @returns {import("./rules.mjs").Finding[]}
 */
export function checkSource(file, tree) {
  const source = { file, tree, isOwn: declarationsOf(tree), found: [] };
  const isPure = (SCIENCE.test(file) || DECISION.test(file)) && !TEST.test(file);
  const checks = [
    checkAny,
    checkDynamicImport,
    DEFAULT_EXPORT.some((pattern) => pattern.test(file)) ? null : checkDefaultExport,
    READS_ENVIRONMENT.test(file) ? null : checkEnvironment,
    isPure ? checkPurity : null,
    TEST.test(file) ? null : checkBounds,
    DECISION.test(file) ? checkAsync : null,
  ].filter((check) => check !== null);
  walk(tree, (node) => {
    for (const check of checks) check(source, node);
  });
  if (RECORD.test(file) && !TEST.test(file)) {
    checkServerOnly(source);
    checkPools(source);
  }
  if (/^(?:app|components|lib|worker)\//.test(file) && isBarrel(tree)) {
    source.found.push({ rule: "7", where: file, what: "a barrel: it passes on what others export" });
  }
  if (!TEST.test(file)) {
    for (const { node, what } of checkDoors(tree, file)) report(source, node, "doors", what);
    for (const { node, rule, what } of bypassesIn(file, tree)) report(source, node, rule, what);
  }
  const line = uncheckedIn(tree.text);
  if (line !== null)
    source.found.push({ rule: "8", where: `${file}:${line}`, what: "asks not to be checked by types" });
  return source.found;
}

function report(source, node, rule, what) {
  const { line } = source.tree.getLineAndCharacterOfPosition(node.getStart(source.tree));
  source.found.push({ rule, where: `${source.file}:${line + 1}`, what });
}

function checkAny(source, node) {
  if (node.kind === ts.SyntaxKind.AnyKeyword) report(source, node, "8", "an explicit any");
}

function checkDefaultExport(source, node) {
  const isDefault =
    (ts.isExportAssignment(node) && node.parent === source.tree) ||
    ((ts.isExportSpecifier(node) || ts.isNamespaceExport(node)) && node.name.text === "default") ||
    node.kind === ts.SyntaxKind.DefaultKeyword;
  const isSwitch = ts.isCaseOrDefaultClause(node.parent ?? node);
  if (isDefault && !isSwitch) report(source, node, "8", "a default export");
}

/** Tools and the database's engine load what they find; the product names what it imports. */
function checkDynamicImport(source, node) {
  if (!NAMES_IMPORTS.test(source.file) || TEST.test(source.file) || !ts.isCallExpression(node)) return;
  const isLoad =
    node.expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(node.expression) &&
      node.expression.text === "require" &&
      !source.isOwn(node.expression));
  const [target] = node.arguments;
  if (isLoad && (target === undefined || !ts.isStringLiteralLike(target))) {
    report(source, node, "resolve", "imports a module whose name is computed");
  }
}

function checkServerOnly(source) {
  const [first] = source.tree.statements;
  const isServerOnly =
    first !== undefined &&
    ts.isImportDeclaration(first) &&
    first.importClause === undefined &&
    first.moduleSpecifier.getText(source.tree) === '"server-only"';
  if (!isServerOnly) {
    source.found.push({
      rule: "9",
      where: `${source.file}:1`,
      what: 'does not begin with import "server-only";',
    });
  }
}

/** What only the judging side calls asks on the connections that pages cannot take. */
function checkPools(source) {
  for (const statement of source.tree.statements) {
    if (!ts.isFunctionDeclaration(statement)) continue;
    const isJudging = statement.parameters.some(
      ({ type }) => type?.getText(source.tree) === "AnnotatorAccess",
    );
    if (!isJudging) continue;
    walk(statement, (node) => {
      if (ts.isIdentifier(node) && node.text === "pool")
        report(source, node, "pools", "the judging side asks pool");
    });
  }
}

function checkBounds(source, node) {
  const found = unboundIn(source.file, node);
  if (found !== null) report(source, node, found.rule, found.what);
}

function checkEnvironment(source, node) {
  const what = environmentOf(node, source.isOwn);
  if (what !== null) report(source, node, "9", what);
}

function checkPurity(source, node) {
  const what = impurityOf(node, source.isOwn);
  if (what !== null) report(source, node, "4", what);
}

function checkAsync(source, node) {
  if (isWaiting(node)) report(source, node, "4", "is asynchronous; a decision is not");
}
