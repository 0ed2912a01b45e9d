/** A small tree in which every rule holds: file, text. */
export const HEALTHY: Readonly<Record<string, string>> = {
  "package.json": JSON.stringify({
    name: "small",
    type: "module",
    imports: { "#lib/*": "./lib/*", "#components/*": "./components/*", "#prisma/*": "./prisma/*" },
    dependencies: { "csv-parse": "*", next: "*", pg: "*", "server-only": "*", zod: "*" },
    devDependencies: { "fast-check": "*", vitest: "*" },
  }),
  "tsconfig.json": JSON.stringify({
    compilerOptions: {
      module: "esnext",
      moduleResolution: "bundler",
      jsx: "react-jsx",
      allowImportingTsExtensions: true,
      noEmit: true,
    },
  }),
  "app/layout.tsx": "export default function Layout() { return null; }\n",
  "app/projects/[projectId]/page.tsx": `import { Table } from "#components/gold/table.tsx";
import { requireRequester } from "#lib/auth/access.ts";
import { listGold } from "#lib/gold/queries.ts";
import { runSeed } from "#lib/judgment/mutations.ts";
export default async function Page() { return <Table rows={await listGold(await requireRequester())} at={runSeed} />; }
`,
  "components/ui/button.tsx": "export function Button() { return null; }\n",
  "components/charts/bars.tsx":
    "export function Bars(props: { heights: number[] }) { return props.heights; }\n",
  "components/gold/table.tsx": `import { Bars } from "#components/charts/bars.tsx";
import { Button } from "#components/ui/button.tsx";
import { setGoldAction } from "#lib/gold/actions.ts";
import type { listGold } from "#lib/gold/queries.ts";
import { isAccepted } from "#lib/gold/rules.ts";
import type { Gold } from "#lib/gold/schema.ts";
export function Table(props: { rows: Awaited<ReturnType<typeof listGold>>; first?: Gold; at: unknown }) { return [Bars, Button, setGoldAction, isAccepted, props]; }
`,
  "lib/labeling.ts": "export type Labeling = { readonly levels: number };\n",
  "lib/env.ts": "export const env = { DATABASE_URL: process.env.DATABASE_URL };\n",
  "lib/action.ts": `import { headers } from "next/headers";
export function requesterAction(run: (input: unknown) => unknown) { return async (input: unknown) => [headers(), run(input)]; }
`,
  "lib/route.ts": `export function judgeRoute(run: () => unknown) { return async () => run(); }
export function openRoute(run: () => unknown) { return async () => run(); }
`,
  "app/api/judge/next/route.ts": `import { judgeRoute as gate } from "#lib/route.ts";
export const dynamic = "force-dynamic";
export const POST = gate(() => 1);
`,
  "app/api/health/route.ts": `import { openRoute } from "../../../lib/route.ts";
export const GET = openRoute(() => 1);
`,
  "lib/statistics/agreement/alpha/alpha.ts": `import type { Labeling } from "#lib/labeling.ts";
/** Math.random, Date.now and process.env in a comment break nothing. */
export function alpha(labeling: Labeling, random: () => number, now: Date): number {
  const passed = (performance: { now(): number }) => performance.now();
  return passed({ now: random }) * labeling.levels * new Date(now).getTime() * Math.max(1, Date.UTC(2026));
}
`,
  "lib/statistics/agreement/alpha/alpha.test.ts": `import * as fc from "fast-check";
import { expect, test } from "vitest";
import { alpha } from "./alpha.ts";
test("is computed", () => expect([fc, alpha, performance.now()]).toBeTruthy());
`,
  "lib/formats/csv.ts": `import type { Readable } from "node:stream";
import { parse } from "csv-parse";
export function readCsv(source: Readable) { return source.pipe(parse()); }
`,
  "lib/auth/access.ts": `import { redirect } from "next/navigation";
import { pool } from "#lib/database/pool.ts";
export type RequesterAccess = { projectId: string };
export async function requireRequester(): Promise<RequesterAccess> { return pool ? { projectId: "1" } : redirect("/"); }
`,
  "lib/auth/acting.ts": `import type { RequesterAccess } from "./access.ts";
export function actForProject(projectId: string): RequesterAccess { return { projectId }; }
`,
  "lib/database/pool.ts": `import pg from "pg";
import { env } from "#lib/env.ts";
export const pool = new pg.Pool({ connectionString: env.DATABASE_URL, max: process.pid });
`,
  "lib/project/schema.ts": `import * as z from "zod";
export const nameSchema = z.string().trim().max(100);
`,
  "lib/project/queries.ts": `import "server-only";
import { pool } from "#lib/database/pool.ts";
export async function readProject() { return pool; }
`,
  "lib/item/import/mutations/run.ts": `import "server-only";
import { pool } from "#lib/database/pool.ts";
import { readCsv } from "#lib/formats/csv.ts";
export async function importItems(access: unknown) { return [access, pool, readCsv]; }
`,
  "lib/gold/schema.ts": `import * as z from "zod";
import { nameSchema } from "#lib/project/schema.ts";
export const goldSchema = z.object({ reason: nameSchema });
export type Gold = z.output<typeof goldSchema>;
`,
  "lib/gold/rules.ts": `import { alpha } from "#lib/statistics/agreement/alpha/alpha.ts";
import type { Gold } from "./schema.ts";
export function isAccepted(gold: Gold): boolean { return alpha({ levels: gold.reason.length }, () => 1, new Date(0)) > 0; }
`,
  "lib/gold/queries.ts": `import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { readProject } from "#lib/project/queries.ts";
import type { Gold } from "./schema.ts";
export async function listGold(access: RequesterAccess): Promise<Gold[]> { await readProject(); return [{ reason: access.projectId }]; }
`,
  "lib/gold/mutations.ts": `import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
export async function setGold(access: RequesterAccess) { return pool.query("SELECT set_gold($1)", [access.projectId]); }
`,
  "lib/gold/mutations.db.test.ts": `import { expect, test } from "vitest";
import { pool } from "#lib/database/pool.ts";
import { runSeed } from "#lib/judgment/mutations.ts";
import { makeProject } from "#prisma/testing/fixture.ts";
test("is stored", () => expect([pool, runSeed, makeProject]).toBeTruthy());
`,
  "lib/gold/actions.ts": `"use server";
import { requesterAction } from "#lib/action.ts";
import { setGold } from "./mutations.ts";
import { goldSchema } from "./schema.ts";
export const setGoldAction = requesterAction((access, input) => [setGold(access), goldSchema.parse(input)]);
`,
  "lib/judgment/mutations.ts": `import "server-only";
import { listGold } from "#lib/gold/queries.ts";
export async function runSeed() { return listGold({ projectId: "1" }); }
`,
  "worker/main.ts": `import { actForProject } from "#lib/auth/acting.ts";
import { pool } from "#lib/database/pool.ts";
import { importItems } from "#lib/item/import/mutations/run.ts";
await importItems(actForProject("1"));
await pool.end();
`,
  "prisma/testing/fixture.ts": `import { actForProject } from "#lib/auth/acting.ts";
export const makeProject = () => actForProject("1");
`,
  "prisma/functions/gold.sql": `CREATE FUNCTION gold_cap(p int) RETURNS int LANGUAGE sql AS $$ SELECT p; $$;
CREATE FUNCTION set_gold(p int) RETURNS int LANGUAGE sql AS $$ SELECT gold_cap(p) $$;
CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$;
`,
  "prisma/migrations/0002/migration.sql":
    "CREATE TRIGGER gold_kept BEFORE DELETE ON gold EXECUTE FUNCTION keep();\n",
  "prisma/migrations/0001/migration.sql": "-- history keeps its length\n".repeat(400),
  ...Object.fromEntries(
    Array.from({ length: 20 }, (_, at) => [`bench/figure-${at + 1}.ts`, "export const a = 1;\n"]),
  ),
};
