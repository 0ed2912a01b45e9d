// `npm run bench -- NAME [options]`: times our code and named baselines in one run and prints ratios.
import { benchDesk } from "./desk.ts";
import { benchFreeze } from "./freeze.ts";
import { benchImport } from "./import.ts";
import { benchPages } from "./pages.ts";
import { benchQueue } from "./queue.ts";
import { benchScience } from "./science.ts";

const BENCHES: Record<string, (args: string[]) => Promise<void>> = {
  desk: benchDesk,
  pages: benchPages,
  freeze: benchFreeze,
  import: benchImport,
  queue: benchQueue,
  science: benchScience,
};

const USAGE = `usage: npm run bench -- NAME [options]
There is ${Object.keys(BENCHES).join(", ")}. bench/NAME.ts begins with the options of each.`;

const [name = "", ...rest] = process.argv.slice(2);
if ([name, ...rest].some((word) => word === "--help" || word === "-h")) {
  console.log(USAGE);
  process.exit(0);
}
const bench = BENCHES[name];
if (bench === undefined) {
  console.error(USAGE);
  process.exit(2);
}
await bench(rest);
