import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { ensureBuild } from "../supervise/build.ts";
import { runStep } from "../supervise/step.ts";
import { ensureChromium } from "./browser.ts";
import { type Count, countLastLine, countOne, countPlaywright, countVitest } from "./counts.ts";
import { failuresOfPlaywright, failuresOfVitest } from "./failures.ts";

export type Outcome = {
  count: Count;
  output: string;
  /** The tests that failed, where the suite names them */
  failures?: readonly string[];
};

export type Run = {
  environment: NodeJS.ProcessEnv;
  signal: AbortSignal;
  /** A folder for reports, removed at the end */
  folder: string;
  tell(line: string): void;
};

export type Suite = { name: string; run(run: Run): Promise<Outcome> };

const BIOME = "node_modules/@biomejs/biome/bin/biome";
const VITEST = "node_modules/vitest/vitest.mjs";
const PLAYWRIGHT = "node_modules/@playwright/test/cli.js";
const CHECK = "scripts/check.mjs";
const CHECKOUT = path.dirname(path.dirname(import.meta.dirname));
/** Where Playwright keeps the traces and pictures of what failed, and the run the logs of its Assay */
const TRACES = path.join(CHECKOUT, "test-results");

const format: Suite = {
  name: "format",
  run: (run) => runProgram(run, [BIOME, "check", "--linter-enabled=false", "."]),
};
const lint: Suite = {
  name: "lint",
  run: (run) => runProgram(run, [BIOME, "lint", "--error-on-warnings", "."]),
};
const types: Suite = { name: "types", run: (run) => runChecks(run, "types") };
const structure: Suite = { name: "structure", run: (run) => runChecks(run, "imports,structure,dead-code") };
const unit: Suite = { name: "unit", run: (run) => runVitest(run, "unit") };
const database: Suite = { name: "database", run: (run) => runVitest(run, "database*") };
const build: Suite = { name: "build", run: runBuild };
const e2e: Suite = { name: "e2e", run: runJourneys };

/**
 * What continuous integration runs: two lanes beside each other, each one suite after the other, because a browser and a
 * database leave a core idle while they wait. The types stand before the build, which writes where they read.
 */
export const LANES: readonly (readonly Suite[])[] = [
  [format, lint, structure, unit, database],
  [types, build, e2e],
];

async function runProgram(run: Run, words: readonly string[]): Promise<Outcome> {
  const { code, output, errors } = await runStep(words, run.environment, run.signal);
  return { count: countOne(code === 0), output: output + errors };
}

async function runChecks(run: Run, names: string): Promise<Outcome> {
  const { code, output, errors } = await runStep([CHECK, "--only", names], run.environment, run.signal);
  return { count: countLastLine(output, code === 0), output: output + errors };
}

async function runVitest(run: Run, project: string): Promise<Outcome> {
  const report = path.join(run.folder, `vitest-${project.replace("*", "")}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const words = [VITEST, "run", "--project", project, ...reporters];
  const { code, output, errors } = await runStep(words, run.environment, run.signal);
  const said = readReport(report);
  const failures = failuresOfVitest(said, CHECKOUT);
  return { count: countVitest(said, code === 0), output: output + errors, failures };
}

async function runBuild(run: Run): Promise<Outcome> {
  try {
    await ensureBuild(run.environment, run.signal, () => {});
    return { count: countOne(true), output: "" };
  } catch (error) {
    return { count: countOne(false), output: (error as Error).message };
  }
}

async function runJourneys(run: Run): Promise<Outcome> {
  const browser = ensureChromium(run.tell);
  if ("fault" in browser) return { count: countOne(false), output: browser.fault };
  const report = path.join(run.folder, "e2e.json");
  const { code, output, errors } = await runStep(
    [PLAYWRIGHT, "test", "--project=journeys*", "--reporter=list,json"],
    { ...run.environment, CHROMIUM_PATH: browser.path, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    run.signal,
  );
  const said = readReport(report);
  const kept = `\nTraces, pictures and the logs of Assay: ${TRACES}`;
  return {
    count: countPlaywright(said, code === 0),
    output: output + errors + kept,
    failures: failuresOfPlaywright(said),
  };
}

function readReport(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
}
