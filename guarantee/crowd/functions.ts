import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Pool } from "pg";
import { isTransient, isUnsure } from "#lib/errors.ts";
import type { EmptyReason, Outcome } from "#lib/judgment/rules.ts";
import { submitPayload, undoPayload } from "#lib/judgment/schema.ts";
import type { Held, Reply } from "../checkers/history/operation.ts";
import type { Transport } from "./transport.ts";

/** One call of a queue function by one of the servers. */
export type Ask = { pool: Pool; server: number; annotatorNo: number; text: string; values: unknown[] };
export type Call = (ask: Ask) => Promise<unknown>;

type Options = {
  projectId: string;
  /** One pool per server: two servers share nothing but the database */
  pools: readonly Pool[];
  noteFault(code: string): void;
  /** Instead of the plain call, to plant a bug in the server */
  wrap?: (plain: Call) => Call;
};

const TRIES = 4;
/** As the route does when a page is left. */
const RELEASE_SECONDS = 30;

const CLAIM = "SELECT claim_items($1, $2, $3) AS answer";
const SUBMIT = "SELECT submit_judgment($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) AS answer";
const UNDO = "SELECT undo_judgment($1, $2, $3, $4, $5) AS answer";
const RENEW = "SELECT (renew_assignments($1, $2) ->> 'count')::int AS answer";
const RETURN = "SELECT (return_assignments($1, $2, $3) ->> 'count')::int AS answer";
const RELEASE = "SELECT (release_assignments($1, $2, $3, $4) ->> 'count')::int AS answer";
const HELD = `SELECT id, epoch, item_no AS "itemNo" FROM assignment
              WHERE project_id = $1 AND annotator_no = $2 AND state = 'live' ORDER BY item_no`;

export async function callPlainly({ pool, text, values }: Ask): Promise<unknown> {
  const { rows } = await pool.query<{ answer: unknown }>(text, values);
  return rows[0]?.answer;
}

/** The queue's functions called as the server calls them: one call each, tried again when the database broke it off. */
export function openFunctions(options: Options): Transport {
  const { projectId, pools } = options;
  const ask = options.wrap?.(callPlainly) ?? callPlainly;
  let asked = 0;
  const reach = async <T>(annotatorNo: number, text: string, rest: unknown[]): Promise<Reply<T>> => {
    const server = asked++ % pools.length;
    const pool = pools[server] as Pool;
    const values = [projectId, annotatorNo, ...rest];
    return tryAgain<T>(() => ask({ pool, server, annotatorNo, text, values }), options.noteFault);
  };
  return {
    claim: async (annotatorNo, count) => {
      const claimed = await reach<{ outcome: "lent" | EmptyReason }>(annotatorNo, CLAIM, [count]);
      if (claimed.phase !== "ok") return claimed;
      const { outcome } = claimed.answer;
      const pool = pools[asked % pools.length] as Pool;
      const held = outcome === "lent" ? await pool.query<Held>(HELD, [projectId, annotatorNo]) : { rows: [] };
      return { phase: "ok", answer: { empty: outcome === "lent" ? null : outcome, held: held.rows } };
    },
    submit: async (annotatorNo, input) => {
      const { assignmentId, epoch, requestKey, level, unratable, comment, durationMs, guidelineVersion } =
        input;
      const answer = [level, unratable, comment, durationMs, guidelineVersion];
      const rest = [assignmentId, epoch, requestKey, hash(submitPayload(input)), ...answer];
      return toOutcome(await reach<Outcome>(annotatorNo, SUBMIT, rest));
    },
    undo: async (annotatorNo, input) => {
      const rest = [input.assignmentId, input.requestKey, hash(undoPayload(input))];
      return toOutcome(await reach<Outcome>(annotatorNo, UNDO, rest));
    },
    renew: (annotatorNo) => reach<number>(annotatorNo, RENEW, []),
    giveBack: (annotatorNo, ids, when) =>
      when === "now"
        ? reach(annotatorNo, RETURN, [ids])
        : reach(annotatorNo, RELEASE, [ids, RELEASE_SECONDS]),
    close: async () => {
      await Promise.all(pools.map((pool) => pool.end()));
    },
  };
}

async function tryAgain<T>(
  work: () => Promise<unknown>,
  noteFault: (code: string) => void,
): Promise<Reply<T>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return { phase: "ok", answer: (await work()) as T };
    } catch (error) {
      const fault = error as { code?: string; message?: string };
      noteFault(fault.code ?? "unknown");
      if (!isUnsure(fault)) throw error;
      if (!isTransient(fault.code) || attempt === TRIES) return { phase: "info", why: "unsure" };
      await pause(Math.random() * 25 * 2 ** attempt);
    }
  }
}

function toOutcome(reply: Reply<Outcome>): Reply<Outcome> {
  if (reply.phase !== "ok") return reply;
  const { outcome } = reply.answer;
  return {
    phase: "ok",
    answer: outcome === "saved" ? { outcome, counted: reply.answer.counted } : { outcome },
  };
}

function hash(payload: string): Buffer {
  return createHash("sha256").update(payload).digest();
}
