import type { Pool } from "pg";
import { openHttp } from "../crowd/http.ts";
import { signIn } from "../crowd/session.ts";
import type { Transport } from "../crowd/transport.ts";
import type { Options } from "../proofs/part.ts";
import { type Instances, type Settings, startInstances } from "./instances.ts";
import { makeProject, type Plan } from "./project.ts";
import { assertDurable, openPool, runOnce, type Server } from "./server.ts";

/** A project of a proof in a database of its own, and instances that serve it. */
export type Fixture = {
  server: Server;
  databaseUrl: string;
  /** For the harness itself */
  pool: Pool;
  instances: Instances;
  plan: Plan;
  openTransport(timeoutMs?: number): Promise<Transport>;
};

type Wanted = Partial<Omit<Settings, "port" | "environment">> & {
  name: string;
  judgments: number;
  people?: number;
  assignmentSeconds?: number;
  /** A bug put into the database before anybody uses it: a statement with $DATABASE where its name goes */
  plant?: string;
  /** Another way to the database for the instances */
  way?: (databaseUrl: string) => string;
  /** More that the instances are told */
  environment?: (databaseUrl: string) => NodeJS.ProcessEnv;
};

export const JUDGMENTS_PER_ITEM = 3;

export function planOf(
  options: Options,
  wanted: Pick<Wanted, "judgments" | "people" | "assignmentSeconds">,
): Plan {
  const items = Math.ceil(wanted.judgments / JUDGMENTS_PER_ITEM);
  const golds = Math.ceil(items / 50);
  return {
    projectId: `proof-${options.seed}-${process.pid}`,
    items: items + golds,
    people: wanted.people ?? options.people,
    golds,
    judgmentsPerItem: JUDGMENTS_PER_ITEM,
    assignmentSeconds: wanted.assignmentSeconds ?? 60,
  };
}

/** Makes a fixture on a server, lets the work be done and clears everything away again. */
export async function withFixture<T>(
  server: Server,
  options: Options,
  wanted: Wanted,
  work: (fixture: Fixture) => Promise<T>,
): Promise<T> {
  const scratch = await server.createScratch(wanted.name);
  const { plant } = wanted;
  if (plant) await runOnce(scratch.url, plant.replace("$DATABASE", new URL(scratch.url).pathname.slice(1)));
  const pool = openPool(scratch.url, 4);
  let instances: Instances | null = null;
  try {
    if (!plant) await assertDurable(pool);
    const plan = planOf(options, wanted);
    await makeProject(pool, plan);
    const { count = options.instances, trouble, hasWorker, poolSize } = wanted;
    const environment = wanted.environment?.(scratch.url);
    const own = {
      ...(environment ? { environment } : {}),
      ...(trouble ? { trouble } : {}),
      ...(hasWorker === undefined ? {} : { hasWorker }),
      ...(poolSize === undefined ? {} : { poolSize }),
    };
    const databaseUrl = wanted.way?.(scratch.url) ?? scratch.url;
    const started = await startInstances({ count, databaseUrl, port: options.port, ...own });
    instances = started;
    const openTransport = (timeoutMs?: number) => openSessions(started.url, pool, plan, timeoutMs);
    return await work({ server, databaseUrl: scratch.url, pool, instances, plan, openTransport });
  } finally {
    await instances?.stop();
    await pool.end();
    await scratch.drop();
  }
}

/** Signs everyone of a plan in through the real pages. */
export async function openSessions(
  url: string,
  pool: Pool,
  plan: Plan,
  timeoutMs?: number,
): Promise<Transport> {
  const cookies = new Map<number, string>();
  for (let no = 1; no <= plan.people; no++)
    cookies.set(no, await signIn(url, pool, `${plan.projectId}-${no}`));
  const patience = timeoutMs === undefined ? {} : { timeoutMs };
  return openHttp({ url: () => url, projectId: plan.projectId, cookies, ...patience });
}
