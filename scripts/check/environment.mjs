// Rule 9: the ways to the environment. `process.pid` is none; `process.env`, `{ env } = process` and handing process on are.
import ts from "typescript";
import { isMember, isReference, isTypeOnly, memberOf } from "./syntax.mjs";

const WORLD = ["globalThis", "global", "window", "self"];

/**
 * @param {ts.Node} node
 * @param {(node: ts.Identifier) => boolean} isOwn whether the file declares what the identifier stands for
 * @returns {string | null} how the node comes by the environment
 */
export function environmentOf(node, isOwn) {
  // Whether it is imported, required or looked up: who names the module means it.
  if (ts.isStringLiteralLike(node) && /^(?:node:)?process$/.test(node.text))
    return "names process, which carries the environment";
  if (ts.isMetaProperty(node)) {
    const member = memberOf(node);
    const isEnvironment = node.keywordToken === ts.SyntaxKind.ImportKeyword && member === "env";
    return isEnvironment ? "reads import.meta.env" : null;
  }
  if (!ts.isIdentifier(node) || isTypeOnly(node)) return null;
  if (node.text === "process") return environmentOfProcess(node);
  if (!isReference(node) || isOwn(node)) return null;
  if (node.text === "eval" || node.text === "Function") return `runs text with ${node.text}`;
  if (WORLD.includes(node.text) && isComputed(node)) return `reads a computed name of ${node.text}`;
  return null;
}

function environmentOfProcess(node) {
  const member = memberOf(isMember(node) ? node.parent : node);
  if (member === null) return "hands process on, and with it the environment";
  if (member === "getBuiltinModule") return "loads a module that no rule sees";
  return member === "env" ? "reads process.env" : null;
}

/** `globalThis[name]`. */
function isComputed(node) {
  const { parent } = node;
  return (
    ts.isElementAccessExpression(parent) &&
    parent.expression === node &&
    !ts.isStringLiteralLike(parent.argumentExpression)
  );
}
