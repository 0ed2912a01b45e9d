import { type Plant, plants } from "./plant.ts";

/** Ways around a rule: what does the same as a plain violation in a form that is easily overlooked. */
export const WAYS_AROUND_IMPORTS: readonly Plant[] = [
  ...plants("1", [
    [
      "a circle in the worker",
      "worker/main.ts",
      'import "./job.ts";',
      "worker/job.ts",
      'import "./main.ts";',
    ],
  ]),
  ...plants("2", [
    ["the worker", "worker/look.ts", 'import "../app/layout.tsx";'],
    ["a file of Next in the root", "instrumentation.ts", 'import "./app/layout.tsx";'],
  ]),
  ...plants("4", [
    [
      "a parameter of another function that is called as the clock",
      "lib/statistics/trust/a.ts",
      "export const a = (performance: number) => performance;\nexport const b = () => performance.now();",
    ],
    [
      "a clock that is only said to be there",
      "lib/labeling.ts",
      "declare const performance: { now(): number };\nexport const a = () => performance.now();",
    ],
    [
      "chance of the whole world",
      "lib/statistics/trust/a.ts",
      "export const a = () => global.Math.random();",
    ],
    [
      "chance in parentheses",
      "lib/statistics/trust/a.ts",
      "export const a = () => (Math as { random(): number }).random();",
    ],
    [
      "the clock by its format",
      "lib/gold/rules.ts",
      "export const a = () => new Intl.DateTimeFormat().format();",
    ],
    [
      "a clock that is handed in without a date",
      "lib/gold/rules.ts",
      "export const a = (form: Intl.DateTimeFormat) => form.format();",
    ],
    ["text that is run", "lib/statistics/trust/a.ts", 'export const a = new Function("return Date.now()");'],
    [
      "text that a constructor runs",
      "lib/statistics/trust/a.ts",
      'export const a = (0).constructor.constructor("return 1");',
    ],
    ["a connection", "lib/formats/a.ts", 'export const a = new WebSocket("wss://localhost");'],
    ["a connection that is extended", "lib/formats/a.ts", "export class A extends WebSocket {}"],
    ["chance at the border", "lib/border.ts", "export const a = () => Math.random();"],
    [
      "a decision that waits by a promise",
      "lib/gold/rules.ts",
      "export const a = () => Promise.resolve().then(() => 1);",
    ],
    [
      "a decision that waits for whatever comes",
      "lib/gold/rules.ts",
      "export const a = (b: PromiseLike<number>) => b.then((c) => c);",
    ],
    ["a decision that loads", "lib/gold/rules.ts", 'export const a = () => import("./schema.ts");'],
  ]),
  ...plants("5", [
    ["a file of Next in the root", "proxy.ts", 'import { pool } from "#lib/database/pool.ts";'],
    ["a job that writes past the mutations", "worker/look.ts", 'export const a = "DELETE FROM judgment";'],
    [
      "a read that writes by a template",
      "lib/statistics/trust/a.ts",
      "export const a = (b: number) => `UPDATE item i SET state = b`.repeat(b);",
    ],
    [
      "a function that is defined by the product",
      "lib/gold/mutations.ts",
      `import "server-only";\nexport const a = "CREATE OR REPLACE FUNCTION state_at() RETURNS int";`,
    ],
  ]),
  ...plants("7", [
    ["a loose file that nobody reviewed", "lib/mail.ts", "export const a = 1;"],
    ["a service beside the folders", "lib/gold-service.ts", "export const a = 1;"],
    ["a repository", "lib/database/gold-repository.ts", "export const a = 1;"],
    ["helpers of something", "components/gold/row-helpers.tsx", "export const a = 1;"],
    ["a folder that nobody reviewed", "services/gold.ts", "export const a = 1;"],
    ["a folder of services of something", "lib/statistics/gold-services/a.ts", "export const a = 1;"],
  ]),
  ...plants("8", [
    ["a default by its parts", "scripts/look.ts", 'export * as default from "./check/rules.mjs";'],
    ["a default in quotes", "scripts/look.ts", 'const a = 1;\nexport { a as "default" };'],
    ["a file without types", "lib/log.ts", "// @ts-nocheck\nexport const a = 1;"],
  ]),
  ...plants("9", [
    ["in brackets of the world", "lib/action.ts", 'export const a = globalThis["process"].env;'],
    ["by a computed name", "lib/action.ts", 'export const a = globalThis[["pro", "cess"].join("")].env;'],
    ["loaded", "app/page.tsx", 'export const a = (await import("node:process")).env;'],
    [
      "looked up among the modules",
      "lib/log.ts",
      'export const a = process.getBuiltinModule("node:process").env;',
    ],
    [
      "by another module's name",
      "lib/log.ts",
      "export const a = (name: string) => process.getBuiltinModule(name);",
    ],
    ["required", "worker/job.ts", 'import p = require("node:process");\nexport const a = p.env;'],
    [
      "required by an own function",
      "worker/job.ts",
      'import { createRequire } from "node:module";\nexport const a = createRequire(import.meta.url)("process").env;',
    ],
    ["by an assertion", "lib/log.ts", "export const a = (process as { env: object }).env;"],
    ["of the module in brackets", "lib/action.ts", 'export const a = import.meta["env"].SECRET;'],
    ["by text that is run", "lib/action.ts", 'export const a = new Function("return process.env")();'],
  ]),
];
