// A statement on the rows of one project names the project as a value. By another row, PostgreSQL reads those of every project.
// One on judgments also names the item, the person or the judgments that it wants. What reads all of a project goes through
// lib/project/whole, which refuses in a request about a large project.
import ts from "typescript";
import { definitionOf, statementsOf } from "../../lib/database/definitions.ts";
import { isOfProject } from "./tables.mjs";

const FUNCTIONS = /^prisma\/functions\/.+\.sql$/;
const PRODUCT = /^(?:lib|worker)\//;
/** A whole statement; what only goes into one is looked at where it is named by a row. */
const STATEMENT = /^[`'"]\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH|MERGE)\b/i;
const BY_VALUE = /\bproject_id\s*=\s*(?:ANY\s*\(\s*)?(?:\$\d|\$\{|p_project\b|p_\w+\.project_id\b)/i;
const BY_ROW =
  /\b(?:\w+\.)?project_id\s*=\s*\w+\.id\b|\b\w+\.id\s*=\s*(?:\w+\.)?project_id\b|\bon\s+id\s*=\s*(?:\w+\.)?project_id\b/i;

/** What asks for more than one project, by the declaration that it stands in, each with why. */
export const OF_MANY_PROJECTS = {
  "lib/annotator/mutations.ts addAnnotator": "an invite is found by its code, which names the project",
  "lib/annotator/queries.ts readInvite": "an invite is found by its code, which names the project",
  "lib/annotator/queries.ts listMyProjects": "of all projects of a person",
  "lib/judgment/queries.ts listMyStandings": "of all projects of a person",
  "lib/project/figures/queries.ts listStoredFigures": "of all projects on a page",
  "lib/project/queries.ts listProjects": "of all projects of a person",
  "worker/upkeep.ts reapProjects": "finds the projects that have work",
  "worker/upkeep.ts resumeWork": "finds the projects that have work",
  "worker/upkeep.ts renewStandings": "finds the projects that have work",
  "worker/upkeep.ts settleProjects": "finds the projects that have work",
  "worker/tidy-store.ts listNeeded": "one file may serve several projects",
  "worker/tidy-store.ts namesAny": "one store serves all projects",
};

/**
 * @param {string} file
 * @param {ts.SourceFile} tree
 * @returns {{ node: ts.Node, rule: string, what: string }[]}
 */
export function projectFaultsIn(file, tree) {
  if (!PRODUCT.test(file)) return [];
  const found = [];
  for (const declaration of tree.statements) {
    if (`${file} ${nameOf(declaration)}` in OF_MANY_PROJECTS) continue;
    const visit = (node) => {
      const isText = ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
      const what = isText ? faultOf(node.getText()) : null;
      if (what !== null) found.push({ node, rule: "value", what });
      else ts.forEachChild(node, visit);
    };
    visit(declaration);
  }
  return found;
}

/**
 * The same of a function of the database. A view is of all projects; who reads it names one.
 * @param {string} file
 * @param {string} text
 * @returns {import("./rules.mjs").Finding[]}
 */
export function projectFaultsOfFunctions(file, text) {
  if (!FUNCTIONS.test(file)) return [];
  return statementsOf(text).flatMap((statement) => {
    const definition = definitionOf(statement);
    if (definition === null || definition.kind === "view") return [];
    const whole = statement.whole.replaceAll(/--[^\n]*/g, "");
    const isNamed = BY_VALUE.test(whole) || !isOfProject(whole);
    if (isNamed && !BY_ROW.test(whole)) return [];
    return [
      { rule: "value", where: file, what: `${definition.name} does not ask for the project by p_project` },
    ];
  });
}

function faultOf(text) {
  if (BY_ROW.test(text)) return "asks for the project by its row";
  return STATEMENT.test(text) && isOfProject(text) && !BY_VALUE.test(text)
    ? "asks for rows of projects and names none"
    : null;
}

const RECORD = /^lib\/.+\.ts$/;
const JUDGMENTS =
  /\b(?:from|join)\s+(?:"?(?:current_)?judgment"?(?![\w(])|judgments_(?:counting_at|before_choosing)\b)/i;
/** Wants few: those of a value, or the first of an order. */
const FEW =
  /\b(?:item_no|annotator_no|no|seq)\s*(?:=|>=?)\s*(?:any\s*\(\s*)?\$\d|\bitem_no\s+between\s+\$\d|\blimit\s+(?:\d|\$\{|\$\d)/i;
const OF_WHOLE = /^(?:readWhole|listOfWhole|listOfGold)$/;

/** What reads judgments otherwise, by the declaration that it stands in, each with why. */
export const READS_MANY = {
  "lib/agreement/queries.ts COUNTED": "read by readWhole and listOfWhole",
  "lib/agreement/queries.ts BEFORE_CHOOSING": "read by readWhole and listOfWhole",
  "lib/annotator/gold-change/queries.ts listSuspended": "one index search for each suspended person",
  "lib/annotator/standing/queries/basis.ts readStandingBasis":
    "a change of gold grades everybody's answers on gold",
  "lib/annotator/standing/queries/crowd.ts readCrowd": "a figure, counted where the answers are stored",
  "lib/annotator/standing/queries/person.ts readQuizBasis": "the items of one quiz",
  "lib/consensus/queries.ts readLastSeq": "the last one of all",
  "lib/dataset/queries/columns.ts readJudgmentColumns": "what a version is made of, through a cursor",
  "lib/dataset/queries/frozen.ts listFrozenGuidelines":
    "which guidelines they carry, told where they are stored",
  "lib/item/listing/queries/direct.ts ORDERS": "of small projects alone",
  "lib/item/listing/queries/shown.ts readShown": "the items of one page",
  "lib/item/reopening/queries.ts COUNTED": "read by listOfWhole, and counted for a preview",
  "lib/item/reopening/queries.ts planReopening": "counted where the judgments are stored",
  "lib/project/progress/queries.ts readPeople": "the last one of all",
  "lib/project/progress/queries.ts readRhythm": "a figure, counted where the judgments are stored",
};

/**
 * @param {string} file
 * @param {ts.SourceFile} tree
 * @returns {{ node: ts.Node, rule: string, what: string }[]}
 */
export function wholeFaultsIn(file, tree) {
  if (!RECORD.test(file)) return [];
  const found = [];
  for (const declaration of tree.statements) {
    if (`${file} ${nameOf(declaration)}` in READS_MANY) continue;
    const visit = (node) => {
      const isText = ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
      if (!isText) return ts.forEachChild(node, visit);
      const text = node.getText();
      if (JUDGMENTS.test(text) && !FEW.test(text) && !isOfWhole(node))
        found.push({ node, rule: "whole", what: "asks for all judgments of a project" });
    };
    visit(declaration);
  }
  return found;
}

function isOfWhole({ parent }) {
  return ts.isCallExpression(parent) && OF_WHOLE.test(parent.expression.getText());
}

function nameOf(declaration) {
  if (ts.isVariableStatement(declaration))
    return declaration.declarationList.declarations[0]?.name.getText() ?? "";
  return declaration.name?.getText() ?? "";
}
