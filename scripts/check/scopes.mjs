// Where names are declared: what a file calls `crypto` itself is not the global.
import ts from "typescript";
import { walk } from "./syntax.mjs";

/**
 * Where the names of a tree are declared. A parameter called `crypto` is not the global, but only inside of its function;
 * what is only said to be there (`declare const`) is the global.
 * @param {ts.SourceFile} tree
 * @returns {(node: ts.Identifier) => boolean} whether the identifier stands for something that the file declares
 */
export function declarationsOf(tree) {
  /** @type {Map<string, Set<ts.Node>>} */
  const scopes = new Map();
  walk(tree, (node) => {
    if (!isDeclaration(node) || node.name === undefined || !ts.isIdentifier(node.name)) return;
    if (isAmbient(node)) return;
    const own = scopes.get(node.name.text) ?? new Set();
    scopes.set(node.name.text, own.add(scopeOf(node)));
  });
  return (node) => {
    const own = scopes.get(node.text);
    if (own === undefined) return false;
    for (let at = node; at !== undefined; at = at.parent) if (own.has(at)) return true;
    return false;
  };
}

function isDeclaration(node) {
  return (
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isBindingElement(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isClassLike(node) ||
    ts.isEnumDeclaration(node) ||
    ts.isImportSpecifier(node) ||
    ts.isImportClause(node) ||
    ts.isNamespaceImport(node)
  );
}

function isAmbient(node) {
  for (let at = node; at !== undefined; at = at.parent) {
    const isDeclared = ts.canHaveModifiers(at)
      ? ts.getModifiers(at)?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword)
      : false;
    if (isDeclared) return true;
  }
  return false;
}

/** The innermost part of the tree that sees the declaration. The name of an expression is seen inside of it. */
function scopeOf(node) {
  let at = ts.isFunctionExpression(node) || ts.isClassExpression(node) ? node : node.parent;
  while (!isScope(at)) at = at.parent;
  return at;
}

function isScope(node) {
  return (
    ts.isSourceFile(node) ||
    ts.isBlock(node) ||
    ts.isModuleBlock(node) ||
    ts.isCaseBlock(node) ||
    ts.isCatchClause(node) ||
    ts.isForStatement(node) ||
    ts.isForOfStatement(node) ||
    ts.isForInStatement(node) ||
    ts.isFunctionLike(node) ||
    ts.isClassLike(node)
  );
}
