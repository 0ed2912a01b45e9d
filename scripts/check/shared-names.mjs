// One exported name, one thing: who reads it somewhere need not look up which of two it is.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

/** The names that may stand for two things: which, in which files, and why that confuses nobody. */
const SHARED = "scripts/check/shared-names.json";
const LOOKED_AT = /^(?:lib|components|worker)\//;
const PROOF = /\.(?:test|fixture|guarantee)\.[a-z]+$/;

/**
 * @param {string} root
 * @param {ReadonlyMap<string, ts.SourceFile>} trees by their file
 * @returns {import("./rules.mjs").Finding[]}
 */
export function checkSharedNames(root, trees) {
  const doubles = doublesOf(trees);
  const list = path.join(root, SHARED);
  const shared = existsSync(list) ? JSON.parse(readFileSync(list, "utf8")) : [];
  const entryOf = (name) => shared.find((entry) => entry.name === name);
  const isListed = (name, files) =>
    files.length === entryOf(name)?.files?.length &&
    files.every((file) => entryOf(name).files.includes(file));
  const finding = (where, what) => ({ rule: "names", where, what });
  return [
    ...[...doubles]
      .filter(([name, files]) => !isListed(name, files))
      .flatMap(([name, files]) =>
        files.map((file) =>
          finding(file, `${name} is something else in ${files.filter((other) => other !== file).join(", ")}`),
        ),
      ),
    ...shared
      .filter(({ name, files }) => !doubles.has(name) || !isListed(name, doubles.get(name) ?? files))
      .map(({ name }) =>
        finding(SHARED, `${name} no longer stands for two things there: take it off the list`),
      ),
    ...shared.filter(({ why }) => !why).map(({ name }) => finding(SHARED, `${name} needs a reason`)),
  ];
}

/** Names that more than one file declares and exports, each with its files. */
function doublesOf(trees) {
  /** @type {Map<string, string[]>} */
  const files = new Map();
  for (const [file, tree] of trees) {
    if (!LOOKED_AT.test(file) || PROOF.test(file)) continue;
    for (const name of declaredExports(tree)) files.set(name, [...(files.get(name) ?? []), file]);
  }
  return new Map([...files].filter(([, found]) => found.length > 1));
}

/** What the file exports and has not only taken from another under the same name. A name is one, as type and as value. */
function declaredExports(tree) {
  const imported = importsOf(tree);
  const names = tree.statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement)) return renamed(statement, imported);
    if (!statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations
        .filter(({ name, initializer }) => !isSame(name, initializer, imported))
        .flatMap(({ name }) => namesIn(name));
    if (ts.isTypeAliasDeclaration(statement) && ts.isTypeReferenceNode(statement.type))
      return isSame(statement.name, statement.type.typeName, imported) ? [] : [statement.name.text];
    return statement.name === undefined ? [] : [statement.name.text];
  });
  return new Set(names);
}

/** What the file imports: its name there by its name here. */
function importsOf(tree) {
  const named = tree.statements.flatMap((statement) => {
    const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : undefined;
    return bindings !== undefined && ts.isNamedImports(bindings) ? [...bindings.elements] : [];
  });
  return new Map(named.map(({ name, propertyName }) => [name.text, (propertyName ?? name).text]));
}

/** `export { a as b }` makes a name of its own; `export { b }` passes on what is imported or declared here. */
function renamed(statement, imported) {
  const { exportClause, moduleSpecifier } = statement;
  if (exportClause === undefined) return [];
  if (ts.isNamespaceExport(exportClause)) return [exportClause.name.text];
  return exportClause.elements
    .filter(({ name, propertyName }) => {
      const here = (propertyName ?? name).text;
      const origin = moduleSpecifier === undefined ? imported.get(here) : here;
      return origin !== name.text;
    })
    .map(({ name }) => name.text);
}

/** `export type A = B` where B is what another file calls A. */
function isSame(name, value, imported) {
  return (
    value !== undefined &&
    ts.isIdentifier(name) &&
    ts.isIdentifier(value) &&
    imported.get(value.text) === name.text
  );
}

function namesIn(name) {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.filter(ts.isBindingElement).flatMap((element) => namesIn(element.name));
}
