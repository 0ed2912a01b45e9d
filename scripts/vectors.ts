// `npm run vectors -- FILE…`: holds the sciences against published and recomputed numbers.
import { readFileSync } from "node:fs";
import { messageOf, parseVectorFile } from "./vectors/format.ts";
import { runVectors } from "./vectors/run.ts";

const files = process.argv.slice(2);
const USAGE = "usage: npm run vectors -- FILE…";
if (files.includes("--help") || files.includes("-h")) {
  console.log(USAGE);
  process.exit(0);
}
if (files.length === 0) {
  console.error(USAGE);
  process.exit(2);
}

let passed = 0;
let failed = 0;
for (const file of files) {
  try {
    for (const { id, statistic, failures } of runVectors(parseVectorFile(readFileSync(file, "utf8")))) {
      if (failures.length === 0) {
        passed++;
        continue;
      }
      failed++;
      console.log(`FAILED ${id} (${statistic})`);
      for (const failure of failures.slice(0, 10)) console.log(`  ${failure}`);
      if (failures.length > 10) console.log(`  and ${failures.length - 10} more`);
    }
  } catch (error) {
    failed++;
    console.log(`FAILED ${file}: ${messageOf(error)}`);
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
