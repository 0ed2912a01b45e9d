import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { AnnotatorAccess } from "#lib/auth/access.ts";
import { actForAnnotator } from "#lib/auth/acting.ts";
import { pool } from "#lib/database/pool.ts";
import { claimItems } from "#lib/judgment/mutations.ts";
import type { Submit } from "#lib/judgment/schema.ts";
import { removeProjects } from "./empty.ts";

// A small project for tests of the queue.

export const PROJECT = "p";

export type Held = { id: string; epoch: number; itemNo: number };
export type Plan = {
  items: number;
  perQuery: number;
  people: number;
  judgmentsPerItem: number;
  golds?: number;
  /** 0, unless the test is about the quiz */
  quizSize?: number;
};

/** A live project; the last `golds` items are gold. */
export async function makeProject(plan: Plan): Promise<void> {
  await removeProjects();
  await pool.query(
    `INSERT INTO project (id, name, question, state, judgments_per_item, gold_rate, relevant_from, assignment_seconds,
                          quiz_size)
     VALUES ($1, 'Test', 'How relevant?', 'live', $2, $3, 3, 900, $4)`,
    [PROJECT, plan.judgmentsPerItem, plan.golds ? 0.3 : 0, plan.quizSize ?? 0],
  );
  await pool.query(
    "INSERT INTO level SELECT $1, v, 'Level ' || v, '', '', v - 1 FROM generate_series(1, 5) v",
    [PROJECT],
  );
  await pool.query(
    "INSERT INTO query (project_id, no, key, text, ord) SELECT $1, q, 'q' || q, 'q' || q, q * 1000 FROM generate_series(1, $2) q",
    [PROJECT, Math.ceil(plan.items / plan.perQuery)],
  );
  await pool.query(
    `INSERT INTO item (project_id, no, query_no, key, fields, target, group_ord, ord)
     SELECT $1, n, 1 + (n - 1) / $3, 'i' || n, '{}', $4, (1 + (n - 1) / $3) * 1000, n FROM generate_series(1, $2::int) n`,
    [PROJECT, plan.items, plan.perQuery, plan.judgmentsPerItem],
  );
  await pool.query(
    `INSERT INTO annotator (project_id, no, pseudonym, cursor, seed)
     SELECT $1, n, 'p' || n, n * 7919 % ($3::int * 1000), n FROM generate_series(1, $2::int) n`,
    [PROJECT, plan.people, Math.ceil(plan.items / plan.perQuery)],
  );
  await pool.query("SELECT set_gold($1, no, '{4,5}', '', NULL) FROM item WHERE no > $2", [
    PROJECT,
    plan.items - (plan.golds ?? 0),
  ]);
}

export const person = (no: number): AnnotatorAccess => actForAnnotator(PROJECT, no);

export async function held(no: number): Promise<Held[]> {
  const { rows } = await pool.query<Held>(
    `SELECT id, epoch, item_no AS "itemNo" FROM assignment
     WHERE project_id = $1 AND annotator_no = $2 AND state = 'live' ORDER BY item_no`,
    [PROJECT, no],
  );
  return rows;
}

/** Statement: the requester raises or lowers the judgments per item, and all items follow. */
export const settingTarget = (judgmentsPerItem: number) =>
  `SELECT set_stopping(id, ${judgmentsPerItem}, is_adaptive, least_judgments, most_judgments, stop_confidence, stop_error,
                       audit_share, NULL), retarget_items(id, 10000) FROM project WHERE id = $1`;

/** Lends a person this very item. */
export async function lend(no: number, itemNo: number): Promise<Held> {
  await pool.query("SELECT lend_items($1, ARRAY[$2]::int[], $3, 1, 900)", [PROJECT, itemNo, no]);
  const found = (await held(no)).find((item) => item.itemNo === itemNo);
  if (!found) throw new Error("not lent");
  return found;
}

export async function claimOne(no: number): Promise<Held> {
  await claimItems(person(no), 1);
  const [first] = await held(no);
  if (!first) throw new Error("nothing was lent");
  return first;
}

export function answerTo(item: Held, change: Partial<Submit> = {}): Submit {
  return {
    assignmentId: item.id,
    epoch: item.epoch,
    requestKey: randomUUID(),
    level: 4,
    unratable: null,
    comment: null,
    durationMs: 1500,
    guidelineVersion: 1,
    ...change,
  };
}

export async function one<T>(text: string, values: unknown[] = [PROJECT]): Promise<T> {
  const { rows } = await pool.query(text, values);
  return rows[0] as T;
}

export const itemState = (no: number) =>
  one<{ counted: number; live: number; state: string; rev: number }>(
    "SELECT counted, live, state, rev FROM item WHERE project_id = $1 AND no = $2",
    [PROJECT, no],
  );

/** Resolves once a statement of this database waits for a lock. Other test files have others on the same server. */
export async function untilOneWaits(): Promise<void> {
  const waiting = `SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database()
                     AND (wait_event_type = 'Lock' OR wait_event = 'advisory')) AS waits`;
  while (!(await one<{ waits: boolean }>(waiting, [])).waits) await pause(20);
}

export const expire = () =>
  pool.query("UPDATE assignment SET expires_at = now() - interval '1 s' WHERE project_id = $1", [PROJECT]);

/** Items whose counters differ from what their assignments say, or that hold more than they may. */
export const drift = () =>
  one<{ wrong: number }>(
    `SELECT count(*)::int AS wrong FROM item i JOIN LATERAL (
       SELECT count(*) FILTER (WHERE a.counted) AS counted, count(*) FILTER (WHERE a.state = 'live') AS live
       FROM assignment a WHERE a.project_id = i.project_id AND a.item_no = i.no) t ON true
     WHERE i.project_id = $1
       AND (i.counted <> t.counted OR i.live <> t.live OR i.counted + i.live > i.target
            OR CASE WHEN i.state = 'removed' THEN 0 ELSE i.counted END <> (SELECT count(DISTINCT c.annotator_no) FROM current_judgment c
                             WHERE c.project_id = i.project_id AND c.item_no = i.no AND c.counts))`,
  );
