import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import type { Pool } from "pg";
import { studentQuantile } from "#lib/statistics/numeric/student.ts";
import { goldLevelsOf, worthOf } from "../../crowd/people.ts";
import { makeProject } from "../../ground/project.ts";
import { openPool, openServer, type Server } from "../../ground/server.ts";
import type { Options, Result } from "../part.ts";
import type { SpamOutcome, SpamPlan } from "./spam-crowd.ts";

const PROJECT = "spam";
const ITEMS = 400;
const GOLDS = 100;
const PEOPLE = 60;
const BAD = 18;
const RUNS = 12;
/** The limits that the specification sets. */
const LARGEST_LOSS = 0.02;
const LATEST_STOP = 20;
const MOST_BLOCKED = 0.01;

/** The same honest people with the bad ones among them and without, by seed. */
type Pair = { dirty: SpamOutcome; clean: SpamOutcome };

/**
 * Three in ten people of a crowd do not do the work, in six ways, on a project with the settings it comes with. Held
 * against the same crowd without them, over several seeds; once as the stop rule decides, once with three judgments for
 * every item.
 */
export async function provedAgainstSpam(options: Options): Promise<Result[]> {
  const server = await openServer();
  try {
    const adaptive = await workPairs(server, options.seed, true);
    const fixed = await workPairs(server, options.seed, false);
    const all = [...adaptive, ...fixed];
    const dirty = all.map((pair) => pair.dirty);
    return [
      consensus(adaptive, fixed),
      stops(dirty),
      blocked(all.flatMap((pair) => [pair.clean, pair.dirty])),
    ];
  } finally {
    await server.stop();
  }
}

async function workPairs(server: Server, firstSeed: number, isAdaptive: boolean): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (let seed = firstSeed; seed < firstSeed + RUNS; seed++) {
    const base = { projectId: PROJECT, seed, isAdaptive };
    const [clean, dirty] = await Promise.all([
      work(server, { ...base, people: PEOPLE - BAD, bad: 0 }),
      work(server, { ...base, people: PEOPLE, bad: BAD }),
    ]);
    pairs.push({ clean, dirty });
  }
  return pairs;
}

async function work(server: Server, plan: SpamPlan): Promise<SpamOutcome> {
  const scratch = await server.createScratch("spam");
  const pool = openPool(scratch.url, 4);
  try {
    await makeSpamProject(pool, plan);
    const words = ["--conditions=react-server", path.join(import.meta.dirname, "spam-crowd.ts")];
    const { stdout } = await promisify(execFile)(process.execPath, words, {
      env: {
        ...process.env,
        DATABASE_URL: scratch.url,
        AUTH_SECRET: "a secret that signs nothing in this process",
        GUARANTEE_SPAM: JSON.stringify(plan),
      },
    });
    return JSON.parse(stdout) as SpamOutcome;
  } finally {
    await pool.end();
    await scratch.drop();
  }
}

async function makeSpamProject(pool: Pool, { projectId, seed, people }: SpamPlan): Promise<void> {
  const base = { projectId, people, judgmentsPerItem: 3, golds: 0, assignmentSeconds: 600 };
  await makeProject(pool, { ...base, items: ITEMS + GOLDS });
  await pool.query("UPDATE project SET gold_rate = 0.1, quiz_size = 10 WHERE id = $1", [projectId]);
  // Only real people take the quiz.
  await pool.query("UPDATE annotator SET is_simulated = false WHERE project_id = $1", [projectId]);
  const every = (ITEMS + GOLDS) / GOLDS;
  for (let no = every; no <= ITEMS + GOLDS; no += every) {
    await pool.query("SELECT set_gold($1, $2, $3, 'as the guideline says', NULL)", [
      projectId,
      no,
      goldLevelsOf(worthOf(seed, no)),
    ]);
  }
}

const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function consensus(adaptive: readonly Pair[], fixed: readonly Pair[]): Result {
  const { loss, told } = compare(adaptive);
  return {
    name: "spam, consensus",
    hasPassed: loss <= LARGEST_LOSS,
    told: `${told} · with three judgments for every item instead of the stop rule ${compare(fixed).told} · ${RUNS} runs of ${ITEMS} items each, 95% intervals of the loss over the runs`,
  };
}

function compare(pairs: readonly Pair[]): { loss: number; told: string } {
  const losses = pairs.map(({ clean, dirty }) => clean.accuracy - dirty.accuracy);
  const loss = mean(losses);
  const variance = losses.reduce((sum, value) => sum + (value - loss) ** 2, 0) / (losses.length - 1);
  const half = studentQuantile(0.975, losses.length - 1) * Math.sqrt(variance / losses.length);
  const [within, without] = (["dirty", "clean"] as const).map((kind) => {
    const accuracy = mean(pairs.map((pair) => pair[kind].accuracy));
    const each = mean(pairs.map((pair) => pair[kind].judgments / pair[kind].items));
    return `${percent(accuracy)} right from ${each.toFixed(2)} judgments per item`;
  });
  const span = [loss - half, loss + half].map((value) => (100 * value).toFixed(1)).join(" to ");
  return {
    loss,
    told: `${within} with 30% bad people, ${without} without: ${(100 * loss).toFixed(1)} points lost (${span})`,
  };
}

function stops(dirty: readonly SpamOutcome[]): Result {
  const people = dirty.flatMap(({ bad }) => bad);
  const until = people.map(({ answers, isStopped }) => (isStopped ? answers : Number.POSITIVE_INFINITY));
  const median = until.sort((a, b) => a - b)[Math.floor(until.length / 2)] as number;
  const byKind = Map.groupBy(people, ({ kind }) => kind);
  const stopped = [...byKind].map(
    ([kind, all]) => `${kind} ${all.filter(({ isStopped }) => isStopped).length}/${all.length}`,
  );
  return {
    name: "spam, who is stopped",
    hasPassed: median <= LATEST_STOP,
    told: `median after ${median} answers, quiz included · ${stopped.join(", ")}`,
  };
}

function blocked(runs: readonly SpamOutcome[]): Result {
  const all = runs.reduce((sum, { honest }) => sum + honest, 0);
  const reasons = runs.flatMap((run) => run.blocked);
  const stopped = reasons.length;
  return {
    name: "spam, honest people",
    hasPassed: stopped / all <= MOST_BLOCKED,
    told: `${stopped} of ${all} honest people blocked (${percent(stopped / all)}): ${countEach(reasons)}`,
  };
}

function countEach(words: readonly string[]): string {
  const counts = [...Map.groupBy(words, (word) => word)].map(([word, all]) => `${word} ${all.length}`);
  return counts.join(", ") || "none";
}
