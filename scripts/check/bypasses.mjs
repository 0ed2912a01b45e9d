// What no import shows: an access that is claimed instead of made, a project read without one, statements of the database
// outside of the record level, and a file that asks not to be checked.
import ts from "typescript";
import { NOUNS } from "./rules.mjs";

const PRODUCT = /^(?:(?:app|components|worker)\/|lib\/(?!database\/))/;
const RECORD = new RegExp(`^lib/(?:${NOUNS.join("|")})/(?:.+/)?(?:queries|mutations)(?:/[^/]+)?\\.ts$`);
const ACCESS = /\b[A-Z]\w*Access\b/;
const DEFINES = /\bcreate\s+(?:or\s+replace\s+)?(?:function|procedure|(?:materialized\s+)?view|trigger)\b/i;
const WRITES = /\b(?:insert\s+into\s+\w|delete\s+from\s+\w|update\s+\w+\s+(?:\w+\s+)?set\s)/i;

/**
 * @param {string} file
 * @param {ts.SourceFile} tree
 * @returns {{ node: ts.Node, rule: string, what: string }[]}
 */
export function bypassesIn(file, tree) {
  if (!PRODUCT.test(file)) return [];
  const found = [];
  const visit = (node) => {
    const fault = claimOf(node, file) ?? loadOf(node) ?? statementOf(node, file);
    if (fault) found.push({ node, ...fault });
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return RECORD.test(file) ? [...found, ...tree.statements.flatMap(readsWithoutAccess)] : found;
}

/** `value as RequesterAccess`: only the gates of lib/auth make one. */
function claimOf(node, file) {
  const isClaim = ts.isAsExpression(node) || ts.isTypeAssertionExpression(node);
  return isClaim && !file.startsWith("lib/auth/") && ACCESS.test(node.type.getText())
    ? { rule: "levels", what: "claims an access; only lib/auth makes one" }
    : null;
}

function loadOf(node) {
  const isLoader =
    ts.isIdentifier(node) && node.text === "createRequire" && !ts.isImportSpecifier(node.parent);
  return isLoader ? { rule: "resolve", what: "loads by createRequire, which no rule sees" } : null;
}

/** Functions and views stand in prisma/functions, and what the product writes in mutations. */
function statementOf(node, file) {
  if (!ts.isStringLiteralLike(node) && !ts.isTemplateExpression(node)) return null;
  const text = node.getText();
  if (DEFINES.test(text)) return { rule: "5", what: "defines for the database outside of prisma/" };
  const isRecord = RECORD.test(file) || file.startsWith("lib/auth/") || file.startsWith("lib/queue");
  return !isRecord && WRITES.test(text)
    ? { rule: "5", what: "writes to the database past the mutations" }
    : null;
}

/** An exported read or write that names a project takes an access, so that who may not see it cannot call it. */
function readsWithoutAccess(node) {
  const isExported = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  if (!isExported || !ts.isFunctionDeclaration(node)) return [];
  const namesProject = node.parameters.some(({ name }) => /^_?projectIds?$/.test(name.getText()));
  const hasAccess = node.parameters.some(({ type }) => type && ACCESS.test(type.getText()));
  return namesProject && !hasAccess
    ? [{ node, rule: "levels", what: "takes a project by its id and no access" }]
    : [];
}

/** A comment that switches the types of a file off, or of a line without saying what is wrong there. */
export function uncheckedIn(text) {
  const at = text.split("\n").findIndex((line) => /^\s*(?:\/\/|\/\*)\s*@ts-(?:nocheck|ignore)\b/.test(line));
  return at === -1 ? null : at + 1;
}
