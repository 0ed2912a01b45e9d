// Runs the suites: quiet where all is well, everything a failing suite said where not, and at the end the names of the
// tests that failed.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ensureClient } from "../supervise/build.ts";
import { addCounts } from "./counts.ts";
import { LANES, type Outcome, type Run, type Suite } from "./suites.ts";

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stopping.abort());
process.once("disconnect", () => stopping.abort());
process.channel?.unref();

process.exitCode = await main(process.argv.slice(2));
process.exit();

async function main(names: readonly string[]): Promise<number> {
  const known = LANES.flat().map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    console.error(`There is no suite "${unknown}". There are ${known.join(", ")}.`);
    return 1;
  }
  const folder = mkdtempSync(path.join(tmpdir(), "assay-reports-"));
  try {
    const outcomes = await runSuites(names, folder);
    const { passed, failed } = addCounts(outcomes.map(({ count }) => count));
    for (const failure of outcomes.flatMap(({ failures = [] }) => failures)) console.log(`FAIL ${failure}`);
    console.log(`\n${passed} passed, ${failed} failed`);
    return failed === 0 && !stopping.signal.aborted ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runSuites(names: readonly string[], folder: string): Promise<Outcome[]> {
  const run = { environment: ownEnvironment(), signal: stopping.signal, folder, tell: console.log };
  await ensureClient(run.environment, run.signal);
  const chosen = LANES.map((lane) => lane.filter(({ name }) => names.length === 0 || names.includes(name)));
  return (await Promise.all(chosen.map((lane) => runLane(lane, run)))).flat();
}

async function runLane(lane: readonly Suite[], run: Run): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const suite of lane) {
    if (run.signal.aborted) break;
    const start = performance.now();
    const outcome = await suite.run(run).catch((error: Error) => ({
      count: { passed: 0, failed: 1 },
      output: error.message,
    }));
    outcomes.push(outcome);
    report(suite.name, outcome, (performance.now() - start) / 1000);
  }
  return outcomes;
}

function report(name: string, { count, output }: Outcome, seconds: number): void {
  const numbers = `${count.passed} passed${count.failed > 0 ? `, ${count.failed} failed` : ""}`;
  console.log(
    `${count.failed > 0 ? "FAIL" : "ok  "} ${name.padEnd(10)} ${numbers.padEnd(24)} ${seconds.toFixed(1)} s`,
  );
  if (count.failed > 0) console.log(`\n${output.trim()}\n`);
}

/** Without what the shell says about an Assay in use: tests have their own database, port, data and secrets. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(PG[A-Z]|ASSAY_|AUTH_|NEXTAUTH_|DATABASE_|PORT$|HOST$|FORCE_COLOR$)/;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return { ...Object.fromEntries(kept), NODE_ENV: "test", NO_COLOR: "1", NEXT_TELEMETRY_DISABLED: "1" };
}
