// What comes in is bounded, and what goes into a file is the same everywhere: shapes that accept anything, texts of any length,
// and orders or spellings that depend on the language of the machine.
import ts from "typescript";
import { memberOf, nameTaken } from "./syntax.mjs";

const SHAPE = /^lib\/(?:.+\/)?schema(?:\/[^/]+)?\.ts$/;
const WRITES = /^lib\/(?:formats\/|statistics\/|dataset\/|labeling\.ts$)/;

const ANYTHING = new Set(["any", "unknown", "custom"]);
/** What ends the length of a text. A pattern is trusted to have an end. */
const BOUNDS = new Set(["max", "length", "regex"]);
const BY_LANGUAGE = /^(?:localeCompare|toLocale\w+)$/;

/**
 * @param {string} file path below the root, with slashes
 * @param {ts.Node} node
 * @returns {{ rule: string, what: string } | null}
 */
export function unboundIn(file, node) {
  const name = nameTaken(node);
  if (name === null) return null;
  if (WRITES.test(file) && BY_LANGUAGE.test(name)) {
    return { rule: "bytes", what: `${name} depends on the language of the machine` };
  }
  if (!SHAPE.test(file) || !isOfZod(node)) return null;
  if (ANYTHING.has(name)) return { rule: "shapes", what: `z.${name}() accepts anything` };
  return name === "string" && !isBounded(node)
    ? { rule: "shapes", what: "z.string() without max, length or regex" }
    : null;
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
  }
  return false;
}
