import { type Plant, plants } from "./plant.ts";

const gate = (names: string, from: string) => `import { ${names} } from "${from}";\n`;

/** Ways around the levels, the doors and the names. */
export const WAYS_AROUND_DOORS: readonly Plant[] = [
  ...plants("levels", [
    ["the worker knows the screen", "worker/look.ts", 'import { Button } from "#components/ui/button.tsx";'],
    ...[
      ["a page", "app/page.tsx"],
      ["a component", "components/gold/row.tsx"],
      ["an action", "lib/gold/actions.ts"],
      ["a read", "lib/gold/queries.ts"],
    ].map(
      ([who, file]) =>
        [
          `${who} acts for anybody`,
          `${file}`,
          'import { actForProject } from "#lib/auth/acting.ts";',
        ] as const,
    ),
    ["a page knows a test's project", "app/page.tsx", 'import "#prisma/testing/fixture.ts";'],
    [
      "a component knows a tool",
      "components/gold/row.tsx",
      'import "../../scripts/look.ts";',
      "scripts/look.ts",
      "export const a = 1;",
    ],
    [
      "a write knows a proof",
      "lib/gold/mutations.ts",
      `import "server-only";\nimport "#lib/statistics/agreement/alpha/alpha.test.ts";`,
    ],
    [
      "an access that is claimed",
      "app/page.tsx",
      'type RequesterAccess = { projectId: string };\nexport const a = { projectId: "b" } as unknown as RequesterAccess;',
    ],
    [
      "a read of a project without an access",
      "lib/gold/queries.ts",
      'import "server-only";\nexport async function listGold(projectId: string) { return projectId; }',
    ],
    ["the worker knows a measurement", "worker/look.ts", 'import "../bench/figure-1.ts";'],
  ]),
  ...plants("resolve", [
    [
      "a loader of its own",
      "app/page.tsx",
      'import { createRequire } from "node:module";\nexport const a = createRequire(import.meta.url)("../lib/database/pool.ts");',
    ],
  ]),
  ...plants("doors", [
    ["a route in JSX", "app/api/gold/route.tsx", "export function GET() { return null; }"],
    ["a route in JavaScript", "app/api/gold/route.js", "export function GET() { return null; }"],
    ["a route that is taken apart", "app/api/gold/route.ts", "export const { GET } = { GET: () => null };"],
    [
      "a gate of the same name from here",
      "app/api/gold/route.ts",
      "const judgeRoute = (run: () => unknown) => run;\nexport const GET = judgeRoute(() => 1);",
    ],
    [
      "a gate of the same name from elsewhere",
      "lib/gold/actions.ts",
      `"use server";\n${gate("requesterAction", "./rules.ts")}export const setGoldAction = requesterAction(() => 1);`,
    ],
    [
      "another thing under the name of a gate",
      "lib/gold/actions.ts",
      `"use server";\n${gate("refreshProject as requesterAction", "#lib/action.ts")}export const setGoldAction = requesterAction(() => 1);`,
    ],
    [
      "a gate that is taken away again",
      "app/api/gold/route.ts",
      `${gate("judgeRoute", "#lib/route.ts")}export let GET = judgeRoute(() => 1);\nGET = async () => null;`,
    ],
    [
      "an open gate under another name",
      "app/api/gold/route.ts",
      `${gate("openRoute as judgeRoute", "#lib/route.ts")}export const GET = judgeRoute(() => 1);`,
    ],
    [
      "an action inside of a page",
      "app/page.tsx",
      'export const a = 1;\nasync function wipe() { "use server"; return 1; }\nexport const b = wipe;',
    ],
    [
      "an action inside of a component's arrow",
      "components/gold/row.tsx",
      'export const row = async () => {\n  "use server";\n};',
    ],
    [
      "the default of a file of actions",
      "app/look.ts",
      '"use server";\nconst look = async () => 1;\nexport default look;',
    ],
    ["the old router", "pages/api/gold.ts", "export const a = 1;"],
  ]),
  ...plants("pools", [
    [
      "a judging query on the connections of pages",
      "lib/judgment/queries.ts",
      'import "server-only";\nexport async function list(access: AnnotatorAccess) { return pool.query("SELECT 1", [access]); }',
    ],
  ]),
  ...plants("names", [
    ["a type and a type", "lib/gold/rules.ts", "export type Labeling = 1;"],
    ["a type and a function", "components/gold/row.tsx", "export function Gold() { return null; }"],
    ["a constant of the worker", "worker/job.ts", "export const importItems = 1;"],
    ["under another name", "worker/job.ts", "const job = 1;\nexport { job as importItems };"],
    [
      "by a name of another file",
      "components/gold/row.tsx",
      'export { Bars as Button } from "#components/charts/bars.tsx";',
    ],
    ["taken apart", "worker/job.ts", "export const { a: [importItems] } = { a: [1] };"],
  ]),
];
