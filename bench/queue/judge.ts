import { createHash, randomUUID } from "node:crypto";
import type { Client } from "pg";

/** The client asks for this many items at a time. */
export const PAGE = 8;

/** Somebody at work, over a connection of their own. */
export type Judge = {
  client: Client;
  projectId: string;
  no: number;
  held: { id: string; epoch: number }[];
  /** The last answer of an empty claim */
  empty: string | null;
};

const CLAIM = "SELECT nullif(claim_items($1, $2, $3) ->> 'outcome', 'lent') AS empty";
const HELD =
  "SELECT id, epoch FROM assignment WHERE project_id = $1 AND annotator_no = $2 AND state = 'live'";
const SUBMIT =
  "SELECT submit_judgment($1, $2, $3, $4, $5, $6, $7, NULL, NULL, 1500, 0) ->> 'outcome' AS outcome";

export function seat(client: Client, projectId: string, no: number): Judge {
  return { client, projectId, no, held: [], empty: null };
}

/** A page of items: the function, one transaction. */
export async function claim(judge: Judge): Promise<void> {
  const { rows } = await judge.client.query<{ empty: string | null }>(CLAIM, [
    judge.projectId,
    judge.no,
    PAGE,
  ]);
  judge.empty = rows[0]?.empty ?? null;
}

/** The claimed items. */
export async function readHeld(judge: Judge): Promise<void> {
  const { rows } = await judge.client.query<Judge["held"][number]>(HELD, [judge.projectId, judge.no]);
  judge.held = rows;
}

/** One answer: the function, one transaction. */
export async function submit(judge: Judge): Promise<void> {
  const held = judge.held.pop();
  if (held === undefined) throw new Error("Nothing is held.");
  const requestKey = randomUUID();
  const hash = createHash("sha256").update(requestKey).digest();
  const level = 1 + ((hash[0] as number) % 5);
  const values = [judge.projectId, judge.no, held.id, held.epoch, requestKey, hash, level];
  const { rows } = await judge.client.query<{ outcome: string }>(SUBMIT, values);
  if (rows[0]?.outcome !== "saved") throw new Error(`An answer became ${rows[0]?.outcome}.`);
}
