import { setTimeout as pause } from "node:timers/promises";
import { waitBeforeRestart } from "../../scripts/supervise/restarts.ts";
import type { Violation } from "../checkers/violation.ts";
import type { Desk } from "../crowd/desk.ts";
import type { Transport } from "../crowd/transport.ts";
import { type Fixture, withFixture } from "../ground/fixture.ts";
import { openServer } from "../ground/server.ts";
import { measure } from "./measure.ts";
import type { Options, Result } from "./part.ts";
import { hold } from "./trial.ts";
import { resultOf } from "./verdict.ts";

/** Longest that Assay may be away after a kill */
const READY_WITHIN_MS = 10_000;
/** How often the supervisor looks whether PostgreSQL runs */
const LOOK_MS = 1000;
const LOAD_MS = [500, 2000] as const;
const REAP_WITHIN_MS = 20_000;
const SECONDS = 3600;
/** Nobody goes home: their leases would stay until they expire. */
const HABITS = { quit: 0 };

type Acknowledged = { annotatorNo: number; requestKey: string };
type Kill = { name: string; strike(fixture: Fixture): Promise<void> };

const KILLS: readonly Kill[] = [
  { name: "kill -9 of the application", strike: killApplication },
  { name: "kill -9 of PostgreSQL", strike: killDatabase },
];

/** Under load, web server and worker, then PostgreSQL are killed again and again: nothing acknowledged is ever lost. */
export async function provedByKills(options: Options): Promise<Result[]> {
  const results: Result[] = [];
  for (const kill of KILLS.filter(({ name }) => options.only === null || name.includes(options.only))) {
    const server = await openServer();
    if (server.own === null) throw new Error("Only a PostgreSQL of our own may be killed.");
    try {
      const wanted = { name: "kills", judgments: options.judgments };
      results.push(await withFixture(server, options, wanted, (fixture) => proveBy(fixture, options, kill)));
    } finally {
      await server.stop();
    }
  }
  return results;
}

async function proveBy(fixture: Fixture, options: Options, kill: Kill): Promise<Result> {
  const { pool, plan, server } = fixture;
  const { seed, cycles } = options;
  const fresh: Acknowledged[] = [];
  const readyMs: number[] = [];
  const losses: Violation[] = [];
  let acknowledged = 0;
  const meanwhile = async (desk: Desk) => {
    for (let cycle = 1; cycle <= cycles && !desk.signal.aborted; cycle++) {
      await pause(LOAD_MS[0] + Math.random() * (LOAD_MS[1] - LOAD_MS[0]));
      const start = performance.now();
      await kill.strike(fixture);
      readyMs.push(performance.now() - start);
      const known = fresh.splice(0);
      acknowledged += known.length;
      losses.push(...(await findLost(fixture, known)));
      console.log(
        `  ${kill.name} ${cycle}: ready after ${(readyMs.at(-1) ?? 0).toFixed(0)} ms, ${known.length} acknowledged since the last, ${losses.length} lost`,
      );
    }
    await windUp(fixture);
  };
  const verdict = await hold({
    seed,
    plan,
    pool,
    openTransport: async () => watchReceipts(await fixture.openTransport(), fresh),
    commands: [],
    habits: HABITS,
    count: 8,
    rate: options.rate,
    reapWithinMs: REAP_WITHIN_MS,
    seconds: SECONDS,
    meanwhile,
    afterwards: async () => [
      ...losses,
      ...tooLate(readyMs, cycles),
      ...deadlocksIn(server.own?.readLog() ?? ""),
    ],
  });
  const sorted = [...readyMs].sort((a, b) => a - b);
  const at = (share: number) =>
    `${((sorted[Math.floor(share * (sorted.length - 1))] ?? 0) / 1000).toFixed(1)} s`;
  const told = [
    `${readyMs.length} kills`,
    `ready again p50 ${at(0.5)} max ${at(1)}`,
    `${acknowledged} acknowledged between them, ${losses.length} lost`,
    `${verdict.tally.resent} sent again`,
    measure(verdict),
  ];
  return resultOf(kill.name, verdict, seed, told.join(" · "));
}

async function killApplication({ instances }: Fixture): Promise<void> {
  const victim = instances.all[Math.floor(Math.random() * instances.all.length)];
  await victim?.signal("SIGKILL");
  await pause(waitBeforeRestart([0]) ?? 0);
  victim?.start();
  await victim?.waitUntilReady("people");
}

async function killDatabase({ server: { own }, instances }: Fixture): Promise<void> {
  own?.crash();
  await pause(Math.random() * LOOK_MS);
  while (own?.isRunning()) await pause(LOOK_MS);
  await own?.revive();
  await Promise.all(instances.all.map((instance) => instance.waitUntilReady("people")));
}

/** Notes what was acknowledged as saved. */
function watchReceipts(transport: Transport, fresh: Acknowledged[]): Transport {
  return {
    ...transport,
    submit: async (annotatorNo, input) => {
      const reply = await transport.submit(annotatorNo, input);
      if (reply.phase === "ok" && reply.answer.outcome === "saved")
        fresh.push({ annotatorNo, requestKey: input.requestKey });
      return reply;
    },
  };
}

async function findLost({ pool, plan }: Fixture, known: readonly Acknowledged[]): Promise<Violation[]> {
  const { rows } = await pool.query<Acknowledged>(
    `SELECT a.no AS "annotatorNo", a.key AS "requestKey" FROM unnest($2::int[], $3::uuid[]) AS a (no, key)
     WHERE NOT EXISTS (SELECT 1 FROM judgment j WHERE j.project_id = $1 AND j.annotator_no = a.no AND j.key = a.key)`,
    [plan.projectId, known.map(({ annotatorNo }) => annotatorNo), known.map(({ requestKey }) => requestKey)],
  );
  return rows.map(({ annotatorNo, requestKey }) => {
    return {
      invariant: "I1",
      what: `the acknowledged judgment ${requestKey} is gone after a kill`,
      annotatorNo,
    };
  });
}

/** What nobody has begun is taken out, so that the crowd comes to an end. */
async function windUp({ pool, plan }: Fixture): Promise<void> {
  await pool.query(
    `SELECT move_items($1, ARRAY(SELECT no FROM item WHERE project_id = $1 AND state = 'open' AND NOT is_gold
                                   AND counted = 0 AND live = 0), 'remove', NULL)`,
    [plan.projectId],
  );
}

function tooLate(readyMs: readonly number[], cycles: number): Violation[] {
  const late = readyMs.filter((ms) => ms > READY_WITHIN_MS).length;
  const what = `${late} of ${readyMs.length} times not ready after ${READY_WITHIN_MS / 1000} s`;
  const found: Violation[] = late > 0 ? [{ invariant: "live", what }] : [];
  if (readyMs.length < cycles) found.push({ invariant: "live", what: "the work ended before the kills did" });
  return found;
}

// The statistics of a database that crashed begin anew; its log does not.
function deadlocksIn(log: string): Violation[] {
  const count = log.split("deadlock detected").length - 1;
  return count > 0 ? [{ invariant: "live", what: `${count} deadlocks in the log` }] : [];
}
