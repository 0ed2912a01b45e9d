// `npm run honesty -- [SECTION…] --data FOLDER`: holds what Assay says about labels against data with known truth.
import { writeFileSync } from "node:fs";
import { BadInput } from "./consensus/table.ts";
import { Misuse, readArguments, USAGE } from "./honesty/arguments.ts";
import { findOnce } from "./honesty/kept.ts";
import { reportOf, targetLine } from "./honesty/report.ts";
import type { Finding } from "./honesty/section.ts";
import { SECTIONS } from "./honesty/sections.ts";
import { readSets } from "./honesty/sets.ts";

if (process.argv.includes("--help") || process.argv.includes("-h")) {
  console.log(USAGE);
  process.exit(0);
}
try {
  const asked = readArguments(process.argv.slice(2), Object.keys(SECTIONS));
  const sets = await readSets(asked.data);
  const findings: Finding[] = [];
  for (const name of asked.sections) {
    const section = SECTIONS[name];
    if (section === undefined) continue;
    findings.push(
      await findOnce({ folder: asked.keep, name }, asked, sets, () => section(sets, asked, console.log)),
    );
  }
  const targets = findings.flatMap((finding) => finding.targets);
  for (const target of targets) console.log(targetLine(target));
  if (asked.report !== null) writeFileSync(asked.report, reportOf(findings, asked));
  const missed = targets.filter(({ isHeld }) => !isHeld).length;
  console.log(`${targets.length - missed} passed, ${missed} failed`);
  process.exitCode = missed === 0 ? 0 : 1;
} catch (error) {
  if (!(error instanceof Misuse || error instanceof BadInput)) throw error;
  console.error(error.message);
  if (error instanceof Misuse) console.error(USAGE);
  process.exitCode = error instanceof Misuse ? 2 : 1;
}
