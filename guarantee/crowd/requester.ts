import { setTimeout as pause } from "node:timers/promises";
import type { Pool } from "pg";
import { RETARGETED_AT_ONCE } from "#lib/project/rules.ts";
import type { Recorder } from "../checkers/history/recorder.ts";

const WHO = { client: "requester", annotatorNo: null };
const REAP_EVERY_MS = 200;
const REAP_AT_MOST = 500;
/** The items follow by retarget_items. */
export const SET_TARGET = `SELECT set_stopping(id, $2, is_adaptive, least_judgments, most_judgments, stop_confidence, stop_error,
                                        audit_share, NULL) AS answer FROM project WHERE id = $1`;

/** A command of the requester, given once so large a share of the judgments is stored. */
export type Command = { after: number; do: { target: number } | "pause" | "resume" };

/** Lowers the target, pauses, resumes and raises it again: in the end exactly the planned judgments for every item. */
export function detour(judgmentsPerItem: number): Command[] {
  return [
    { after: 0.2, do: { target: Math.max(1, judgmentsPerItem - 1) } },
    { after: 0.3, do: "pause" },
    { after: 0.3, do: "resume" },
    { after: 0.4, do: { target: judgmentsPerItem } },
  ];
}

type Requester = {
  pool: Pool;
  recorder: Recorder;
  projectId: string;
  commands: readonly Command[];
  /** Share of the judgments stored so far */
  progress(): number;
};

/** Steers the project while people work, as the routes and the functions of the requester do. */
export async function steer(requester: Requester, signal: AbortSignal): Promise<void> {
  for (const command of requester.commands) {
    while (requester.progress() < command.after && !signal.aborted) await pause(10);
    if (signal.aborted) return;
    await give(requester, command.do);
    await pause(100);
  }
}

async function give({ pool, recorder, projectId }: Requester, what: Command["do"]): Promise<void> {
  const run = (text: string, value: unknown) => async () => {
    await pool.query(text, [projectId, value]);
    return { phase: "ok", answer: null } as const;
  };
  if (typeof what === "object") {
    const asked = { judgmentsPerItem: what.target };
    await recorder.run(WHO, "target", asked, async () => {
      await run(SET_TARGET, what.target)();
      for (let hasMore = true; hasMore; ) {
        const { rows } = await pool.query("SELECT (retarget_items($1, $2) ->> 'more')::boolean AS more", [
          projectId,
          RETARGETED_AT_ONCE,
        ]);
        hasMore = rows[0]?.more === true;
      }
      return { phase: "ok", answer: null };
    });
    return;
  }
  const state = what === "pause" ? "paused" : "live";
  await recorder.run(WHO, what, null, run("UPDATE project SET state = $2 WHERE id = $1", state));
}

/** Takes back what ran out, again and again, as the worker does. */
export async function reapOnAndOn(requester: Requester, signal: AbortSignal): Promise<void> {
  const { pool, recorder, projectId } = requester;
  while (!signal.aborted) {
    await recorder.run(
      { client: "worker", annotatorNo: null },
      "reap",
      { atMost: REAP_AT_MOST },
      async () => {
        const { rows } = await pool.query<{ reaped: number }>(
          "SELECT (reap_assignments($1, $2) ->> 'count')::int AS reaped",
          [projectId, REAP_AT_MOST],
        );
        return { phase: "ok", answer: rows[0]?.reaped ?? 0 };
      },
    );
    await pause(REAP_EVERY_MS, undefined, { signal }).catch(() => {});
  }
}
