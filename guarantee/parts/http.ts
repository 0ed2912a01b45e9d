import type { Pool } from "pg";
import { openHttp } from "../crowd/http.ts";
import { detour } from "../crowd/requester.ts";
import { signIn } from "../crowd/session.ts";
import type { Transport } from "../crowd/transport.ts";
import { type Plan, plantProject } from "../scratch/project.ts";
import { openPool, openServer } from "../scratch/server.ts";
import { measure } from "./measure.ts";
import type { Options, Part, Result } from "./part.ts";
import { describeVerdict, forgetHistory, hold } from "./trial.ts";

const JUDGMENTS_PER_ITEM = 3;
/** A machine that manages fewer judgments a second than this is taken to hang. */
const LEAST_PER_SECOND = 5;

/** Instances of the production build on one database, behind one address. */
export type StartInstances = (
  count: number,
  databaseUrl: string,
) => Promise<{ url: string; stop(): Promise<void> }>;

/**
 * A crowd works through the routes of running instances, each person with a session of their own. With --url and
 * --database it is an Assay that runs already; its database keeps the project of the proof.
 */
export function proveByHttp(start: StartInstances | null): Part {
  return async (options) => {
    const { url, database, instances } = options;
    if (url !== null && database !== null) return [await work(options, url, database)];
    if (start === null || url !== null) throw new Error("Say where Assay runs: --url and --database.");
    const server = await openServer();
    const scratch = await server.createScratch("http");
    const started = await start(instances, scratch.url);
    try {
      return [await work(options, started.url, scratch.url)];
    } finally {
      await started.stop();
      await scratch.drop();
      await server.stop();
    }
  };
}

async function work(options: Options, url: string, database: string): Promise<Result> {
  const { seed, judgments, people, instances } = options;
  const pool = openPool(database, 4);
  try {
    const items = Math.ceil(judgments / JUDGMENTS_PER_ITEM);
    const golds = Math.ceil(items / 50);
    const projectId = `proof-${seed}-${process.pid}`;
    const plan = {
      projectId,
      items: items + golds,
      people,
      golds,
      judgmentsPerItem: JUDGMENTS_PER_ITEM,
      assignmentSeconds: 60,
    };
    await plantProject(pool, plan);
    const verdict = await hold({
      seed,
      plan,
      pool,
      openTransport: () => openSessions(url, pool, plan),
      commands: detour(JUDGMENTS_PER_ITEM),
      rate: options.rate,
      seconds: 60 + judgments / LEAST_PER_SECOND,
    });
    const isClean = verdict.byHistory.length + verdict.byTables.length === 0;
    if (isClean) forgetHistory(verdict);
    else console.log(describeVerdict(verdict, seed));
    const where = options.url === null ? `${instances} instances` : "a running Assay";
    return { name: `http, ${where}, seed ${seed}`, hasPassed: isClean, told: measure(verdict) };
  } finally {
    await pool.end();
  }
}

async function openSessions(url: string, pool: Pool, plan: Plan): Promise<Transport> {
  const cookies = new Map<number, string>();
  for (let no = 1; no <= plan.people; no++)
    cookies.set(no, await signIn(url, pool, `${plan.projectId}-${no}`));
  return openHttp({ url: () => url, projectId: plan.projectId, cookies });
}
