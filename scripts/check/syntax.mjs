// What the other checks ask of a syntax tree: what an identifier stands for and what is taken from a value.
import ts from "typescript";

/** @param {ts.Node} node @param {(node: ts.Node) => void} visit */
export function walk(node, visit) {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** `process` in `globalThis.process`. */
export function isMember(node) {
  return ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
}

/** The name taken from a value: `a.name`, `a["name"]`, `(a as B).name`; null when the value is used as a whole. */
export function memberOf(node) {
  const value = wrapped(node);
  const { parent } = value;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === value) return parent.name.text;
  if (ts.isElementAccessExpression(parent) && parent.expression === value) {
    return ts.isStringLiteralLike(parent.argumentExpression) ? parent.argumentExpression.text : null;
  }
  return null;
}

/** `name` of `a.name` and `a["name"]`; null for anything else. */
export function nameTaken(node) {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (!ts.isElementAccessExpression(node)) return null;
  return ts.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression.text : null;
}

/** `a` in `(a as B)!`: the outermost expression that is still the same value. */
export function wrapped(node) {
  let value = node;
  while (
    ts.isParenthesizedExpression(value.parent) ||
    ts.isAsExpression(value.parent) ||
    ts.isSatisfiesExpression(value.parent) ||
    ts.isNonNullExpression(value.parent)
  ) {
    value = value.parent;
  }
  return value;
}

/** A class that is extended is a value, whatever the tree calls it. */
export function isTypeOnly(node) {
  const { parent } = node;
  if (ts.isExpressionWithTypeArguments(parent)) {
    return !ts.isHeritageClause(parent.parent) || parent.parent.token !== ts.SyntaxKind.ExtendsKeyword;
  }
  return ts.isTypeNode(parent) || ts.isQualifiedName(parent);
}

/** An identifier that reads a value, not one that names a member, a key, a declaration, a label or a type. */
export function isReference(node) {
  const { parent } = node;
  if (isTypeOnly(node) || isMember(node)) return false;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if (ts.isBreakOrContinueStatement(parent) || ts.isLabeledStatement(parent)) return false;
  const isName = "name" in parent && parent.name === node;
  const isOldName = "propertyName" in parent && parent.propertyName === node;
  return !isName && !isOldName;
}
