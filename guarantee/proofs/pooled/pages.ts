import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { openHttp } from "../../crowd/http.ts";
import { signIn } from "../../crowd/session.ts";
import type { Fixture } from "../../ground/fixture.ts";
import { startInstances } from "../../ground/instances.ts";
import { runOnce } from "../../ground/server.ts";
import type { Standby } from "../../ground/standby.ts";
import type { Result } from "../part.ts";
import type { Page, Reader } from "./reader.ts";

/** Of all web servers of the proof, so that they know each other's sessions */
export const SECRET = randomBytes(32).toString("base64url");
const PATIENCE_MS = 45_000;
const WORDS = "changed a moment ago";
/** Statements of the desk and of the gate in front of it */
const JUDGING = /\b(?:claim_items|submit_judgment|\w+_assignments)\(|FROM session s/g;
const READING = /execute <unnamed>/g;

/** Where pages read, what they say, and what happens when the replica stands still or is lost. */
export async function provedPages(fixture: Fixture, standby: Standby, reader: Reader): Promise<Result[]> {
  const told = standby.readLog();
  const [reading, judging] = [told.match(READING)?.length ?? 0, told.match(JUDGING)?.length ?? 0];
  const { read, failed } = reader.count;
  const results: Result[] = [
    {
      name: "pooled, pages from the replica",
      hasPassed: failed === 0 && reading > read && judging === 0,
      told: `${read - failed} of ${read} pages came · ${reading} statements on the replica, ${judging} of them of judging`,
    },
  ];
  results.push(...(await proveOwnChange(fixture, standby, reader)));
  results.push(await proveAbandoned(fixture, reader));
  results.push(await proveLoss(standby, reader));
  await standby.start();
  results.push(await plantJudging(fixture, standby));
  return results;
}

/** The replica stands still: who changed something sees it, and pages that read it say how old they may be. */
async function proveOwnChange(
  { pool, plan, databaseUrl }: Fixture,
  standby: Standby,
  reader: Reader,
): Promise<Result[]> {
  const url = standby.url(databaseUrl);
  await runOnce(url, "SELECT pg_wal_replay_pause()");
  await pool.query("UPDATE query SET text = $2 WHERE project_id = $1 AND no = 1", [plan.projectId, WORDS]);
  await reader.change();
  const own = await reader.readAfterChange("/items");
  const forgotten = await reader.read("/items");
  const start = Date.now();
  let said: RegExpExecArray | null = null;
  while (said === null && Date.now() - start < PATIENCE_MS) {
    await pause(500);
    said = /up to (?:<!-- -->)?(\d+)(?:<!-- -->)? seconds old/.exec((await reader.read("")).html);
  }
  const states = (await reader.health()).map(({ replica }) => replica?.state ?? "none");
  await runOnce(url, "SELECT pg_wal_replay_resume()");
  const isSeen = (page: Page) => page.status === 200 && page.html.includes(WORDS);
  return [
    {
      name: "pooled, the replica stands still",
      hasPassed: isSeen(own) && said !== null && states.every((state) => state === "behind"),
      told: `own change ${isSeen(own) ? "seen" : "missing"} · page says ${said?.[1] ?? "no"} seconds · health says ${states.join(" and ")}`,
    },
    {
      name: "pooled, planted: the browser forgets that it changed something",
      hasPassed: forgotten.status === 200 && !isSeen(forgotten),
      breaks: ["pages"],
      told: `found: own change ${isSeen(forgotten) ? "seen" : "missing"}`,
    },
  ];
}

/** A page that nobody waits for takes its query along, through the pooler too. */
async function proveAbandoned({ pool, databaseUrl }: Fixture, reader: Reader): Promise<Result> {
  const blocker = new pg.Client({ connectionString: databaseUrl });
  blocker.on("error", () => {});
  await blocker.connect();
  const waiting = async () => {
    const { rows } = await pool.query<{ waiting: number }>(
      "SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%AS invites%'",
    );
    return rows[0]?.waiting ?? 0;
  };
  const until = async (isDone: (count: number) => boolean) => {
    const start = Date.now();
    while (!isDone(await waiting()) && Date.now() - start < PATIENCE_MS / 2) await pause(50);
    return { isDone: isDone(await waiting()), ms: Date.now() - start };
  };
  try {
    // Only the overview reads invites, so that nothing else waits.
    await blocker.query("SET idle_in_transaction_session_timeout = 0");
    await blocker.query("BEGIN; LOCK TABLE invite IN ACCESS EXCLUSIVE MODE");
    await reader.change();
    const leaving = new AbortController();
    const asked = reader.readAfterChange("", leaving.signal).catch(() => null);
    const begun = await until((count) => count > 0);
    leaving.abort();
    await asked;
    const ended = await until((count) => count === 0);
    return {
      name: "pooled, an abandoned page",
      hasPassed: begun.isDone && ended.isDone,
      told: ended.isDone ? `its queries ended after ${ended.ms} ms` : `${await waiting()} queries run on`,
    };
  } finally {
    await blocker.end();
  }
}

async function proveLoss(standby: Standby, reader: Reader): Promise<Result> {
  // After the lock of the proof before, the replica is read again.
  await reader.readOnAndOn(1);
  const before = { ...reader.count };
  await standby.stop();
  await reader.readOnAndOn(2);
  const states = (await reader.health()).map(({ replica }) => replica?.state ?? "none");
  const [read, failed] = [reader.count.read - before.read, reader.count.failed - before.failed];
  return {
    name: "pooled, the replica is lost",
    hasPassed: read > 0 && failed === 0 && states.every((state) => state === "unused"),
    told: `${read - failed} of ${read} pages came from the primary · health says ${states.join(" and ")}`,
  };
}

/** A web server that judges on the replica: its log shows it. */
async function plantJudging(
  { pool, plan, databaseUrl, instances }: Fixture,
  standby: Standby,
): Promise<Result> {
  const before = standby.readLog().length;
  const planted = await startInstances({
    count: 1,
    port: 0,
    databaseUrl: standby.url(databaseUrl),
    hasWorker: false,
    environment: { AUTH_SECRET: SECRET, NODE_ENV: "production" },
  });
  try {
    const cookies = new Map([[1, await signIn(instances.url, pool, `${plan.projectId}-1`)]]);
    const transport = openHttp({ url: () => planted.url, projectId: plan.projectId, cookies });
    await transport.claim(1, 1);
  } finally {
    await planted.stop();
  }
  const judging = standby.readLog().slice(before).match(JUDGING)?.length ?? 0;
  return {
    name: "pooled, planted: judging reads the replica",
    hasPassed: judging > 0,
    breaks: ["pages"],
    told: `found: ${judging} statements of judging on the replica`,
  };
}
