import fc from "fast-check";
import type { Pool } from "pg";
import { makeProject } from "../../ground/project.ts";
import { openPool, openServer, type Server } from "../../ground/server.ts";
import type { Options, Result } from "../part.ts";
import { COUNTING_PLANTS } from "../plants/counting-plants.ts";
import { DATABASE_PLANTS } from "../plants/database-plants.ts";
import type { Plant } from "../plants/plant.ts";
import { allCommands } from "./commands.ts";
import { openReal } from "./real.ts";
import { LEASE_SECONDS, type Model, type Person } from "./state.ts";

const RUNS = 120;
const COMMANDS = 50;
const ITEMS = 5;
const PEOPLE = 4;
const JUDGMENTS_PER_ITEM = 2;

/** Bugs that the model must find as well: a model that agrees with everything proves nothing. */
const PLANTED = /^(undo-keeps-count|double-decrement|lowered-target-ignored|epoch-ignored|surplus-counted)/;

/** Long series of random commands against a model of the queue: after each of them both must agree. */
export async function provedByModel({ seed }: Options): Promise<Result[]> {
  const server = await openServer();
  try {
    const healthy = await compareWithModel(server, seed, null);
    if (healthy.report) console.log(healthy.report);
    const results: Result[] = [{ name: "model", hasPassed: healthy.report === null, told: healthy.told }];
    const queue = DATABASE_PLANTS.filter(({ name }) => PLANTED.test(name));
    for (const plant of [...queue, ...COUNTING_PLANTS]) {
      const { report, told } = await compareWithModel(server, seed, plant);
      const name = `model against ${plant.name.split(":")[0]}`;
      results.push({
        name,
        hasPassed: report !== null,
        breaks: plant.breaks,
        told: `${report === null ? "not found in" : "found in"} ${told}`,
      });
    }
    return results;
  } finally {
    await server.stop();
  }
}

async function compareWithModel(server: Server, seed: number, plant: Plant | null) {
  const scratch = await server.createScratch("model");
  const pool = openPool(scratch.url, 2);
  let made = 0;
  let done = 0;
  try {
    const canSuspend = await hasStanding(pool);
    await plant?.inDatabase?.(pool);
    const series = fc.commands(allCommands(canSuspend), { maxCommands: COMMANDS, size: "max" });
    const property = fc.asyncProperty(series, async (commands) => {
      const projectId = `model-${++made}`;
      await makeSmallProject(pool, projectId);
      await fc.asyncModelRun(() => ({ model: emptyModel(), real: openReal(pool, projectId) }), commands);
      done += [...commands].length;
    });
    // A planted bug only has to be found, not shrunk to the fewest commands.
    const found = await fc.check(property, { seed, numRuns: RUNS, endOnFailure: plant !== null });
    const told = `${found.numRuns} series of commands, ${done} commands${canSuspend ? ", suspensions among them" : ""}`;
    return { report: found.failed ? fc.defaultReportMessage(found) : null, told };
  } finally {
    await pool.end();
    await scratch.drop();
  }
}

/** One query with items and a second one that items are added to. */
async function makeSmallProject(pool: Pool, projectId: string): Promise<void> {
  const plan = { items: ITEMS, people: PEOPLE, golds: 0, judgmentsPerItem: JUDGMENTS_PER_ITEM };
  await makeProject(pool, { projectId, ...plan, assignmentSeconds: LEASE_SECONDS });
  await pool.query(
    "INSERT INTO query (project_id, no, key, text, ord) VALUES ($1, 2, 'second', 'second', 2000)",
    [projectId],
  );
}

async function hasStanding(pool: Pool): Promise<boolean> {
  const { rowCount } = await pool.query("SELECT 1 FROM pg_proc WHERE proname = 'suspend_annotator'");
  return (rowCount ?? 0) > 0;
}

function emptyModel(): Model {
  const items = Array.from({ length: ITEMS }, (_, at) => {
    const no = at + 1;
    return [
      no,
      { no, queryNo: 1, target: JUDGMENTS_PER_ITEM, state: "open", isGold: false, pairs: new Map() },
    ] as const;
  });
  const people = Array.from({ length: PEOPLE }, (_, at): [number, Person] => {
    const no = at + 1;
    return [no, { no, isSuspended: false, taken: [], paused: [] }];
  });
  return {
    clock: 0,
    judgmentsPerItem: JUDGMENTS_PER_ITEM,
    isPaused: false,
    items: new Map(items),
    pausedQueries: new Set(),
    people: new Map(people),
    answers: 0,
    frozen: [],
  };
}
