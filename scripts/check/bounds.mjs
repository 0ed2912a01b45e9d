// What comes in is bounded, and what goes into a file is the same everywhere: shapes that accept anything, texts and lists of any
// length, and orders or spellings that depend on the language of the machine.
import ts from "typescript";
import { isReference, memberOf, nameTaken } from "./syntax.mjs";

/** Where shapes of what crosses a border are made. */
const SHAPE = /^(?:lib\/(?:.+\/)?(?:schema(?:\/[^/]+)?|actions)|lib\/border|app\/api\/(?:.+\/)?route)\.ts$/;
const WRITES = /^lib\/(?:formats\/|statistics\/|dataset\/|labeling\.ts$)/;

const ANYTHING = new Set(
  "any custom instanceof json looseObject looseRecord map partialRecord record templateLiteral unknown".split(
    " ",
  ),
);
/** Of an object: keys that the shape does not name come in too. */
const OPENS = new Set(["catchall", "loose", "passthrough"]);
const NEEDS_END = new Set(
  "array base64 base64url bigint email file hostname httpUrl jwt set string stringFormat url".split(" "),
);
/** What ends the length of a text or list. A pattern is trusted to have an end. */
const BOUNDS = new Set(["max", "length", "regex"]);
const BY_LANGUAGE = /^(?:localeCompare|toLocale\w+)$/;

/**
 * @param {string} file path below the root, with slashes
 * @param {ts.Node} node
 * @returns {{ rule: string, what: string } | null}
 */
export function unboundIn(file, node) {
  if (WRITES.test(file)) {
    const by = ts.isIdentifier(node) && node.text === "Intl" ? "Intl" : nameTaken(node);
    if (by === "Intl" || BY_LANGUAGE.test(by ?? ""))
      return { rule: "bytes", what: `${by} depends on the language of the machine` };
  }
  const what = SHAPE.test(file) ? faultOfShape(node) : null;
  return what === null ? null : { rule: "shapes", what };
}

function faultOfShape(node) {
  if (ts.isImportDeclaration(node)) return faultOfImport(node);
  if (ts.isIdentifier(node)) {
    const isZod = isReference(node) && zodNamesOf(node.getSourceFile()).has(node.text);
    return isZod && memberOf(node) === null ? "takes zod apart: name its shapes as z.name" : null;
  }
  const name = nameTaken(node);
  if (name === null) return null;
  if (OPENS.has(name)) return `${name}() lets in what the shape does not name`;
  if (name === "array" && !isOfZod(node)) return isBounded(node) ? null : "array() without max or length";
  if (!isOfZod(node)) return null;
  if (ANYTHING.has(name)) return `z.${name}() accepts anything, or any number of it`;
  return NEEDS_END.has(name) && !isBounded(node) ? `z.${name}() without max, length or regex` : null;
}

/** One way to write a shape, so that the others need not be looked for. */
function faultOfImport({ importClause, moduleSpecifier }) {
  if (!/^zod\b/.test(moduleSpecifier.text)) return null;
  const named = importClause?.namedBindings;
  const isWhole = named !== undefined && ts.isNamespaceImport(named) && named.name.text === "z";
  return isWhole && moduleSpecifier.text === "zod"
    ? null
    : 'imports zod otherwise than `import * as z from "zod"`';
}

/** `z` in `z.string` and in `z.coerce.string`, under whatever name. */
function isOfZod({ expression }) {
  const base = ts.isPropertyAccessExpression(expression) ? expression.expression : expression;
  return ts.isIdentifier(base) && zodNamesOf(base.getSourceFile()).has(base.text);
}

function zodNamesOf(tree) {
  const names = tree.statements
    .filter((node) => ts.isImportDeclaration(node) && /^["']zod/.test(node.moduleSpecifier.getText(tree)))
    .flatMap(({ importClause }) => [
      importClause?.name,
      ...(importClause?.namedBindings === undefined ? [] : bound(importClause.namedBindings)),
    ]);
  return new Set(names.map((name) => name?.text));
}

function bound(bindings) {
  return ts.isNamespaceImport(bindings) ? [bindings.name] : bindings.elements.map(({ name }) => name);
}

/** Follows `z.string().trim().max(9)` to its end. */
function isBounded(node) {
  let value = node;
  while (ts.isCallExpression(value.parent) && value.parent.expression === value) {
    const member = memberOf(value.parent);
    if (member === null) return false;
    if (BOUNDS.has(member)) return true;
    value = value.parent.parent;
    const isPiped = member === "pipe" && ts.isCallExpression(value.parent);
    if (isPiped && value.parent.arguments.some(endsInBound)) return true;
  }
  return false;
}

/** What a text is piped into may end it too. */
function endsInBound(shape) {
  for (let at = shape; at !== undefined && ts.isCallExpression(at); at = at.expression.expression)
    if (BOUNDS.has(nameTaken(at.expression) ?? "")) return true;
  return false;
}
