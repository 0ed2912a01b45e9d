// What only the syntax tree tells: `any`, default exports, the first statement, the environment, and the
// impurities (clock, chance, input and output) that the two pure levels take as arguments instead.
import path from "node:path";
import ts from "typescript";
import { checkDoors } from "./doors.mjs";
import { NOUNS, SCIENCES } from "./rules.mjs";

const SCIENCE = new RegExp(`^lib/(?:(?:${SCIENCES.join("|")})/|labeling\\.ts$)`);
const DECISION = new RegExp(`^lib/(?:${NOUNS.join("|")})/(?:.+/)?(?:rules|schema)(?:/[^/]+)?\\.ts$`);
const TEST = /\.(?:test|guarantee)\.[a-z]+$/;
const RECORD = new RegExp(`^lib/(?:${NOUNS.join("|")})/(?:.+/)?(?:queries|mutations)(?:/[^/]+)?\\.ts$`);

const NAMES_IMPORTS = /^(?:app|components|worker|lib\/(?!database\/))/;

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

const IMPURE_GLOBALS = [
  "process",
  "performance",
  "crypto",
  "fetch",
  "console",
  "globalThis",
  "localStorage",
  "require",
  "setImmediate",
  "setInterval",
  "setTimeout",
];

/** @typedef {{ file: string, tree: ts.SourceFile, own: Set<string>, found: import("./rules.mjs").Finding[] }} Source */

/**
 * @param {string} file path below the root, with slashes
 * @param {string} text
 * @returns {import("./rules.mjs").Finding[]}
 */
