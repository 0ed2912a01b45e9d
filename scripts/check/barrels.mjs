// Rule 7: a file that passes on all of another one, or more names of others than it makes itself.
import ts from "typescript";

/** @param {ts.SourceFile} tree @returns {boolean} */
export function isBarrel(tree) {
  const { statements } = tree;
  const exported = statements.filter((node) => ts.isExportDeclaration(node));
  const passesAll = ({ exportClause, moduleSpecifier }) =>
    moduleSpecifier !== undefined && (exportClause === undefined || ts.isNamespaceExport(exportClause));
  if (exported.some(passesAll)) return true;
  const imported = new Set(statements.flatMap(namesImported));
  const listed = exported.flatMap(({ exportClause, moduleSpecifier }) =>
    exportClause.elements.filter(
      ({ name, propertyName }) => moduleSpecifier !== undefined || imported.has((propertyName ?? name).text),
    ),
  );
  const declared = statements.flatMap(declaredIn);
  const renamed = declared.filter((node) => isImported(node, imported));
  const own = declared.length - renamed.length;
  const isEmpty = declared.length === 0 && exported.length > 0;
  return isEmpty || listed.length + renamed.length > own;
}

function namesImported(node) {
  const clause = ts.isImportDeclaration(node) ? node.importClause : undefined;
  const bindings = clause?.namedBindings;
  const named = bindings === undefined ? [] : ts.isNamedImports(bindings) ? bindings.elements : [bindings];
  return [clause, ...named].flatMap((one) => one?.name?.text ?? []);
}

function declaredIn(node) {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return [];
  return ts.isVariableStatement(node) ? [...node.declarationList.declarations] : [node];
}

/** `const a = b` and `type A = B` of what comes from elsewhere. */
function isImported(node, imported) {
  const value = ts.isVariableDeclaration(node) ? node.initializer : undefined;
  if (value !== undefined) return ts.isIdentifier(value) && imported.has(value.text);
  return (
    ts.isTypeAliasDeclaration(node) &&
    ts.isTypeReferenceNode(node.type) &&
    node.type.typeArguments === undefined &&
    imported.has(node.type.typeName.getText())
  );
}
