// What the outside world can call: server actions and routes. Each is declared with its gate, and the few that are open to
// everybody stand on a reviewed list.
import path from "node:path";
import ts from "typescript";
import { walk } from "./syntax.mjs";

/** The gates by the file that makes them: one of the same name from elsewhere is none. */
const ACTIONS = {
  from: "lib/action.ts",
  names: ["annotatorAction", "openAction", "requesterAction", "userAction"],
};
const ROUTES = { from: "lib/route.ts", names: ["judgeRoute", "openRoute", "requesterRoute"] };

/** What Next serves as a route, and the places that it would serve from beside `app/`. */
const ROUTE = /^app\/(?:.+\/)?route\.[jt]sx?$/;
const OLD_ROUTER = /^(?:pages|src\/pages|src\/app)\/.+\.[jt]sx?$/;

/** Settings that Next reads from a route, such as `dynamic`, are none of its handlers. */
const HANDLER = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;

/** Open to everybody in the world, one per line with what keeps it from doing harm. */
export const OPEN = [
  // Signing in: limited per account and address.
  "app/api/auth/[...nextauth]/route.ts GET",
  "app/api/auth/[...nextauth]/route.ts POST",
  // Says whether the parts are there, and nothing else.
  "app/api/health/route.ts GET",
  // Setting up: works once, by a link that is printed locally.
  "lib/account/actions.ts setUpAdminAction",
  // Joining: by an invite, limited per invite and address.
  "lib/annotator/actions.ts createInvitedAccountAction",
];

/**
 * @param {ts.SourceFile} tree
 * @param {string} file path below the root, with slashes
 * @returns {{ node: ts.Node, what: string }[]}
 */
export function checkDoors(tree, file) {
  if (OLD_ROUTER.test(file)) return [{ node: tree, what: "served by Next without a gate" }];
  const found = innerActions(tree);
  const isActions = tree.statements.some(isUseServer);
  if (!isActions && !ROUTE.test(file)) return found;
  const gates = gatesOf(tree, file, isActions ? ACTIONS : ROUTES);
  const isHandler = (name) => isActions || !ts.isIdentifier(name) || HANDLER.test(name.text);
  for (const statement of tree.statements.filter(isValueExport)) {
    if (!ts.isVariableStatement(statement)) {
      if (!ts.isFunctionDeclaration(statement) || statement.name === undefined || isHandler(statement.name))
        found.push({ node: statement, what: "a handler without a gate" });
      continue;
    }
    const { declarations, flags } = statement.declarationList;
    for (const { name, initializer } of declarations.filter((declaration) => isHandler(declaration.name))) {
      const gate = (flags & ts.NodeFlags.Const) === 0 ? undefined : gates.get(makerOf(initializer));
      if (gate === undefined) found.push({ node: statement, what: "a handler without a gate" });
      else if (gate.startsWith("open") && !OPEN.includes(`${file} ${name.getText(tree)}`))
        found.push({
          node: statement,
          what: "open to everybody and not on the list in scripts/check/doors.mjs",
        });
    }
  }
  return found;
}

/** `"use server"` makes a function callable from outside wherever it stands. */
function innerActions(tree) {
  const found = [];
  walk(tree, (node) => {
    if (isUseServer(node) && node.parent !== tree)
      found.push({ node, what: "an action inside of a function, where it has no gate" });
  });
  return found;
}

/** The gates that the file imports, by the names that it calls them. */
function gatesOf(tree, file, { from, names }) {
  const gates = new Map();
  for (const statement of tree.statements) {
    if (!ts.isImportDeclaration(statement) || locate(statement.moduleSpecifier.text, file) !== from) continue;
    const named = statement.importClause?.namedBindings;
    if (named === undefined || !ts.isNamedImports(named)) continue;
    for (const { name, propertyName } of named.elements) {
      const gate = (propertyName ?? name).text;
      if (names.includes(gate)) gates.set(name.text, gate);
    }
  }
  return gates;
}

/** The file that an import of ours names. */
function locate(specifier, file) {
  return specifier.startsWith("#")
    ? specifier.slice(1)
    : path.posix.join(path.posix.dirname(file), specifier);
}

function isUseServer(node) {
  return (
    ts.isExpressionStatement(node) &&
    ts.isStringLiteral(node.expression) &&
    node.expression.text === "use server"
  );
}

function isValueExport(node) {
  if (ts.isExportDeclaration(node)) return !node.isTypeOnly;
  if (ts.isExportAssignment(node)) return true;
  const isType = ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node);
  return !isType && (node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false);
}

function makerOf(initializer) {
  const isCall = initializer !== undefined && ts.isCallExpression(initializer);
  return isCall && ts.isIdentifier(initializer.expression) ? initializer.expression.text : "";
}
