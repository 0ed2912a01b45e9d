// The vocabulary of the structure checks: the nouns in their import order, the folders of lib/, the ten rules.
// .dependency-cruiser.mjs, structure.mjs and source.mjs read it, so that a new noun is added once.
import { realpathSync } from "node:fs";
import path from "node:path";

/** In import order: a noun imports only nouns before it. */
export const NOUNS = [
  "account",
  "project",
  "guideline",
  "item",
  "gold",
  "annotator",
  "judgment",
  "agreement",
  "consensus",
  "dataset",
];

export const SCIENCES = ["statistics", "formats"];

/** Where code lies, beside the loose files that tools look for in the root. */
export const FOLDERS = [
  "app",
  "components",
  "lib",
  "worker",
  "prisma",
  "scripts",
  "e2e",
  "bench",
  "guarantee",
];

/** What serves all of lib/ and belongs to none of its folders. */
export const LIB_FILES = [
  "action",
  "border",
  "env",
  "errors",
  "labeling",
  "log",
  "queue",
  "replica",
  "route",
];

export const LIB_FOLDERS = [...SCIENCES, ...NOUNS, "auth", "database", "store"];

export const COMPONENT_FOLDERS = ["ui", "charts", ...NOUNS];

export const ROLES = ["schema", "rules", "queries", "mutations", "actions"];

/** What lies in the tree but is not ours to judge: installed, generated or built. */
export const NOT_OURS = [
  "node_modules",
  "generated",
  "coverage",
  "reports",
  "test-results",
  "playwright-report",
  "next-env.d.ts",
];

/** @type {Readonly<Record<string, string>>} */
export const RULES = {
  1: "no import cycles, imports of types included",
  2: "nobody imports app/",
  3: "components/** takes from a noun only schema, rules, actions and the types of queries; ui and charts know no noun; every other folder is a noun",
  4: "the two pure levels import only downward, each other and zod; clock, chance and environment come in as arguments",
  5: "lib/database is imported only by queries, mutations, lib/auth, lib/queue, lib/replica, worker, the seed, scripts and database tests; only mutations and lib/queue write, in SQL or by Prisma's client, and only prisma/ defines functions and views",
  6: "a noun imports only nouns before it, and only their schema, rules and queries; of account also the mutations, because who joins gets an account (account, project, guideline, item, gold, annotator, judgment, agreement, consensus, dataset)",
  7: "a noun folder holds only schema, rules, queries, mutations, actions, each a file or a folder, and their tests; no utils, helpers, services, repositories, types.ts or barrels",
  8: "no file above 250 lines, half of them at most 60 and nine in ten at most 140 (tests aside), no folder with more than 20 source files beside each other, no explicit any, no comment that switches types off, default exports only where a framework demands them",
  9: 'queries and mutations begin with import "server-only"; process.env is read only in lib/env.ts',
  10: "no dead code; a science that only tests call is dead, unless scripts/check/waiting-sciences.json says which issue will call it, and so is an SQL function that the product does not call; functions and views stand in prisma/functions, each once",
  levels:
    "imports point downward: screen, border, record, rule, science; only lib/auth makes an access, and what asks the database of a project takes one first",
  shapes: "what comes in is bounded: every shape says what it accepts, and how much of it",
  bytes: "what goes into a file is the same on every machine, whatever its language",
  names:
    "a name that lib, components or worker export stands for one thing, unless scripts/check/shared-names.json says why it may stand for two",
  pools:
    "a query or mutation of the judging side alone asks judgingPool: a page must not take its connection",
  doors:
    "every action and route is declared with its gate (lib/action.ts, lib/route.ts); what is open to everybody stands on the list",
  value:
    "a statement on rows of one project names it as a value, in its sub-selects too: by another row, PostgreSQL reads the rows of every project",
  whole:
    "what reads judgments names the item, the person or the judgments it wants; what reads all of a project goes through lib/project/whole, or stands on the list",
  resolve: "every import of ours resolves and names its file literally, else no rule can see it",
};

/**
 * @typedef {{ rule: string, where: string, what: string }} Finding
 */

/**
 * One paragraph per broken rule: its number and sentence, then where it is broken and by what.
 * @param {readonly Finding[]} findings
 * @returns {string}
 */
export function describeFindings(findings) {
  const paragraphs = Object.entries(RULES).map(([rule, sentence]) => {
    const own = findings.filter((finding) => finding.rule === rule);
    if (own.length === 0) return "";
    const lines = own.map((finding) => `  ${finding.where}: ${finding.what}`);
    const title = /^\d+$/.test(rule) ? `rule ${rule}` : `rule "${rule}"`;
    return [`${title}: ${sentence}`, ...[...new Set(lines)].sort()].join("\n");
  });
  return paragraphs.filter((paragraph) => paragraph !== "").join("\n");
}

/**
 * When the file is the program itself and not imported: checks the tree named by the first argument (default:
 * here), prints what it found, and sets the exit code: 0 without a finding, 1 with any.
 * @param {string} file
 * @param {(root: string) => readonly Finding[] | Promise<readonly Finding[]>} check
 */
export async function runAsProgram(file, check) {
  // The program may have been started through a symbolic link.
  if (process.argv[1] === undefined || realpathSync(process.argv[1]) !== realpathSync(file)) return;
  const findings = await check(path.resolve(process.argv[2] ?? process.cwd()));
  if (findings.length === 0) return;
  console.log(describeFindings(findings));
  process.exitCode = 1;
}
