// The import rules of the house. The name of a rule begins with its number in CONTRIBUTING.md.
// `node scripts/check/imports.mjs` runs them; `npx depcruise app components lib` works as well.
import { NOUNS, SCIENCES } from "./scripts/check/rules.mjs";

const noun = `^lib/(?:${NOUNS.join("|")})/`;
const science = `^lib/(?:(?:${SCIENCES.join("|")})/|labeling\\.ts$)`;
/** A file of a noun by its role, or the files of a role that has become a folder. */
const role = (...names) => `/(?:${names.join("|")})(?:/|\\.ts$)`;
const decision = `^lib/(?:(?:${NOUNS.join("|")})/(?:.+/|)(?:rules|schema)(?:/|\\.ts$)|border\\.ts$)`;
const test = "\\.(?:test|guarantee)\\.[a-z]+$";
const databaseTest = "\\.(?:db\\.test|guarantee)\\.[a-z]+$";
const record = `${noun}(?:.+/|)(?:queries|mutations)(?:/|\\.ts$)`;
const ours =
  "^(?:(?:app|bench|components|e2e|generated|guarantee|lib|prisma|scripts|worker)/|[^/]+\\.(?:[cm]?[jt]s|[jt]sx)$)";
/** What runs at a user's: the folders, and what Next loads from the root. */
const product =
  "^(?:(?:app|components|lib|worker)/|(?:proxy|middleware|instrumentation(?:-client)?)\\.[jt]s$)";
const proof = "\\.(?:test|fixture|guarantee|spec)\\.[a-z]+$";

/** A package, installed or not, by its name. */
const packages = (...names) => `(?:^|node_modules/)(?:${names.join("|")})(?:/|$)`;

const zod = packages("zod");
const formatLibraries = packages(
  "csv-parse",
  "csv-stringify",
  "split2",
  "hyparquet(?:-compressors|-writer)?",
);
// Bytes are what a format is made of; this module computes and touches nothing outside.
const bytes = "^(?:node:)?buffer$";
const stream = "^(?:node:)?stream(?:/|$)";
const database = [
  "^lib/database/",
  "^generated/",
  packages("pg", "@prisma/[^/]+", "pg-cursor", "pg-copy-streams"),
];

/** @returns {import("dependency-cruiser").IForbiddenRuleType[]} */
function nounOrder() {
  return NOUNS.flatMap((name, index) => {
    const from = { path: `^lib/${name}/`, pathNot: databaseTest };
    const earlier = NOUNS.slice(0, index).join("|");
    const later = NOUNS.slice(index + 1).join("|");
    return [
      later === "" ? null : { name: `6-${name}-before-later`, from, to: { path: `^lib/(?:${later})/` } },
      earlier === ""
        ? null
        : {
            name: `6-${name}-takes-from-earlier`,
            from,
            to: {
              path: `^lib/(?:${earlier})/`,
              pathNot: [role("schema", "rules", "queries"), "^lib/account/mutations/"],
            },
          },
    ].filter((rule) => rule !== null);
  });
}

