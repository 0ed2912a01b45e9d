import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Pool } from "pg";
import { isUnsure } from "#lib/errors.ts";
import { checkHistory } from "../checkers/check-history.ts";
import { checkTables } from "../checkers/check-tables.ts";
import { readHistory } from "../checkers/history/read.ts";
import { openRecorder } from "../checkers/history/recorder.ts";
import { readTables } from "../checkers/history/tables.ts";
import type { Run, Violation } from "../checkers/violation.ts";
import { type CrowdEnd, runCrowd } from "../crowd/crowd.ts";
import type { Desk, Tally } from "../crowd/desk.ts";
import { HABITS, type Habits } from "../crowd/person.ts";
import { type Command, reapOnAndOn, steer } from "../crowd/requester.ts";
import type { Transport } from "../crowd/transport.ts";
import type { Plan } from "../ground/project.ts";
import { seeded } from "../random.ts";
import type { Verdict } from "./verdict.ts";

export type Trial = {
  seed: number;
  plan: Plan;
  /** For the harness itself: fixtures, steering, reaping, looking */
  pool: Pool;
  openTransport(noteFault: (code: string) => void): Promise<Transport> | Transport;
  commands: readonly Command[];
  habits?: Partial<Habits>;
  rate?: number | null;
  seconds: number;
  /** How many items are asked for at a time */
  count?: number;
  /** Longer where the database itself is away for a while */
  reapWithinMs?: number;
  /** See Run */
  excuses?: RegExp;
  /** Goes on beside the crowd */
  meanwhile?: (desk: Desk) => Promise<void>;
  /** After the crowd went home and before the tables are looked at */
  afterwards?: (desk: Desk) => Promise<Violation[]>;
};

const REAP_WITHIN_MS = 6500;
const COUNT = 6;
/** Of a quarter of a second each */
const PATIENCE = 240;
const COMMON_REQUEST_KEYS = 40;

/** Lets a crowd work on a project until nothing is left, and has both checkers look at what came of it. */
export async function hold(trial: Trial): Promise<Verdict> {
  const { seed, plan, pool } = trial;
  const file = path.join(
    mkdtempSync(path.join(tmpdir(), "assay-history-")),
    `${plan.projectId}-${seed}.jsonl`,
  );
  const recorder = openRecorder(file);
  const transport = await trial.openTransport(recorder.noteFault);
  const stop = new AbortController();
  const tally: Tally = { claims: [], submits: [], stored: 0, resent: 0 };
  const requestKeys = seeded(seed, "common keys");
  const commonRequestKeys = Array.from({ length: COMMON_REQUEST_KEYS }, requestKeys.uuid);
  const desk: Desk = {
    recorder,
    transport,
    commonRequestKeys,
    count: trial.count ?? COUNT,
    expire: expirer(pool, trial.plan.projectId),
    signal: stop.signal,
    tally,
  };
  const wanted = (plan.items - plan.golds) * plan.judgmentsPerItem;
  const progress = () => tally.stored / wanted;
  const requester = { pool, recorder, projectId: plan.projectId, commands: trial.commands, progress };
  const others = [steer(requester, stop.signal), reapOnAndOn(requester, stop.signal)];
  const habits = { ...HABITS, ...trial.habits };
  const crowd = { seed, people: plan.people, habits, rate: trial.rate ?? null, seconds: trial.seconds };
  const [end] = await Promise.all([runCrowd(desk, crowd), trial.meanwhile?.(desk)]);
  stop.abort();
  await Promise.all(others);
  const afterwards = (await trial.afterwards?.(desk)) ?? [];
  await transport.close();
  await recorder.close();
  return { ...(await judge(trial, file, end, afterwards)), end, tally, file };
}

function expirer(pool: Pool, projectId: string) {
  return async (assignmentId: string) => {
    const text =
      "UPDATE assignment SET expires_at = clock_timestamp() - interval '1 s' WHERE project_id IS NOT DISTINCT FROM $1 AND id = $2 AND state = 'live'";
    for (let attempt = 1; ; attempt++) {
      try {
        return (await pool.query(text, [projectId, assignmentId])).rowCount ?? 0;
      } catch (error) {
        // Time passes also while the database is away.
        if (!isUnsure(error as Error) || attempt === PATIENCE) throw error;
        await pause(250);
      }
    }
  };
}

async function judge(trial: Trial, file: string, { isDrained }: CrowdEnd, afterwards: Violation[]) {
  // The database reports its statistics, including deadlocks, a second after the last transaction.
  await pause(1100);
  const { pool, plan, reapWithinMs = REAP_WITHIN_MS, excuses } = trial;
  const history = await readHistory(file);
  const tables = await readTables(pool, plan.projectId);
  const run: Run = { history, tables, isDrained, reapWithinMs, ...(excuses ? { excuses } : {}) };
  const byTables = await checkTables(pool, plan.projectId, { isDrained, reapWithinMs });
  return { run, byHistory: [...checkHistory(run), ...afterwards], byTables };
}
