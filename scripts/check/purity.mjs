// The two pure levels: no clock, chance, input, output or waiting. A global that is not on the list of harmless ones is taken
// for harmful, so that no new one slips in.
import ts from "typescript";
import { isReference, memberOf } from "./syntax.mjs";

const HARMLESS = new Set(
  `Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean Buffer DataView Error Float32Array Float64Array Infinity
   Int16Array Int32Array Int8Array Iterator JSON Map NaN Number Object RangeError RegExp Set String Symbol SyntaxError
   TextDecoder TextEncoder TypeError URL URLSearchParams Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakSet
   WebAssembly decodeURIComponent encodeURIComponent isFinite isNaN parseFloat parseInt structuredClone undefined`.split(
    /\s+/,
  ),
);

/**
 * @param {ts.Node} node
 * @param {(node: ts.Identifier) => boolean} isOwn whether the file declares what the identifier stands for
 * @returns {string | null} what the node does that a pure level does not
 */
export function impurityOf(node, isOwn) {
  if (ts.isMetaProperty(node)) return "uses import.meta";
  // `(0).constructor.constructor(text)` runs any text, and the constructor of a date is the clock.
  if (isTaken(node, "constructor")) return "uses .constructor";
  // Without a date they take the present one.
  if (isBareCall(node, "format") || isBareCall(node, "formatToParts")) return "reads the clock with format()";
  if (!ts.isIdentifier(node) || !isReference(node) || isOwn(node)) return null;
  const member = memberOf(node);
  if (node.text === "Math") return member === null || member === "random" ? "uses Math.random" : null;
  if (node.text === "Date") return isDateOfArgument(node, member) ? null : "reads the clock with Date";
  if (node.text === "Intl") {
    const isCollation = member === "Collator" || member === "NumberFormat";
    return isCollation ? null : "reads the clock or the time zone with Intl";
  }
  return HARMLESS.has(node.text) ? null : `uses ${node.text}${member === null ? "" : `.${member}`}`;
}

/**
 * @param {ts.Node} node
 * @returns {boolean} whether the node waits, which a decision does not
 */
export function isWaiting(node) {
  return (
    ts.isAwaitExpression(node) ||
    node.kind === ts.SyntaxKind.AsyncKeyword ||
    (ts.isCallExpression(node) &&
      (node.expression.kind === ts.SyntaxKind.ImportKeyword || isTaken(node.expression, "then")))
  );
}

/** `a.name` and `a["name"]`. */
function isTaken(node, name) {
  if (ts.isPropertyAccessExpression(node)) return node.name.text === name;
  return (
    ts.isElementAccessExpression(node) &&
    ts.isStringLiteralLike(node.argumentExpression) &&
    node.argumentExpression.text === name
  );
}

function isBareCall(node, name) {
  return ts.isCallExpression(node) && node.arguments.length === 0 && isTaken(node.expression, name);
}

/** A time that came in: `new Date(value)`, `Date.UTC`, `Date.parse`, `instanceof Date`. */
function isDateOfArgument(node, member) {
  const { parent } = node;
  if (ts.isNewExpression(parent) && parent.expression === node) return (parent.arguments?.length ?? 0) > 0;
  if (ts.isBinaryExpression(parent)) return parent.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword;
  return member === "UTC" || member === "parse";
}