/** @type {import("dependency-cruiser").IForbiddenRuleType[]} */
const forbidden = [
  { name: "1-no-cycles", from: {}, to: { circular: true } },

  { name: "2-nobody-imports-app", from: { pathNot: "^app/" }, to: { path: "^app/" } },

  {
    name: "3-components-take-three-files",
    from: { path: "^components/" },
    to: { path: noun, pathNot: role("schema", "rules", "actions", "queries") },
  },
  {
    name: "3-components-take-types-of-queries",
    from: { path: "^components/" },
    to: { path: `^lib/.+${role("queries")}`, dependencyTypesNot: ["type-only"] },
  },
  {
    name: "3-ui-and-charts-know-no-noun",
    from: { path: "^components/(?:ui|charts)/" },
    to: { path: [noun, `^components/(?:${NOUNS.join("|")})/`] },
  },

  {
    name: "4-science-is-pure",
    from: { path: science, pathNot: [test, "^lib/formats/"] },
    to: { pathNot: [science, zod] },
  },
  {
    name: "4-formats-are-pure",
    from: { path: "^lib/formats/", pathNot: test },
    to: { pathNot: [science, zod, formatLibraries, bytes, stream] },
  },
  {
    name: "4-formats-know-streams-as-types",
    from: { path: "^lib/formats/", pathNot: test },
    to: { path: stream, dependencyTypesNot: ["type-only"] },
  },
  {
    name: "4-decisions-are-pure",
    from: { path: decision, pathNot: test },
    to: { pathNot: [science, decision, zod] },
  },
  {
    name: "4-schema-takes-schema",
    from: { path: role("schema") },
    to: { path: role("rules") },
  },
  {
    name: "4-pure-tests-need-nothing-else",
    from: { path: [science, `${noun}(?:.+/|)(?:rules|schema)(?:/.+|)\\.test\\.ts$`], pathNot: databaseTest },
    to: { path: ours, pathNot: [science, decision, "\\.json$", "^scripts/.+\\.test\\.ts$"] },
  },

  {
    name: "5-database-door",
    from: {
      path: ours,
      pathNot: [
        record,
        databaseTest,
        "^lib/(?:auth/|database/|(?:queue|replica)\\.ts$)",
        "^(?:bench|e2e|generated|guarantee|prisma|scripts|worker)/",
      ],
    },
    to: { path: database },
  },
  {
    name: "5-actions-know-no-database",
    from: { path: `^lib/.+${role("actions")}` },
    to: { path: database },
  },

  ...nounOrder(),

  {
    name: "levels-lib-below-screen",
    from: { path: "^lib/" },
    to: { path: "^components/" },
  },
  {
    name: "levels-nobody-knows-the-worker",
    from: { path: "^(?:app|components|lib)/", pathNot: databaseTest },
    to: { path: "^worker/" },
  },
  {
    name: "levels-worker-below-screen",
    from: { path: "^worker/" },
    to: { path: "^components/" },
  },
  {
    name: "levels-product-knows-no-proof",
    from: { path: product, pathNot: proof },
    to: { path: ["^(?:bench|e2e|guarantee|prisma|scripts)/", proof] },
  },
  {
    name: "levels-record-below-border",
    from: { path: record },
    to: {
      path: [
        `^lib/.+${role("actions")}`,
        "^lib/(?:action|route)\\.ts$",
        "^lib/auth/session\\.ts$",
        packages("next", "next-auth"),
      ],
    },
  },
  {
    // Permission is a value: the record level names the type of an access, it cannot make one.
    name: "levels-record-takes-access-as-type",
    from: { path: record },
    to: { path: "^lib/auth/access\\.ts$", dependencyTypesNot: ["type-only"] },
  },
  {
    // An access for whoever is named: only where no person is at the screen who could be asked.
    name: "levels-acting-without-a-person",
    from: { pathNot: [databaseTest, "^(?:bench|e2e|guarantee|prisma|scripts|worker)/"] },
    to: { path: "^lib/auth/acting\\.ts$" },
  },
  {
    name: "levels-reads-know-no-writes",
    from: { path: `${noun}(?:.+/|)queries(?:/|\\.ts$)`, pathNot: databaseTest },
    to: { path: role("mutations") },
  },
  {
    name: "levels-ground-knows-no-noun",
    from: { path: "^lib/(?:database/|store/|(?:action|env|errors|log|route)\\.ts$)", pathNot: databaseTest },
    to: { path: [noun, "^lib/queue\\.ts$"] },
  },

  { name: "resolve-own-imports", from: { path: ours }, to: { couldNotResolve: true, path: "^[#.]" } },
];

export default {
  forbidden,
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: ["node_modules", "^generated/"] },
    exclude: { path: ["^\\.next/", "^\\.data/", "^\\.stryker-tmp/", "^coverage/", "^reports/"] },
    detectProcessBuiltinModuleCalls: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".json", ".css"],
    },
  },
};
