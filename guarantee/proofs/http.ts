import type { Pool } from "pg";
import { detour } from "../crowd/requester.ts";
import type { Transport } from "../crowd/transport.ts";
import { JUDGMENTS_PER_ITEM, openSessions, planOf, withFixture } from "../ground/fixture.ts";
import { makeProject, type Plan } from "../ground/project.ts";
import { openPool, openServer } from "../ground/server.ts";
import { measure } from "./measure.ts";
import type { Options, Part, Result } from "./part.ts";
import { hold } from "./trial.ts";
import { resultOf } from "./verdict.ts";

/** A machine that manages fewer judgments a second than this is taken to hang. */
const LEAST_PER_SECOND = 5;
/** As many items at a time as the judging page asks for. */
const COUNT = 8;

/**
 * A crowd works through the routes of instances of the production build, each person with a session of their own. With
 * --url and --database it is an Assay that runs already; its database keeps the project of the proof.
 */
export function proveByHttp(least: number): Part {
  return async (given) => {
    const options = { ...given, instances: Math.max(least, given.instances) };
    const { url, database, judgments, instances } = options;
    if ((url === null) !== (database === null))
      throw new Error("Of an Assay that runs, say both: --url and --database.");
    if (url !== null && database !== null) return [await proveRunning(options, url, database)];
    const server = await openServer();
    try {
      return await withFixture(
        server,
        options,
        { name: "http", judgments },
        async ({ pool, plan, openTransport }) => {
          const name = instances === 1 ? "http, one instance" : `http, ${instances} instances`;
          return [await work(options, name, pool, plan, () => openTransport())];
        },
      );
    } finally {
      await server.stop();
    }
  };
}

async function proveRunning(options: Options, url: string, database: string): Promise<Result> {
  const pool = openPool(database, 4);
  try {
    const plan = planOf(options, options);
    await makeProject(pool, plan);
    return await work(options, "http, a running Assay", pool, plan, () => openSessions(url, pool, plan));
  } finally {
    await pool.end();
  }
}

async function work(
  { seed, judgments, rate }: Options,
  name: string,
  pool: Pool,
  plan: Plan,
  openTransport: () => Promise<Transport>,
): Promise<Result> {
  const verdict = await hold({
    seed,
    plan,
    pool,
    openTransport,
    commands: detour(JUDGMENTS_PER_ITEM),
    count: COUNT,
    rate,
    seconds: 60 + judgments / LEAST_PER_SECOND,
  });
  return resultOf(name, verdict, seed, measure(verdict));
}
