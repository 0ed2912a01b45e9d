import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Pool } from "pg";
import { checkHistory, describeViolation, sliceOf } from "../check-history.ts";
import { checkTables } from "../check-tables.ts";
import type { Run, Violation } from "../checks/violation.ts";
import { type CrowdEnd, runCrowd } from "../crowd/crowd.ts";
import type { Desk, Tally } from "../crowd/desk.ts";
import { HABITS, type Habits } from "../crowd/person.ts";
import { type Command, reapOnAndOn, steer } from "../crowd/requester.ts";
import type { Transport } from "../crowd/transport.ts";
import { readHistory } from "../history/read.ts";
import { openRecorder } from "../history/recorder.ts";
import { readTables } from "../history/tables.ts";
import { seeded } from "../random.ts";
import type { Plan } from "../scratch/project.ts";

export type Trial = {
  seed: number;
  plan: Plan;
  /** For the harness itself: planting, steering, reaping, looking */
  pool: Pool;
  openTransport(noteFault: (code: string) => void): Promise<Transport> | Transport;
  commands: readonly Command[];
  habits?: Partial<Habits>;
  rate?: number | null;
  seconds: number;
  /** After the crowd went home and before the tables are looked at */
  afterwards?: (desk: Desk) => Promise<Violation[]>;
};

export type Verdict = {
  run: Run;
  end: CrowdEnd;
  tally: Tally;
  byHistory: Violation[];
  byTables: Violation[];
  file: string;
};

const REAP_WITHIN_MS = 6500;
const COUNT = 6;
const COMMON_KEYS = 40;

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
  const keys = seeded(seed, "common keys");
  const commonKeys = Array.from({ length: COMMON_KEYS }, keys.uuid);
  const desk: Desk = {
    recorder,
    transport,
    commonKeys,
    count: COUNT,
    expire: expirer(pool),
    signal: stop.signal,
    tally,
  };
  const wanted = (plan.items - plan.golds) * plan.judgmentsPerItem;
  const progress = () => tally.stored / wanted;
  const requester = { pool, recorder, projectId: plan.projectId, commands: trial.commands, progress };
  const others = [steer(requester, stop.signal), reapOnAndOn(requester, stop.signal)];
  const habits = { ...HABITS, ...trial.habits };
  const crowd = { seed, people: plan.people, habits, rate: trial.rate ?? null, seconds: trial.seconds };
  const end = await runCrowd(desk, crowd);
  stop.abort();
  await Promise.all(others);
  const afterwards = (await trial.afterwards?.(desk)) ?? [];
  await transport.close();
  await recorder.close();
  return { ...(await judge(trial, file, end, afterwards)), end, tally, file };
}

function expirer(pool: Pool) {
  return async (assignmentId: string) => {
    const { rowCount } = await pool.query(
      "UPDATE assignment SET expires_at = clock_timestamp() - interval '1 s' WHERE id = $1 AND state = 'live'",
      [assignmentId],
    );
    return rowCount ?? 0;
  };
}

async function judge(trial: Trial, file: string, { isDrained }: CrowdEnd, afterwards: Violation[]) {
  // The database tells its statistics, and with them deadlocks, a second after the last transaction.
  await pause(1100);
  const { pool, plan } = trial;
  const history = await readHistory(file);
  const tables = await readTables(pool, plan.projectId);
  const run: Run = { history, tables, isDrained, reapWithinMs: REAP_WITHIN_MS };
  const byTables = await checkTables(pool, plan.projectId, { isDrained, reapWithinMs: REAP_WITHIN_MS });
  return { run, byHistory: [...checkHistory(run), ...afterwards], byTables };
}

/** What is wrong, with the smallest piece of the run that shows the first of it. */
export function describeVerdict({ byHistory, byTables, run, file }: Verdict, seed: number): string {
  const [first] = byHistory;
  const lines = [
    ...(first
      ? [`seed ${seed}, the first by the history: ${describeViolation(first)}`, ...sliceOf(first, run)]
      : []),
    ...byHistory.slice(1, 5).map((violation) => `  history: ${describeViolation(violation)}`),
    ...byTables.slice(0, 5).map((violation) => `  tables: ${describeViolation(violation)}`),
    `  ${byHistory.length} found by the history, ${byTables.length} by the tables; the history: ${file}`,
  ];
  return lines.join("\n");
}

export function forgetHistory({ file }: Verdict): void {
  if (existsSync(file)) rmSync(path.dirname(file), { recursive: true });
}
