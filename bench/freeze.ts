// `npm run bench -- freeze [--items 1000000] [--people 200] [--no-kills]`
//
// Freezes a project with three judgments an item by the recommended rule, in a process like the worker's, beside COPY of the
// same rows: time by stage, memory, how long the process does not answer, and what a submit costs meanwhile. Then the
// building is killed at three moments, and must come to the same digest. Ends with 1 where a limit is missed.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import type { Client } from "pg";
import { STAGES } from "#lib/dataset/rules/progress.ts";
import type { Told } from "./freeze/build.ts";
import { copyRows, type Formats } from "./freeze/copy.ts";
import { hold, LEAST_OF_COPY, MOST_MB, MOST_SECONDS, MOST_SLOWER } from "./freeze/limits.ts";
import { answerOf, type Ground, killAt, startProcess } from "./freeze/process.ts";
import { makeJudgedProject } from "./freeze/project.ts";
import { keepJudging } from "./freeze/submits.ts";
import { printRow, quantile } from "./queue/figures.ts";
import { makeProject } from "./queue/project.ts";
import { openScratch } from "./queue/scratch.ts";

const DESK = { projectId: "desk", items: 10_000, people: 4 };
const SUBMITS_PER_SECOND = 10;
const IDLE_MS = 10_000;

export async function benchFreeze(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    allowNegative: true,
    options: {
      items: { type: "string", default: "1000000" },
      people: { type: "string", default: "200" },
      kills: { type: "boolean", default: true },
    },
  });
  const items = Number(values.items);
  const data = mkdtempSync(path.join(tmpdir(), "assay-bench-data-"));
  const scratch = await openScratch();
  try {
    const client = await scratch.connect();
    const desk = await scratch.connect();
    await makeJudgedProject(client, { projectId: "bench", items, people: Number(values.people) });
    await makeProject(client, DESK);
    console.log(`\n${items} items, ${3 * items} judgments, ${values.people} people, one gold in a hundred`);
    const ground = { url: scratch.url, data };
    await measure(ground, client, desk);
    if (values.kills) await killAndCompare(ground, client);
    await desk.end();
    await client.end();
  } finally {
    await scratch.drop();
    rmSync(data, { recursive: true, force: true });
  }
}

async function measure(ground: Ground, client: Client, desk: Client): Promise<void> {
  const copied = await copyRows(client);
  const idle = await judgeFor(desk, 1, new Promise((resolve) => setTimeout(resolve, IDLE_MS)));
  const frozen = await freeze(ground);
  const told = answerOf(startProcess(ground, String(frozen.version)));
  const meanwhile = await judgeFor(desk, 2, told);
  printTimes(await told);
  await printFiles(client, await told, copied);
  hold(
    "the whole version, frozen and built",
    frozen.seconds + (await told).seconds,
    { most: MOST_SECONDS },
    " s",
  );
  hold("peak memory of the process, threads included", (await told).peakMb, { most: MOST_MB }, " MB");
  printRow("submit, p95 idle", `${quantile(idle, 0.95).toFixed(1)} ms`);
  printRow("submit, p95 while it is built", `${quantile(meanwhile, 0.95).toFixed(1)} ms`);
  hold("submit, ratio", quantile(meanwhile, 0.95) / quantile(idle, 0.95), { most: MOST_SLOWER });
}

async function freeze(ground: Ground): Promise<Told> {
  const told = await answerOf(startProcess(ground, "freeze"));
  printRow("freeze: the version is stored", `${told.seconds.toFixed(1)} s`);
  return told;
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
  printRow(
    "build: the process did not answer",
    `p99 ${told.delayMs.p99.toFixed(0)} ms`,
    `most ${told.delayMs.most.toFixed(0)} ms`,
  );
}

/** All files of a stage are written at once, so they are held against COPY of all of them one after the other. */
async function printFiles(
  client: Client,
  { version, stages }: Told,
  copied: Record<"labels" | "judgments", Formats>,
): Promise<void> {
  const { rows } = await client.query<{ name: string; bytes: string }>(
    "SELECT name, bytes FROM dataset_file WHERE project_id = 'bench' AND version = $1 ORDER BY name",
    [version],
  );
  const sizes = new Map(rows.map(({ name, bytes }) => [name, Number(bytes)]));
  for (const stage of ["labels", "judgments"] as const) {
    let floor = 0;
    for (const [format, { seconds, bytes }] of Object.entries(copied[stage])) {
      const name = `data/${stage}.${format}`;
      const size = (all: number) => `${(all / 1e6).toFixed(1)} MB`;
      printRow(
        `${name}, and COPY of its rows`,
        size(sizes.get(name) ?? 0),
        size(bytes),
        `${seconds.toFixed(1)} s`,
      );
      floor += seconds;
    }
    const spent = stages[stage] ?? Number.NaN;
    printRow(`data/${stage}.*: seconds, COPY's seconds`, `${spent.toFixed(1)} s`, `${floor.toFixed(1)} s`);
    hold(`data/${stage}.*: of COPY's pace`, floor / spent, { least: LEAST_OF_COPY });
  }
}

async function killAndCompare(ground: Ground, client: Client): Promise<void> {
  for (const stage of ["computing", "labels", "judgments"] as const) {
    const { version } = await freeze(ground);
    const isKilled = await killAt(ground, client, version, stage);
    await answerOf(startProcess(ground, String(version)));
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
