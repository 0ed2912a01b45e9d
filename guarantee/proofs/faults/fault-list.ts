import { setTimeout as pause } from "node:timers/promises";
import { openDisk } from "../../ground/disk.ts";
import type { Fixture } from "../../ground/fixture.ts";
import { type Fault, onTheWay, tellTroubles } from "./fault.ts";

const FREEZES = 3;
const FROZEN_MS = 8000;
/** Shorter than anybody is frozen */
const SHORT_LEASE_SECONDS = 5;
const LOCKS = 2;
/** Longer than a request waits for a connection */
const LOCKED_MS = 12_000;
const FULL_MS = 4000;
const AWAY_MS = 20_000;

export const FAULTS: readonly Fault[] = [
  {
    name: "connections cut before and after the answer",
    settings: { trouble: onTheWay({ "cut-before": 0.04, "cut-after": 0.04 }) },
    told: tellTroubles,
  },
  {
    name: "half-open connections",
    settings: { trouble: onTheWay({ "half-open": 0.03 }) },
    timeoutMs: 2000,
    told: tellTroubles,
  },
  {
    name: "slow connections",
    settings: { trouble: onTheWay({ slow: 0.15 }) },
    timeoutMs: 1000,
    told: tellTroubles,
  },
  {
    name: "duplicates and reordering",
    settings: { trouble: onTheWay({ twice: 0.06, "again-later": 0.06, slow: 0.06 }), count: 2 },
    told: tellTroubles,
  },
  {
    name: "frozen past the lease",
    settings: { count: 2 },
    assignmentSeconds: SHORT_LEASE_SECONDS,
    timeoutMs: 3000,
    strike: freeze,
    told: () => `${FREEZES} times frozen for ${FROZEN_MS / 1000} s with leases of ${SHORT_LEASE_SECONDS} s`,
  },
  {
    name: "pool exhausted",
    settings: { poolSize: 2 },
    strike: exhaust,
    told: () => `2 connections, ${LOCKS} times blocked for ${LOCKED_MS / 1000} s`,
    reapWithinMs: AWAY_MS,
  },
];

/** The one that needs a disk of its own. */
export const DISK_FULL: Fault = {
  name: "disk full",
  strike: fillDisk,
  // The database says so, and nothing of the call is done.
  excuses: /^500/,
  reapWithinMs: AWAY_MS,
};

async function freeze({ instances }: Fixture): Promise<void> {
  for (let no = 0; no < FREEZES; no++) {
    const victim = instances.all[no % instances.all.length];
    await pause(1500);
    await victim?.signal("SIGSTOP");
    await pause(FROZEN_MS);
    await victim?.signal("SIGCONT");
  }
}

async function exhaust({ pool }: Fixture): Promise<void> {
  for (let no = 0; no < LOCKS; no++) {
    await pause(2000);
    const client = await pool.connect();
    await client.query("BEGIN; LOCK TABLE judgment IN ACCESS EXCLUSIVE MODE");
    await pause(LOCKED_MS);
    await client.query("COMMIT");
    client.release();
  }
}

async function fillDisk({ server: { own }, instances }: Fixture): Promise<void> {
  if (own === null) throw new Error("Only the disk of a PostgreSQL of our own may be filled.");
  const disk = openDisk(own.folder);
  await pause(3000);
  disk.fill();
  await pause(FULL_MS);
  disk.free();
  // Where even its log found no room, PostgreSQL ended; the supervisor starts it again.
  await pause(1000);
  if (!own.isRunning()) await own.revive();
  await Promise.all(instances.all.map((instance) => instance.waitUntilReady("people")));
}
