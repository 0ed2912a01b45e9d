import type { Pool } from "pg";
import type { Invariant } from "../../checkers/violation.ts";
import type { Call } from "../../crowd/functions.ts";
import type { Command } from "../../crowd/requester.ts";

/** A bug put into a scratch copy of the system, to see whether the checkers find it. */
export type Plant = {
  name: string;
  /** Of these at least one must be found broken */
  breaks: readonly Invariant[];
  /** Which checkers must find it: a wrong answer to a client may leave no trace in the tables */
  shows: "history" | "history and tables";
  /** Edits the functions and constraints of the scratch database */
  inDatabase?: (pool: Pool) => Promise<void>;
  /** Edits the server that the crowd talks to */
  inServer?: (plain: Call) => Call;
  servers?: number;
  /** What the requester does during the run */
  commands?: readonly Command[];
  /** Puts a bug into the making of a dataset version */
  inExport?: { from: string; to: string };
};

/** Replaces a piece of a function's text; fails when the piece is not there exactly as often as it should be. */
export async function editFunction(
  pool: Pool,
  name: string,
  from: string | RegExp,
  to: string,
  times: number | null = 1,
): Promise<void> {
  const { rows } = await pool.query<{ text: string }>(
    "SELECT pg_get_functiondef(oid) AS text FROM pg_proc WHERE proname = $1 AND pronamespace = 'public'::regnamespace",
    [name],
  );
  const text = rows[0]?.text;
  if (rows.length !== 1 || text === undefined)
    throw new Error(`There are ${rows.length} functions called ${name}.`);
  await pool.query(replaceExactly(text, from, to, times, name));
}

/** The text with `to` instead of `from`, blanks and line ends aside; it must be there so many times, or, with null, at all. */
export function replaceExactly(
  text: string,
  from: string | RegExp,
  to: string,
  times: number | null,
  name: string,
): string {
  const pieces = text.split(typeof from === "string" ? patternOf(from) : from);
  if (pieces.length === 1 || (times !== null && pieces.length - 1 !== times)) {
    throw new Error(
      `The plant does not fit: ${name} has "${from}" ${pieces.length - 1} times, not ${times ?? "at all"}.`,
    );
  }
  return pieces.join(to);
}

function patternOf(words: string): RegExp {
  const literal = words
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(literal.join("\\s+"));
}
