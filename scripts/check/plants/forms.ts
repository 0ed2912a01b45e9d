import { type Plant, plants } from "./plant.ts";

const serverOnly = 'import "server-only";\n';

/** What breaks a rule of names, texts and levels in its plain form. */
export const FORM_PLANTS: readonly Plant[] = [
  ...plants("7", [
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
  ...plants("8", [
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
  ...plants("9", [
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
  ...plants("levels", [
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
  ...plants("doors", [
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
  ...plants("value", [
    [
      "a sub-select",
      "lib/gold/queries.ts",
      `${serverOnly}export const a = "SELECT (SELECT max(no) FROM item WHERE project_id = p.id) FROM project p WHERE p.id = $1";`,
    ],
  ]),
  ...plants("resolve", [
    ["a file that is not there", "lib/queue.ts", 'import { a } from "#lib/gone.ts";'],
    ["a computed name", "components/gold/row.tsx", 'await import(["#lib", "database/pool.ts"].join("/"));'],
  ]),
];
