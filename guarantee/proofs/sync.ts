import { setTimeout as pause } from "node:timers/promises";
import type { Pool } from "pg";
import type { Held } from "../checkers/history/operation.ts";
import type { Transport } from "../crowd/transport.ts";
import { type Fixture, JUDGMENTS_PER_ITEM, withFixture } from "../ground/fixture.ts";
import { openServer } from "../ground/server.ts";
import { seeded } from "../random.ts";
import type { Options, Result } from "./part.ts";

/** An idle backend reports its statistics within ten seconds. */
const TOLD_AFTER_MS = 11_000;
const PEOPLE = 1;
const PAGE = 20;

type Counted = { acknowledged: number; syncs: number; seconds: number };

/**
 * Sync before ack: one person sends one answer after the other, so that no commit can ride on the sync of another, and
 * the database must have brought its log to the disk at least once for each answer that was acknowledged. With
 * synchronous_commit off the same count must fall short, or it would prove nothing.
 */
export async function provedBySync(options: Options): Promise<Result[]> {
  const real = await count(options, null);
  const planted = await count(options, "ALTER DATABASE $DATABASE SET synchronous_commit = off");
  return [
    {
      name: "sync before ack",
      hasPassed: real.acknowledged > 0 && real.syncs >= real.acknowledged,
      told: tell(real),
    },
    {
      name: "sync before ack, planted: synchronous_commit off",
      hasPassed: planted.acknowledged > 0 && planted.syncs < planted.acknowledged,
      breaks: ["I1"],
      told: `${planted.syncs < planted.acknowledged ? "found" : "not found"}: ${tell(planted)}`,
    },
  ];
}

function tell({ acknowledged, syncs, seconds }: Counted): string {
  return `${acknowledged} acknowledged one after another in ${seconds.toFixed(1)} s · ${syncs} WAL syncs`;
}

async function count(options: Options, plant: string | null): Promise<Counted> {
  const server = await openServer();
  try {
    const wanted = {
      name: "sync",
      // Others than the one person judge nothing, so each item gives one answer.
      judgments: options.judgments * JUDGMENTS_PER_ITEM,
      people: PEOPLE,
      assignmentSeconds: 3600,
      count: 1,
      hasWorker: false,
      ...(plant === null ? {} : { plant }),
    };
    return await withFixture(server, options, wanted, (fixture) => submitAlone(fixture, options));
  } finally {
    await server.stop();
  }
}

async function submitAlone({ pool, openTransport }: Fixture, options: Options): Promise<Counted> {
  const transport = await openTransport();
  const random = seeded(options.seed, "alone");
  let [acknowledged, syncs, ms] = [0, 0, 0];
  while (acknowledged < options.judgments) {
    const page = await claimPage(transport);
    if (page.length === 0) break;
    // A claim commits as well, so syncs count only from here on.
    await pause(TOLD_AFTER_MS);
    const before = await readSyncs(pool);
    const start = performance.now();
    for (const held of page) if (await submitOne(transport, held, random.uuid())) acknowledged++;
    ms += performance.now() - start;
    await pause(TOLD_AFTER_MS);
    syncs += (await readSyncs(pool)) - before;
  }
  return { acknowledged, syncs, seconds: ms / 1000 };
}

async function claimPage(transport: Transport): Promise<Held[]> {
  const reply = await transport.claim(1, PAGE);
  return reply.phase === "ok" ? reply.answer.held : [];
}

async function submitOne(transport: Transport, { id, epoch }: Held, requestKey: string): Promise<boolean> {
  const answer = { level: 3, unratable: null, comment: null, durationMs: 1000, guidelineVersion: 0 };
  const reply = await transport.submit(1, { assignmentId: id, epoch, requestKey, ...answer });
  return reply.phase === "ok" && reply.answer.outcome === "saved";
}

/** How often the log was brought to the disk; PostgreSQL counts it in one view since 18 and in another before. */
async function readSyncs(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ version: number }>(
    "SELECT current_setting('server_version_num')::int AS version",
  );
  const text =
    (rows[0]?.version ?? 0) >= 180_000
      ? "SELECT coalesce(sum(fsyncs), 0)::int AS syncs FROM pg_stat_io WHERE object = 'wal' AND backend_type <> 'checkpointer'"
      : "SELECT wal_sync::int AS syncs FROM pg_stat_wal";
  return (await pool.query<{ syncs: number }>(text)).rows[0]?.syncs ?? 0;
}
