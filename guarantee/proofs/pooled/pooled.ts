import { PATIENCE } from "#lib/database/patience.ts";
import { openDatabase } from "../../../scripts/supervise/database.ts";
import { readSettings } from "../../../scripts/supervise/settings.ts";
import { detour } from "../../crowd/requester.ts";
import { type Fixture, JUDGMENTS_PER_ITEM, withFixture } from "../../ground/fixture.ts";
import { openPooler, type Pooler } from "../../ground/pooler.ts";
import { openServer, runOnce, type Server } from "../../ground/server.ts";
import { openStandby, type Standby } from "../../ground/standby.ts";
import { measure } from "../measure.ts";
import type { Options, Result } from "../part.ts";
import { hold } from "../trial.ts";
import { resultOf } from "../verdict.ts";
import { provedPages, SECRET } from "./pages.ts";
import { openReader } from "./reader.ts";

/** A machine that manages fewer judgments a second than this is taken to hang. */
const LEAST_PER_SECOND = 5;
/** As many items at a time as the judging page asks for. */
const COUNT = 8;
const ROUNDS = 12;

/**
 * The crowd of http-two through two web servers and two workers behind PgBouncer in transaction mode, while a requester reads
 * pages from a streaming replica. Then the replica stands still, and is lost.
 */
export async function provedBehindPooler(options: Options): Promise<Result[]> {
  const server = await openServer();
  const closers: (() => Promise<void>)[] = [server.stop];
  try {
    if (server.own === null)
      throw new Error("A replica is made of a PostgreSQL of our own: unset GUARANTEE_DATABASE_URL.");
    const guards = await proveGuards(server);
    const pooler = await openPooler(server.url);
    closers.push(pooler.close);
    const standby = await openStandby(server.url, server.own);
    closers.push(standby.remove);
    const wanted = {
      name: "pooled",
      judgments: options.judgments,
      way: pooler.url,
      environment: (url: string) => ({
        DATABASE_DIRECT_URL: url,
        DATABASE_REPLICA_URL: standby.url(url),
        AUTH_SECRET: SECRET,
        NODE_ENV: "production" as const,
      }),
    };
    const two = { ...options, instances: Math.max(2, options.instances) };
    const others = await withFixture(server, two, wanted, (fixture) => work(fixture, two, standby));
    return [guards, ...others];
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

async function work(fixture: Fixture, options: Options, standby: Standby): Promise<Result[]> {
  const { pool, plan, instances } = fixture;
  const { seed, judgments, rate } = options;
  const reader = await openReader(fixture);
  const verdict = await hold({
    seed,
    plan,
    pool,
    openTransport: () => fixture.openTransport(),
    commands: detour(JUDGMENTS_PER_ITEM),
    count: COUNT,
    rate,
    seconds: 60 + judgments / LEAST_PER_SECOND,
    meanwhile: () => reader.readOnAndOn(ROUNDS),
  });
  const name = `pooled, ${instances.all.length} instances and workers behind PgBouncer`;
  return [resultOf(name, verdict, seed, measure(verdict)), ...(await provedPages(fixture, standby, reader))];
}

/** A start is refused as long as a pooler would keep PostgreSQL from ending what takes too long. */
async function proveGuards(server: Server): Promise<Result> {
  const said: string[] = [];
  const start = async ({ url }: Pooler, direct: string | undefined) => {
    const location = { checkout: process.cwd(), isRoot: false, isReachable: true };
    const urls = { DATABASE_URL: url(server.url), DATABASE_DIRECT_URL: direct };
    const settings = readSettings(urls, location);
    if ("faults" in settings) throw new Error(settings.faults.join(" "));
    const opened = await openDatabase(settings, { tell: () => {}, giveUp: () => {} }).catch(
      (error: Error) => {
        said.push(error.message);
        return null;
      },
    );
    await opened?.stop();
    return opened !== null;
  };
  const before = await openPooler(server.url);
  const isRefused = !(await start(before, undefined)) && !(await start(before, server.url));
  await before.close();
  const { statement_timeout: ms } = PATIENCE.judging;
  for (const name of ["statement_timeout", "idle_in_transaction_session_timeout"])
    await runOnce(server.url, `ALTER ROLE assay SET ${name} = ${ms}`);
  const after = await openPooler(server.url);
  const isStarted = await start(after, server.url);
  await after.close();
  const [one = "", other = ""] = said;
  return {
    name: "pooled, a start behind a pooler",
    hasPassed:
      isRefused &&
      isStarted &&
      one.includes("Set DATABASE_DIRECT_URL") &&
      other.includes("ALTER ROLE") &&
      said.length === 2,
    told: `refused without DATABASE_DIRECT_URL and without times of the role, ${isStarted ? "done" : `refused (${said.at(-1)})`} with both`,
  };
}
