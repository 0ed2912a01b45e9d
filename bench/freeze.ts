// `npm run bench -- freeze [--items 100000] [--people 200] [--kills]`
//
// Freezes a project with three judgments an item by the recommended rule, in a process like the worker's, beside COPY of the
// same rows: time by stage, memory, how long the process does not answer, and what a submit costs meanwhile. With --kills the
// building is killed at three moments, and must come to the same digest.
import { parseArgs } from "node:util";
import type { Client } from "pg";
import { STAGES } from "#lib/dataset/rules/progress.ts";
import type { Told } from "./freeze/build.ts";
import { type Copied, copyRows } from "./freeze/copy.ts";
import { answerOf, killAt, startProcess } from "./freeze/process.ts";
import { makeJudgedProject } from "./freeze/project.ts";
import { keepJudging } from "./freeze/submits.ts";
import { printRow, quantile } from "./queue/figures.ts";
import { makeProject } from "./queue/project.ts";
import { openScratch, type Scratch } from "./queue/scratch.ts";

const DESK = { projectId: "desk", items: 10_000, people: 4 };
const SUBMITS_PER_SECOND = 10;
const IDLE_MS = 10_000;

export async function benchFreeze(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      items: { type: "string", default: "100000" },
      people: { type: "string", default: "200" },
      kills: { type: "boolean", default: false },
    },
  });
  const items = Number(values.items);
  const scratch = await openScratch();
  try {
    const client = await scratch.connect();
    await makeJudgedProject(client, { projectId: "bench", items, people: Number(values.people) });
    await makeProject(client, DESK);
    console.log(`\n${items} items, ${3 * items} judgments, ${values.people} people, one gold in a hundred`);
    await measure(scratch, client);
    if (values.kills) await killAndCompare(scratch, client);
    await client.end();
  } finally {
    await scratch.drop();
  }
}

async function measure(scratch: Scratch, client: Client): Promise<void> {
  const copied = await copyRows(client);
  const desk = await scratch.connect();
  const idle = await judgeFor(desk, 1, new Promise((resolve) => setTimeout(resolve, IDLE_MS)));
  const version = await freeze(scratch);
  const told = answerOf(startProcess(scratch.url, String(version)));
  const meanwhile = await judgeFor(desk, 2, told);
  await desk.end();
  printTimes(await told);
  await printFiles(client, version, (await told).stages, copied);
  printRow("submit, p95 idle", `${quantile(idle, 0.95).toFixed(1)} ms`);
  const ratio = quantile(meanwhile, 0.95) / quantile(idle, 0.95);
  printRow(
    "submit, p95 while it is built",
    `${quantile(meanwhile, 0.95).toFixed(1)} ms`,
    `× ${ratio.toFixed(2)}`,
  );
}

async function freeze(scratch: Scratch): Promise<number> {
  const told = await answerOf(startProcess(scratch.url, "freeze"));
  printRow("freeze: the version is stored", `${told.seconds.toFixed(1)} s`);
  return told.version;
}

async function judgeFor(client: Client, no: number, work: Promise<unknown>): Promise<number[]> {
  const judging = keepJudging(client, no, SUBMITS_PER_SECOND);
  await work;
  return judging.stop();
}

function printTimes(told: Told): void {
  for (const stage of STAGES) {
    printRow(`stage ${stage}`, `${told.stages[stage]?.toFixed(1)} s`, `${told.peaks[stage]?.toFixed(0)} MB`);
  }
  printRow("build: whole", `${told.seconds.toFixed(1)} s`);
  printRow("build: peak memory of the process", `${told.peakMb.toFixed(0)} MB`);
  printRow(
    "build: the process did not answer",
    `p99 ${told.delayMs.p99.toFixed(0)} ms`,
    `most ${told.delayMs.most.toFixed(0)} ms`,
  );
}

/** All files of a stage are written at once, so they are held against COPY of all of them one after the other. */
async function printFiles(
  client: Client,
  version: number,
  stages: Told["stages"],
  copied: Record<"labels" | "judgments", Copied>,
): Promise<void> {
  const { rows } = await client.query<{ name: string; bytes: string }>(
    "SELECT name, bytes FROM dataset_file WHERE project_id = 'bench' AND version = $1 ORDER BY name",
    [version],
  );
  for (const stage of ["labels", "judgments"] as const) {
    const seconds = stages[stage] ?? Number.NaN;
    const files = rows.filter(({ name }) => name.startsWith(`data/${stage}`));
    const bytes = files.reduce((sum, file) => sum + Number(file.bytes), 0);
    for (const file of files) printRow(file.name, `${(Number(file.bytes) / 1e6).toFixed(1)} MB`);
    const pace = bytes / seconds;
    const floor = copied[stage].bytes / copied[stage].seconds;
    printRow(
      `data/${stage}.*: pace, COPY's pace, ratio`,
      ...[`${(pace / 1e6).toFixed(1)} MB/s`, `${(floor / 1e6).toFixed(1)} MB/s`, (pace / floor).toFixed(2)],
    );
    printRow(
      `data/${stage}.*: seconds, COPY's seconds, ratio`,
      ...[`${seconds.toFixed(1)} s`, `${copied[stage].seconds.toFixed(1)} s`],
      (copied[stage].seconds / seconds).toFixed(2),
    );
  }
}

async function killAndCompare(scratch: Scratch, client: Client): Promise<void> {
  for (const stage of ["computing", "labels", "judgments"] as const) {
    const version = await freeze(scratch);
    const isKilled = await killAt(scratch.url, client, version, stage);
    await answerOf(startProcess(scratch.url, String(version)));
    const { rows } = await client.query<{ state: string }>(
      "SELECT state FROM dataset_version WHERE project_id = 'bench' AND version = $1",
      [version],
    );
    // A version with the digest of the one that nobody interrupted is "equal" to it.
    const isSame = isKilled && rows[0]?.state === "equal";
    printRow(
      `killed while ${stage}, then built: the same digest`,
      isKilled ? (isSame ? "yes" : "NO") : "not killed",
    );
    if (!isSame) process.exitCode = 1;
  }
}
