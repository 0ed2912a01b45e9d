// What the worker would have computed: run by bench/pages.ts with the sizes of the projects that it built.
import { monitorEventLoopDelay } from "node:perf_hooks";
import { actForProject } from "#lib/auth/acting.ts";
import { endPools, workInBackground } from "#lib/database/pool.ts";
import { refreshFigure } from "#lib/project/figures/mutations.ts";
import { LARGEST_DIRECT } from "#lib/project/figures/rules.ts";
import { EVERY } from "../../worker/refresh-figures.ts";
import { printRow } from "../queue/figures.ts";

const [only, ...sizes] = process.argv.slice(2) as [string, ...string[]];

workInBackground();
for (const items of sizes.map(Number)) if (items > LARGEST_DIRECT) await compute(items);
await endPools();

async function compute(items: number): Promise<void> {
  console.log(`\n${items.toLocaleString("en")} items: figures, computed by the worker`);
  printRow("", "seconds", "loop ms", "memory MB");
  for (const figure of Object.values(EVERY)) {
    if (only.startsWith("items") && !["items", "words"].includes(figure.name)) continue;
    const loop = monitorEventLoopDelay({ resolution: 5 });
    loop.enable();
    const start = performance.now();
    await refreshFigure(actForProject(`pages-${items}`), figure);
    loop.disable();
    printRow(
      figure.name,
      ((performance.now() - start) / 1000).toFixed(1),
      (loop.max / 1e6).toFixed(0),
      (process.memoryUsage().rss / 1e6).toFixed(0),
    );
  }
}
