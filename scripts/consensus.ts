// `npm run consensus -- --labels FILE`: agreement and consensus of anybody's labels, every rule scored on known truths.
import { Misuse, readArguments, USAGE } from "./consensus/arguments.ts";
import { compareRules, DEFAULT_RULE } from "./consensus/comparison.ts";
import { readProject } from "./consensus/project.ts";
import { describeAgreement, describeCounts, tableHeader, tableLine } from "./consensus/report.ts";
import { BadInput } from "./consensus/table.ts";
import { writeConsensus } from "./consensus/written.ts";

if (process.argv.includes("--help") || process.argv.includes("-h")) {
  console.log(USAGE);
  process.exit(0);
}
try {
  const asked = readArguments(process.argv.slice(2));
  const project = await readProject(asked);
  for (const line of describeCounts(project)) console.log(line);
  console.log(`seed ${asked.seed}\n`);
  for (const line of describeAgreement(project)) console.log(line);
  console.log(`\n${tableHeader()}`);
  for (const row of compareRules(project)) {
    console.log(tableLine(row, project.scale));
    if (asked.out !== null && row.rule === DEFAULT_RULE) {
      await writeConsensus(asked.out, project, row);
    }
  }
  if (asked.truth === null) console.log("no --truth given: nothing to score");
  if (asked.out !== null) console.log(`consensus of ${DEFAULT_RULE} written to ${asked.out}`);
} catch (error) {
  if (!(error instanceof Misuse || error instanceof BadInput)) throw error;
  console.error(error.message);
  if (error instanceof Misuse) console.error(USAGE);
  process.exitCode = error instanceof Misuse ? 2 : 1;
}
