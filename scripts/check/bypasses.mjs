// What no import shows: what the other files of the product do with accesses, statements of the database that stand where they
// do not belong, and a file that asks not to be checked.
import ts from "typescript";
import { accessFaultsIn } from "./accesses.mjs";
import { projectFaultsIn, wholeFaultsIn } from "./project-values.mjs";
import { NOUNS } from "./rules.mjs";
import { nameTaken } from "./syntax.mjs";
import { isClientWrite, isWrite } from "./tables.mjs";

const PRODUCT = /^(?:(?:app|components|worker)\/|lib\/(?!database\/))/;
const DEFINES = /\bcreate\s+(?:or\s+replace\s+)?(?:function|procedure|(?:materialized\s+)?view|trigger)\b/i;
/** Mutations write, and lib/queue.ts counts the attempts of jobs. */
const MAY_WRITE = new RegExp(`^lib/(?:(?:${NOUNS.join("|")})/(?:.+/)?mutations(?:/[^/]+)?|queue)\\.ts$`);

/**
 * @param {string} file
 * @param {ts.SourceFile} tree
 * @returns {{ node: ts.Node, rule: string, what: string }[]}
 */
export function bypassesIn(file, tree) {
  if (!PRODUCT.test(file)) return [];
  const found = [];
  const visit = (node) => {
    const fault = loadOf(node) ?? statementOf(node, file);
    if (fault) found.push({ node, ...fault });
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return [
    ...found,
    ...accessFaultsIn(file, tree),
    ...projectFaultsIn(file, tree),
    ...wholeFaultsIn(file, tree),
  ];
}

function loadOf(node) {
  const isLoader =
    ts.isIdentifier(node) && node.text === "createRequire" && !ts.isImportSpecifier(node.parent);
  return isLoader ? { rule: "resolve", what: "loads by createRequire, which no rule sees" } : null;
}

/** Functions and views stand in prisma/functions, and what the product writes in mutations. */
function statementOf(node, file) {
  const isText = ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
  if (isText && DEFINES.test(node.getText()))
    return { rule: "5", what: "defines for the database outside of prisma/" };
  if (MAY_WRITE.test(file)) return null;
  const method = nameTaken(node);
  const isWriting = isText
    ? isWrite(node.getText())
    : method !== null && isClientWrite(ownerOf(node.expression), method);
  return isWriting ? { rule: "5", what: "writes to the database past the mutations" } : null;
}

/** `item` in `prisma.item` and in `item`. */
function ownerOf(node) {
  return nameTaken(node) ?? (ts.isIdentifier(node) ? node.text : "");
}

/** A comment that switches the types of a file off, or of a line without saying what is wrong there. */
export function uncheckedIn(text) {
  const at = text.split("\n").findIndex((line) => /^\s*(?:\/\/|\/\*)\s*@ts-(?:nocheck|ignore)\b/.test(line));
  return at === -1 ? null : at + 1;
}
