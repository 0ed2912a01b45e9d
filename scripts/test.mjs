// `npm test`: everything that continuous integration runs, from a fresh clone. Runs on the Node of the machine (20 or
// newer), installs what is missing, and hands over to scripts/test/main.ts on the Node that npm installed.
import { installWhatIsMissing, refuseOldNode } from "./start/install.mjs";
import { runOnInstalledNode } from "./start/run.mjs";

const HELP = `Usage: npm test [-- suite …]

Installs what is missing (the browser too) and runs these, or only those that are named:

  format     Biome: layout and order of imports
  lint       Biome: rules
  types      TypeScript
  structure  the ten rules of CONTRIBUTING.md
  unit       vitest, without a database
  database   vitest, on a PostgreSQL of its own
  build      the production build
  e2e        Playwright in Chromium on that build, with a database, a port and a data folder of its own

Types, build and e2e run beside the others.
The last line is "N passed, M failed" over all of them, and above it stands each test that failed; the exit code
is 1 when any did. What a failed journey leaves (trace, picture, the logs of its Assay) lies in test-results.

  CHROMIUM_PATH      a Chromium to use
  TEST_DATABASE_URL  a PostgreSQL for the database tests instead of the bundled one, as its superuser`;

process.exitCode = await main(process.argv.slice(2));

async function main(words) {
  if (words.includes("--help") || words.includes("-h")) {
    console.log(HELP);
    return 0;
  }
  const fault = refuseOldNode() ?? (await installWhatIsMissing());
  if (fault === null) return runOnInstalledNode("scripts/test/main.ts", words);
  console.error(fault);
  return 1;
}
