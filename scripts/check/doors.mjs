// What the outside world can call: server actions and routes. Each is declared with its gate, and the few that are open to
// everybody stand on a reviewed list.
import ts from "typescript";

const ACTIONS = ["annotatorAction", "openAction", "requesterAction", "userAction"];
const ROUTES = ["judgeRoute", "openRoute", "requesterRoute"];

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
  const isActions = tree.statements.some(isUseServer);
  if (!isActions && !/^app\/(?:.+\/)?route\.ts$/.test(file)) return [];
  const makers = isActions ? ACTIONS : ROUTES;
  const found = [];
  for (const statement of tree.statements.filter(isValueExport)) {
    if (!ts.isVariableStatement(statement)) {
      const name = statement.name?.getText(tree) ?? "";
      if (isActions || !ts.isFunctionDeclaration(statement) || HANDLER.test(name))
        found.push({ node: statement, what: "a handler without a gate" });
      continue;
    }
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (!isActions && !HANDLER.test(name.getText(tree))) continue;
      const maker = makerOf(initializer, tree);
      if (!makers.includes(maker)) found.push({ node: statement, what: "a handler without a gate" });
      else if (maker.startsWith("open") && !OPEN.includes(`${file} ${name.getText(tree)}`))
        found.push({
          node: statement,
          what: "open to everybody and not on the list in scripts/check/doors.mjs",
        });
    }
  }
  return found;
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
  const isType = ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node);
  return !isType && (node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false);
}

function makerOf(initializer, tree) {
  return initializer !== undefined && ts.isCallExpression(initializer)
    ? initializer.expression.getText(tree)
    : "";
}
