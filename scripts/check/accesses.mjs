// An access says who may act on which project. It is made by the gates alone, and what reads or writes asks for one.
import ts from "typescript";
import { NOUNS } from "./rules.mjs";
import { nameTaken, walk } from "./syntax.mjs";
import { isClientWrite } from "./tables.mjs";

const PRODUCT = /^(?:app|components|worker|lib)\//;
/** Where accesses are made: by the gates, and for code without a person at the screen. */
const MAKERS = /^lib\/auth\/(?:access|acting)\.ts$/;
/** The reads and writes of what belongs to a project. An account belongs to none. */
const RECORD = new RegExp(
  `^lib/(?:${NOUNS.filter((noun) => noun !== "account").join("|")})/(?:.+/)?(?:queries|mutations)(?:/[^/]+)?\\.ts$`,
);
const ACCESS = /\b[A-Z]\w*Access\b/;
const IS_ACCESS = /^[A-Z]\w*Access(?:\s*\|\s*[A-Z]\w*Access)*$/;
/** Types that are told from a function: they name an access without naming it. */
const DERIVED = /\b(?:Parameters|ConstructorParameters|ReturnType|Awaited)</;
const STATEMENT = /^[`'"]\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH|MERGE|CALL|TRUNCATE)\b/i;

/** What asks the database without an access as its first argument, each with why. */
export const WITHOUT_ACCESS = {
  "lib/annotator/mutations.ts createInvitedAccount":
    "an invite is found by its code, before there is an account",
  "lib/annotator/queries.ts readInvite": "an invite is found by its code, before there is an account",
  "lib/dataset/mutations/finish.ts finishBuild": "a Build carries the access",
  "lib/dataset/mutations/stored-file.ts openFile": "a Build carries the access",
  "lib/dataset/mutations/watch.ts watchBuild": "a Build carries the access",
  "lib/item/import/mutations/open.ts openStaged": "an Opening carries the access",
};

/**
 * @param {string} file
 * @param {ts.SourceFile} tree
 * @returns {{ node: ts.Node, rule: string, what: string }[]}
 */
export function accessFaultsIn(file, tree) {
  if (!PRODUCT.test(file)) return [];
  const found = [];
  const add = (node, what) => found.push({ node, rule: "levels", what });
  if (!MAKERS.test(file)) {
    const names = namesOfAccesses(tree);
    walk(tree, (node) => {
      const what = makingOf(node, file, names);
      if (what !== null) add(node, what);
    });
  }
  if (RECORD.test(file))
    for (const node of askingWithoutAccess(file, tree))
      add(node, "asks the database and takes no access first");
  return found;
}

/** How a node comes by an access other than from a gate. */
function makingOf(node, file, names) {
  if (ts.isAsExpression(node) || ts.isTypeAssertionExpression(node)) return claimOf(node, names);
  if (ts.isImportSpecifier(node)) {
    const isRenamed = ACCESS.test(node.propertyName?.text ?? "");
    return isRenamed ? "imports an access under another name" : null;
  }
  if (ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isClassLike(node)) {
    return ACCESS.test(node.name?.text ?? "") ? "declares an access; only lib/auth makes one" : null;
  }
  if (ts.isVariableDeclaration(node) && node.type !== undefined && node.initializer !== undefined) {
    return IS_ACCESS.test(node.type.getText()) ? "calls a value an access; only lib/auth makes one" : null;
  }
  if (ts.isSpreadAssignment(node) && /access$/i.test(node.expression.getText()))
    return "copies an access; only lib/auth makes one";
  return ts.isCallExpression(node) ? callOf(node, file, names) : null;
}

/** Of a cast: to an access, or to what passes for everything. */
function claimOf({ type }, names) {
  const text = type.getText();
  if (text === "const") return null;
  if (ACCESS.test(text) || DERIVED.test(text) || names.has(text))
    return "claims an access; only lib/auth makes one";
  return text === "never" ? "casts to never, which passes for everything" : null;
}

function callOf(node, file, names) {
  if (node.typeArguments?.some((type) => ACCESS.test(type.getText()) || names.has(type.getText())))
    return "has an access made for a type; only lib/auth makes one";
  const callee = node.expression.getText();
  if (callee === "Object.assign" && node.arguments.some((value) => /access$/i.test(value.getText())))
    return "changes an access; only lib/auth makes one";
  // What is parsed without a shape has the type any, which passes for an access.
  const isUnshaped =
    /^(?:app|worker)\//.test(file) || new RegExp(`^lib/(?:auth|${NOUNS.join("|")})/`).test(file);
  return isUnshaped && (callee === "JSON.parse" || (callee.endsWith(".json") && node.arguments.length === 0))
    ? "parses JSON without a shape"
    : null;
}

/** The types of a file that stand for an access under another name. */
function namesOfAccesses(tree) {
  const names = new Set();
  for (const node of tree.statements) {
    if (!ts.isTypeAliasDeclaration(node)) continue;
    const text = node.type.getText();
    if (ACCESS.test(text) || DERIVED.test(text)) names.add(node.name.text);
  }
  return names;
}

/** Exported functions that ask the database, or take a project by its id, and do not begin with an access. */
function askingWithoutAccess(file, tree) {
  const declared = declarationsOf(tree);
  return exportsOf(tree)
    .filter((name) => !(`${file} ${name}` in WITHOUT_ACCESS))
    .map((name) => declared.get(name))
    .filter((node) => node !== undefined && functionsOf(node).some((one) => !startsWithAccess(one)))
    .filter((node) => asks(node, declared, new Set()) || functionsOf(node).some(takesProject));
}

function takesProject({ parameters }) {
  return parameters.some(({ name }) => /\bprojectIds?\b/.test(name.getText()));
}

function startsWithAccess({ parameters: [first] }) {
  return first?.type !== undefined && IS_ACCESS.test(first.type.getText());
}

/** A function, or the functions that a value is made of: `cache(async (access) => …)`. */
function functionsOf(node) {
  if (node === undefined) return [];
  if (ts.isFunctionDeclaration(node) || ts.isArrowFunction(node) || ts.isFunctionExpression(node))
    return [node];
  if (ts.isVariableDeclaration(node)) return functionsOf(node.initializer);
  return ts.isCallExpression(node) ? node.arguments.flatMap(functionsOf) : [];
}

/** Whether a statement stands in a declaration, or in another one of the file that it names. */
function asks(node, declared, seen) {
  if (seen.has(node)) return false;
  seen.add(node);
  let found = false;
  walk(node, (part) => {
    if (found) return;
    const isStatement =
      (ts.isStringLiteralLike(part) || ts.isTemplateExpression(part)) && STATEMENT.test(part.getText());
    const method = nameTaken(part);
    const isClient = method !== null && isClientWrite(nameTaken(part.expression) ?? "", method);
    const other = ts.isIdentifier(part) ? declared.get(part.text) : undefined;
    found = isStatement || isClient || (other !== undefined && asks(other, declared, seen));
  });
  return found;
}

function declarationsOf(tree) {
  const named = tree.statements.flatMap((node) =>
    ts.isVariableStatement(node) ? [...node.declarationList.declarations] : [node],
  );
  return new Map(
    named
      .filter(
        (node) =>
          ts.isFunctionDeclaration(node) || ts.isVariableDeclaration(node) || ts.isClassDeclaration(node),
      )
      .map((node) => [node.name?.getText() ?? "default", node]),
  );
}

/** What the file exports of its own, by the names that it has here. */
function exportsOf(tree) {
  return tree.statements.flatMap((node) => {
    if (ts.isExportDeclaration(node) && node.moduleSpecifier === undefined && node.exportClause !== undefined)
      return node.exportClause.elements.map(({ name, propertyName }) => (propertyName ?? name).text);
    if (!node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
    if (ts.isVariableStatement(node))
      return node.declarationList.declarations.map(({ name }) => name.getText());
    return [node.name?.getText() ?? "default"];
  });
}
