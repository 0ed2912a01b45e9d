export type Plant = {
  rule: string;
  form: string;
  file: string;
  text: string;
  /** What else has to be there */
  beside?: Readonly<Record<string, string>>;
};

const serverOnly = 'import "server-only";\n';

/** What breaks a rule, and in which form: the file is written into the healthy tree. */
export const PLANTS: readonly Plant[] = [
  {
    rule: "1",
    form: "two files that import each other's types",
    file: "lib/labeling.ts",
    text: 'import type { alpha } from "./statistics/agreement/alpha/alpha.ts";\nexport type Labeling = { readonly levels: number; a?: typeof alpha };\n',
  },
  {
    rule: "1",
    form: "a circle over three folders",
    file: "components/ui/button.tsx",
    text: 'import { Table } from "#components/gold/table.tsx";\nexport function Button() { return Table; }\n',
  },
  ...plantImports("2", [
    ["a component", "components/gold/row.tsx", 'export * from "../../app/layout.tsx";'],
    ["a relative path", "lib/gold/rules.ts", 'import "../../app/layout.tsx";'],
    ["a script's dynamic import", "scripts/look.ts", 'await import("../app/layout.tsx");'],
    ["a journey", "e2e/look.spec.ts", 'import type Page from "../app/projects/[projectId]/page.tsx";'],
  ]),
  ...plantImports("3", [
    ["a component reads", "components/gold/row.tsx", 'import { listGold } from "#lib/gold/queries.ts";'],
    [
      "by a relative path",
      "components/gold/row.tsx",
      'import { setGold } from "../../lib/gold/mutations.ts";',
    ],
    [
      "a type of a write",
      "components/gold/row.tsx",
      'import type { setGold } from "#lib/gold/mutations.ts";',
    ],
    [
      "a type of a write in place",
      "components/gold/row.tsx",
      'export type A = typeof import("#lib/gold/mutations.ts");',
    ],
    [
      "a type and a read",
      "components/gold/row.tsx",
      'import { type Key, listGold } from "#lib/gold/queries.ts";\nexport const a: Key | typeof listGold = listGold;',
    ],
    ["of a sub-noun", "components/item/row.tsx", 'export * from "#lib/item/import/mutations/run.ts";'],
    ["ui knows a noun", "components/ui/badge.tsx", 'import type { Gold } from "#lib/gold/schema.ts";'],
    [
      "charts know a noun",
      "components/charts/line.tsx",
      'import { Table } from "#components/gold/table.tsx";',
    ],
    ["a folder that is no noun", "components/shell/menu.tsx", "export const menu = 1;"],
    ["a file in no folder", "components/menu.tsx", "export const menu = 1;"],
  ]),
  ...plantImports("4", [
    ["science decides", "lib/statistics/agreement/a.ts", 'import { isAccepted } from "#lib/gold/rules.ts";'],
    [
      "science knows Prisma",
      "lib/statistics/trust/a.ts",
      'import type { Item } from "#generated/prisma/client.ts";',
    ],
    ["science knows React", "lib/statistics/aggregation/a.ts", 'import { cache } from "react";'],
    ["science reads files", "lib/formats/a.ts", 'import { readFile } from "node:fs/promises";'],
    ["a stream is made", "lib/formats/a.ts", 'import { Readable } from "node:stream";'],
    ["csv outside of formats", "lib/statistics/trust/a.ts", 'import { parse } from "csv-parse";'],
    ["the environment by the door", "lib/labeling.ts", 'export { env } from "#lib/env.ts";'],
    ["a decision reads", "lib/gold/rules.ts", 'import { listGold } from "./queries.ts";'],
    ["a decision knows Next", "lib/gold/rules.ts", 'import { notFound } from "next/navigation";'],
    ["a shape decides", "lib/gold/schema.ts", 'import { isAccepted } from "./rules.ts";'],
    ["a pure test stores", "lib/statistics/trust/a.test.ts", 'import { env } from "#lib/env.ts";'],
    ["the clock", "lib/statistics/trust/a.ts", "export const a = () => Date.now();"],
    ["the clock as a value", "lib/statistics/trust/a.ts", "export const a = [1].map(Date.now);"],
    ["the clock in brackets", "lib/gold/rules.ts", 'export const a = () => Date["now"]();'],
    ["a date without argument", "lib/gold/rules.ts", "export const a = () => new Date();"],
    ["a date without parentheses", "lib/gold/schema.ts", "export const a = () => new Date;"],
    ["the fine clock", "lib/labeling.ts", "export const a = () => performance.now();"],
    ["chance", "lib/item/import/rules/draft.ts", "export const a = () => Math.random();"],
    ["chance taken apart", "lib/statistics/trust/a.ts", "export const { random } = Math;"],
    ["chance of another kind", "lib/statistics/trust/a.ts", "export const a = () => crypto.randomUUID();"],
    ["the process", "lib/statistics/trust/a.ts", "export const a = () => process.hrtime();"],
    ["a decision that waits", "lib/gold/rules.ts", "export async function decide() { return 1; }"],
  ]),
  ...plantImports("5", [
    ["a page", "app/page.tsx", 'import { pool } from "#lib/database/pool.ts";'],
    ["a route", "app/api/health/route.ts", 'import { pool } from "../../../lib/database/pool.ts";'],
    ["a component", "components/gold/row.tsx", 'import { pool } from "#lib/database/pool.ts";'],
    ["an action", "lib/gold/actions.ts", 'const { pool } = await import("#lib/database/pool.ts");'],
    ["a decision", "lib/gold/rules.ts", 'import type { pool } from "#lib/database/pool.ts";'],
    ["a loose file", "lib/mail.ts", 'import { pool } from "#lib/database/pool.ts";'],
    ["a test of decisions", "lib/gold/rules.test.ts", 'import { pool } from "#lib/database/pool.ts";'],
    ["another way in", "app/page.tsx", 'import pg from "pg";'],
  ]),
  ...plantImports("6", [
    [
      "a later noun",
      "lib/project/queries.ts",
      `${serverOnly}import { listGold } from "#lib/gold/queries.ts";`,
    ],
    ["a later noun's type", "lib/item/schema.ts", 'import type { Gold } from "#lib/gold/schema.ts";'],
    [
      "from a sub-noun",
      "lib/item/import/rules/draft.ts",
      'import { isAccepted } from "../../../gold/rules.ts";',
    ],
    [
      "an earlier noun's write",
      "lib/judgment/queries.ts",
      `${serverOnly}import { setGold } from "../gold/mutations.ts";`,
    ],
    [
      "an earlier noun's border",
      "lib/judgment/actions.ts",
      'import { setGoldAction } from "#lib/gold/actions.ts";',
    ],
  ]),
  ...plantImports("7", [
    ["a sixth name", "lib/gold/service.ts", "export const a = 1;"],
    ["a component among nouns", "lib/gold/row.tsx", "export const a = 1;"],
    ["another language", "lib/gold/rules.js", "export const a = 1;"],
    ["a sixth name in a sub-noun", "lib/item/import/parse.ts", "export const a = 1;"],
    ["a folder in a sub-noun", "lib/item/import/csv/rules.ts", "export const a = 1;"],
    ["a folder in a role", "lib/item/import/mutations/csv/read.ts", "export const a = 1;"],
    ["a component in a role", "lib/item/import/rules/row.tsx", "export const a = 1;"],
    ["a test of no file", "lib/gold/trust.test.ts", "export const a = 1;"],
    ["a folder that is not in the house", "lib/services/gold.ts", "export const a = 1;"],
    ["utils", "lib/statistics/agreement/utils.ts", "export const a = 1;"],
    ["a folder of helpers", "components/ui/helpers/a.ts", "export const a = 1;"],
    ["types.ts", "components/gold/types.ts", "export type A = 1;"],
    ["a barrel", "components/ui/index.ts", 'export * from "./button.tsx";'],
    ["a barrel by another name", "components/ui/all.ts", 'export { Button } from "./button.tsx";'],
  ]),
  ...plantImports("8", [
    ["251 lines", "components/gold/row.tsx", "// why\n".repeat(250).concat("export const a = 1;")],
    ["21 files beside each other", "bench/figure-21.ts", "export const a = 1;"],
    ["any", "app/page.tsx", "export const a: any = 1;"],
    [
      "any in a list, excused",
      "lib/statistics/trust/a.ts",
      "// biome-ignore lint: no\nexport const a = [] as any[];",
    ],
    ["any in a test", "lib/statistics/trust/a.test.ts", "export const a = new Map<string, any>();"],
    ["a default export", "components/gold/row.tsx", "export default function Row() { return null; }"],
    ["a default constant", "lib/statistics/trust/a.ts", "const a = 1;\nexport default a;"],
    ["a default by renaming", "lib/statistics/trust/a.ts", "const a = 1;\nexport { a as default };"],
    ["a default in app", "app/(requester)/toolbar.tsx", "export default function Toolbar() { return null; }"],
    ["a default route", "app/api/health/route.ts", "export default function GET() { return null; }"],
  ]),
  ...plantImports("9", [
    ["no server-only", "lib/gold/queries.ts", "export async function listGold() { return []; }"],
    ["server-only second", "lib/gold/mutations.ts", `import "next/cache";\n${serverOnly}`],
    ["no server-only in a sub-noun", "lib/item/import/queries.ts", "export const a = 1;"],
    ["no server-only in a role", "lib/item/import/mutations/stage.ts", "export const a = 1;"],
    ["process.env", "lib/auth/session.ts", "export const a = process.env.SECRET;"],
    ["in brackets", "components/gold/row.tsx", 'export const a = process["env"].SECRET;'],
    ["taken apart", "app/page.tsx", "export const { env } = process;"],
    [
      "under another name",
      "lib/database/embedded/embedded.ts",
      "const p = process;\nexport const a = p.env;",
    ],
    ["imported", "lib/queue.ts", 'import { env } from "node:process";\nexport const a = env;'],
    ["of the whole world", "proxy.ts", "export const a = globalThis.process.env.SECRET;"],
    ["of the module", "lib/action.ts", "export const a = import.meta.env.SECRET;"],
    ["in the seed", "prisma/seed.ts", "export const a = process.env.SECRET;"],
  ]),
  ...plantImports("levels", [
    ["a read knows the border", "lib/gold/queries.ts", `${serverOnly}import "./actions.ts";`],
    [
      "a write revalidates",
      "lib/gold/mutations.ts",
      `${serverOnly}import { revalidatePath } from "next/cache";`,
    ],
    [
      "a read knows the request",
      "lib/gold/queries.ts",
      `${serverOnly}import { headers } from "next/headers";`,
    ],
    [
      "a write makes an access",
      "lib/gold/mutations.ts",
      `${serverOnly}import { requireRequester } from "#lib/auth/access.ts";`,
    ],
    ["a read writes", "lib/gold/queries.ts", `${serverOnly}import { setGold } from "./mutations.ts";`],
    ["lib knows the screen", "lib/queue.ts", 'import { Button } from "#components/ui/button.tsx";'],
    ["a page knows the worker", "app/page.tsx", 'import "../worker/main.ts";'],
    [
      "a read in a role writes",
      "lib/gold/queries/list.ts",
      `${serverOnly}import { setGold } from "../mutations.ts";`,
    ],
  ]),
  ...plantImports("doors", [
    [
      "an action that is a function",
      "lib/gold/actions.ts",
      '"use server";\nexport async function setGoldAction() {}',
    ],
    ["an action without a gate", "app/look-action.ts", '"use server";\nexport const look = async () => 1;'],
    [
      "an action by another maker",
      "lib/gold/actions.ts",
      '"use server";\nexport const setGoldAction = cache(async () => 1);',
    ],
    [
      "an action passed on",
      "lib/gold/actions.ts",
      '"use server";\nasync function look() {}\nexport { look };',
    ],
    [
      "an open action that nobody reviewed",
      "lib/gold/actions.ts",
      '"use server";\nexport const setGoldAction = openAction([], async () => 1);',
    ],
    ["a route that is a function", "app/api/gold/route.ts", "export function GET() { return null; }"],
    ["a route without a gate", "app/api/gold/route.ts", "export const POST = async () => null;"],
    [
      "an open route that nobody reviewed",
      "app/api/gold/route.ts",
      "export const GET = openRoute(async () => 1);",
    ],
  ]),
  ...plantImports("value", [
    [
      "a sub-select",
      "lib/gold/queries.ts",
      `${serverOnly}export const a = "SELECT (SELECT max(no) FROM item WHERE project_id = p.id) FROM project p WHERE p.id = $1";`,
    ],
  ]),
  ...plantImports("resolve", [
    ["a file that is not there", "lib/queue.ts", 'import { a } from "#lib/gone.ts";'],
    ["a computed name", "components/gold/row.tsx", 'await import(["#lib", "database/pool.ts"].join("/"));'],
  ]),
];

function plantImports(
  rule: string,
  plants: readonly (readonly [form: string, file: string, text: string])[],
): Plant[] {
  return plants.map(([form, file, text]) => ({ rule, form, file, text: `${text}\n` }));
}
