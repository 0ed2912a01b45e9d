import { type Plant, plants } from "./plant.ts";

const serverOnly = 'import "server-only";\n';

/** What breaks a rule of imports, and in which form: the file is written into the healthy tree. */
export const IMPORT_PLANTS: readonly Plant[] = [
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
  ...plants("2", [
    ["a component", "components/gold/row.tsx", 'export * from "../../app/layout.tsx";'],
    ["a relative path", "lib/gold/rules.ts", 'import "../../app/layout.tsx";'],
    ["a script's dynamic import", "scripts/look.ts", 'await import("../app/layout.tsx");'],
    ["a journey", "e2e/look.spec.ts", 'import type Page from "../app/projects/[projectId]/page.tsx";'],
  ]),
  ...plants("3", [
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
  ...plants("4", [
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
  ...plants("5", [
    ["a page", "app/page.tsx", 'import { pool } from "#lib/database/pool.ts";'],
    ["a route", "app/api/health/route.ts", 'import { pool } from "../../../lib/database/pool.ts";'],
    ["a component", "components/gold/row.tsx", 'import { pool } from "#lib/database/pool.ts";'],
    ["an action", "lib/gold/actions.ts", 'const { pool } = await import("#lib/database/pool.ts");'],
    ["a decision", "lib/gold/rules.ts", 'import type { pool } from "#lib/database/pool.ts";'],
    ["a loose file", "lib/mail.ts", 'import { pool } from "#lib/database/pool.ts";'],
    ["a test of decisions", "lib/gold/rules.test.ts", 'import { pool } from "#lib/database/pool.ts";'],
    ["another way in", "app/page.tsx", 'import pg from "pg";'],
  ]),
  ...plants("6", [
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
];