export function checkSource(file, text) {
  const kind = /\.[jt]sx$/.test(file) ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const tree = ts.createSourceFile(path.basename(file), text, ts.ScriptTarget.Latest, true, kind);
  const source = { file, tree, own: new Set(), found: [] };
  walk(tree, (node) => nameDeclared(source, node));
  const isPure = (SCIENCE.test(file) || DECISION.test(file)) && !TEST.test(file);
  const checks = [
    checkAny,
    checkDynamicImport,
    DEFAULT_EXPORT.some((pattern) => pattern.test(file)) ? null : checkDefaultExport,
    READS_ENVIRONMENT.test(file) ? null : checkEnvironment,
    isPure ? checkPurity : null,
    DECISION.test(file) ? checkAsync : null,
  ].filter((check) => check !== null);
  walk(tree, (node) => {
    for (const check of checks) check(source, node);
  });
  if (RECORD.test(file) && !TEST.test(file)) checkServerOnly(source);
  if (/^(?:lib|components)\//.test(file)) checkBarrel(source);
  if (!TEST.test(file))
    for (const { node, what } of checkDoors(tree, file)) report(source, node, "doors", what);
  return source.found;
}

function walk(node, visit) {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

function report(source, node, rule, what) {
  const { line } = source.tree.getLineAndCharacterOfPosition(node.getStart(source.tree));
  source.found.push({ rule, where: `${source.file}:${line + 1}`, what });
}

/** Names that the file declares itself, so that a parameter called `crypto` is not taken for the global. */
function nameDeclared(source, node) {
  const isDeclaration =
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isBindingElement(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isImportSpecifier(node);
  if (isDeclaration && node.name !== undefined && ts.isIdentifier(node.name)) source.own.add(node.name.text);
}

function checkAny(source, node) {
  if (node.kind === ts.SyntaxKind.AnyKeyword) report(source, node, "8", "an explicit any");
}

function checkDefaultExport(source, node) {
  const isDefault =
    (ts.isExportAssignment(node) && node.parent === source.tree) ||
    (ts.isExportSpecifier(node) && node.name.text === "default") ||
    node.kind === ts.SyntaxKind.DefaultKeyword;
  const isSwitch = ts.isCaseOrDefaultClause(node.parent ?? node);
  if (isDefault && !isSwitch) report(source, node, "8", "a default export");
}

/** Tools and the database's engine load what they find; the product names what it imports. */
function checkDynamicImport(source, node) {
  if (!NAMES_IMPORTS.test(source.file) || TEST.test(source.file) || !ts.isCallExpression(node)) return;
  const isLoad =
    node.expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(node.expression) && node.expression.text === "require" && !source.own.has("require"));
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

/** Rule 7: a file that only passes on what others export. */
function checkBarrel(source) {
  const { statements } = source.tree;
  const isPassedOn = statements.every((node) => ts.isExportDeclaration(node) || ts.isImportDeclaration(node));
  if (isPassedOn && statements.some((node) => ts.isExportDeclaration(node))) {
    source.found.push({
      rule: "7",
      where: source.file,
      what: "a barrel: it only passes on what others export",
    });
  }
}

/** `process.pid` is no environment; `process.env`, `process["env"]`, `{ env } = process` and handing it on are. */
function checkEnvironment(source, node) {
  const isImport = ts.isImportDeclaration(node) || ts.isExportDeclaration(node);
  if (isImport && /^["'](?:node:)?process["']$/.test(node.moduleSpecifier?.getText(source.tree) ?? "")) {
    report(source, node, "9", "imports process, which carries the environment");
  }
  const isMeta = ts.isMetaProperty(node) && ts.isPropertyAccessExpression(node.parent);
  if (isMeta && node.parent.name.text === "env") report(source, node, "9", "reads import.meta.env");
  if (!isNamed(node, "process") || isTypeOnly(node)) return;
  const whole = isMember(node) ? node.parent : node;
  const member = memberOf(whole);
  if (member === null) report(source, node, "9", "hands process on, and with it the environment");
  else if (member === "env") report(source, node, "9", "reads process.env");
}

function checkPurity(source, node) {
  if (ts.isMetaProperty(node)) report(source, node, "4", "uses import.meta");
  if (!ts.isIdentifier(node) || !isReference(node) || source.own.has(node.text)) return;
  const member = memberOf(node);
  if (IMPURE_GLOBALS.includes(node.text)) {
    report(source, node, "4", `uses ${node.text}${member === null ? "" : `.${member}`}`);
  }
  if (node.text === "Math" && (member === null || member === "random"))
    report(source, node, "4", "uses Math.random");
  if (node.text === "Date" && !isDateOfArgument(node, member))
    report(source, node, "4", "reads the clock with Date");
}

/** A time that came in: `new Date(value)`, `Date.UTC`, `Date.parse`, `instanceof Date`. */
function isDateOfArgument(node, member) {
  const { parent } = node;
  if (ts.isNewExpression(parent) && parent.expression === node) return (parent.arguments?.length ?? 0) > 0;
  if (ts.isBinaryExpression(parent)) return parent.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword;
  return member === "UTC" || member === "parse";
}

function checkAsync(source, node) {
  if (ts.isAwaitExpression(node) || node.kind === ts.SyntaxKind.AsyncKeyword) {
    report(source, node, "4", "is asynchronous; a decision is not");
  }
}

function isNamed(node, name) {
  return ts.isIdentifier(node) && node.text === name;
}

/** `process` in `globalThis.process`. */
function isMember(node) {
  return ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
}

/** The name taken from a value: `a.name`, `a["name"]`; null when the value is used as a whole. */
function memberOf(node) {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === node) return parent.name.text;
  if (ts.isElementAccessExpression(parent) && parent.expression === node) {
    return ts.isStringLiteralLike(parent.argumentExpression) ? parent.argumentExpression.text : null;
  }
  return null;
}

function isTypeOnly(node) {
  return ts.isTypeNode(node.parent) || ts.isQualifiedName(node.parent);
}

/** An identifier that reads a value, not one that names a member, a key, a declaration or a type. */
function isReference(node) {
  const { parent } = node;
  if (isTypeOnly(node) || isMember(node)) return false;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  const isName = "name" in parent && parent.name === node;
  const isOldName = "propertyName" in parent && parent.propertyName === node;
  return !isName && !isOldName;
}
