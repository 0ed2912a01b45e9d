// What a page asks, timed and counted: run by bench/pages.ts with the sizes of the projects that it built.
import { monitorEventLoopDelay } from "node:perf_hooks";
import { actForProject } from "#lib/auth/acting.ts";
import { pool } from "#lib/database/pool.ts";
import { type Cost, costOf, costOfAll, statementsOf } from "#prisma/testing/cost.ts";
import { printRow, quantile } from "../queue/figures.ts";
import { pagesOf } from "./pages.ts";
import { judge, type Measured } from "./verdict.ts";

type Found = Measured | "too long";

const [runs, seconds, only, ...sizes] = process.argv.slice(2) as [string, string, string, ...string[]];
/** What took longer is done twice only. */
const LONG_MS = 3000;

const least = new Map<string, Found>();
const all: { items: number; told: string; found: Found }[] = [];
for (const items of sizes.map(Number)) {
  console.log(`\n${items.toLocaleString("en")} items`);
  printRow("", "p50 ms", "p95 ms", "first ms", "loop ms", "rows", "buffers", "growth");
  const access = actForProject(`pages-${items}`);
  for (const { name, reads } of pagesOf(items)) {
    for (const [what, read] of Object.entries(reads)) {
      const told = `${name}: ${what}`;
      if (only !== "" && !told.includes(only)) continue;
      const found = await look(() => read(access));
      if (!least.has(told)) least.set(told, found);
      all.push({ items, told, found });
      print(told, found, least.get(told) as Found);
    }
  }
}
await pool.end();
process.exitCode = judge(all) ? 0 : 1;

/** Once to warm up, which is when its statements are noted, then as often as asked for. */
async function look(read: () => Promise<unknown>): Promise<Found> {
  try {
    const began = performance.now();
    const statements = await statementsOf(read);
    const first = performance.now() - began;
    const loop = monitorEventLoopDelay({ resolution: 5 });
    loop.enable();
    const times: number[] = [];
    for (let run = 0; run < (first > LONG_MS ? 1 : Number(runs)); run++) {
      const start = performance.now();
      await read();
      times.push(performance.now() - start);
    }
    loop.disable();
    return { ...(await costOfRead(statements)), first, times, blockedMs: loop.max / 1e6 };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "57014") return "too long";
    throw error;
  }
}

async function costOfRead(statements: Awaited<ReturnType<typeof statementsOf>>): Promise<Cost> {
  if (!statements.some(({ isWhole }) => isWhole)) return costOfAll(pool, statements);
  const cost: Cost = { rows: 0, buffers: 0, wholeScans: [] };
  for (const statement of statements) {
    const own = await costOf(pool, statement);
    cost.rows += own.rows;
    cost.buffers += own.buffers;
  }
  return cost;
}

function print(what: string, found: Found, smallest: Found): void {
  if (found === "too long") {
    printRow(what, `> ${seconds} s`);
    return;
  }
  const growth =
    smallest === "too long" ? "" : `${(found.buffers / Math.max(1, smallest.buffers)).toFixed(1)} x`;
  printRow(
    what,
    ...[0.5, 0.95].map((share) => quantile(found.times, share).toFixed(1)),
    found.first.toFixed(0),
    found.blockedMs.toFixed(0),
    found.rows.toLocaleString("en"),
    found.buffers.toLocaleString("en"),
    growth,
  );
}
