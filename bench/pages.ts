// `npm run bench -- pages [--items 10000,100000] [--people 200] [--runs 5] [--seconds 60] [--only WORDS]`
//
// Asks what every page of the requester's side asks, in projects of these sizes beside each other in one database, and
// prints what it takes: milliseconds warm and the first time, how long the process could answer nobody else, rows and 8 kB pages
// that PostgreSQL read, and how these grow. It ends with a verdict per limit, and fails if one is broken. A million items take
// some minutes to make. `--only items` makes no other figures.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import path from "node:path";
import { parseArgs } from "node:util";
import { makeProject } from "./pages/project.ts";
import { openScratch } from "./queue/scratch.ts";

const COMPUTE = path.join(import.meta.dirname, "pages/compute.ts");
const MEASURE = path.join(import.meta.dirname, "pages/measure.ts");

export async function benchPages(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      items: { type: "string", default: "10000,100000" },
      people: { type: "string", default: "200" },
      runs: { type: "string", default: "5" },
      seconds: { type: "string", default: "60" },
      only: { type: "string", default: "" },
    },
  });
  const sizes = values.items.split(",");
  const scratch = await openScratch();
  try {
    const client = await scratch.connect();
    for (const items of sizes.map(Number)) {
      console.log(`making ${items.toLocaleString("en")} items`);
      await makeProject(client, { projectId: `pages-${items}`, items, people: Number(values.people) });
    }
    await client.query("VACUUM (ANALYZE)");
    await run(COMPUTE, scratch.url, [values.only, ...sizes]);
    await client.query("ANALYZE");
    await client.end();
    const hasty = new URL(scratch.url);
    hasty.searchParams.set("options", `-c statement_timeout=${values.seconds}s`);
    await run(MEASURE, hasty.href, [values.runs, values.seconds, values.only, ...sizes]);
  } finally {
    await scratch.drop();
  }
}

/** In a process of its own, because the product's queries are for a server and read its environment. */
async function run(file: string, databaseUrl: string, words: readonly string[]): Promise<void> {
  const environment = { DATABASE_URL: databaseUrl, AUTH_SECRET: randomBytes(32).toString("hex") };
  const child = spawn(process.execPath, ["--conditions=react-server", file, ...words], {
    stdio: "inherit",
    env: { ...process.env, ...environment },
  });
  const [code] = (await once(child, "exit")) as [number | null];
  process.exitCode ||= code ?? 1;
}
