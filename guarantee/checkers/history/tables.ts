import type { Pool } from "pg";

export type ItemRow = {
  no: number;
  target: number;
  counted: number;
  live: number;
  rev: number;
  state: string;
  isGold: boolean;
};

export type AssignmentRow = {
  itemNo: number;
  annotatorNo: number;
  id: string;
  epoch: number;
  state: string;
  counted: boolean;
  judgmentSeq: number | null;
  /** Since when it has run out, in milliseconds; negative while it has not */
  overdueMs: number;
};

export type JudgmentRow = {
  seq: number;
  itemNo: number;
  annotatorNo: number;
  requestKey: string;
  hash: string;
  action: string;
  level: number | null;
  unratable: string | null;
  counted: boolean;
  supersedes: number | null;
};

/** A change as the scratch database noted it; what does not belong to its kind is null. */
export type Event = {
  n: number;
  at: number;
  txid: number;
  kind: "item" | "assignment" | "project" | "judgment";
  itemNo: number;
  annotatorNo: number;
  rev: number;
  counted: number;
  live: number;
  target: number;
  state: string;
  isGold: boolean;
  epoch: number;
  wasState: string | null;
  isCounted: boolean;
  judgmentSeq: number | null;
  expiresAt: number;
};

export type Tables = {
  judgmentsPerItem: number;
  /** How many people get items */
  people: number;
  items: ItemRow[];
  assignments: AssignmentRow[];
  judgments: JudgmentRow[];
  /** Null where the database notes none */
  events: Event[] | null;
};

const ITEMS = `SELECT no, target, counted, live, rev, state, is_gold AS "isGold" FROM item WHERE project_id = $1 ORDER BY no`;

const ASSIGNMENTS = `
  SELECT item_no AS "itemNo", annotator_no AS "annotatorNo", id, epoch, state, counted,
         judgment_seq::float8 AS "judgmentSeq",
         (extract(epoch FROM clock_timestamp() - expires_at) * 1000)::float8 AS "overdueMs"
  FROM assignment WHERE project_id = $1 ORDER BY item_no, annotator_no`;

const JUDGMENTS = `
  SELECT seq::float8 AS seq, item_no AS "itemNo", annotator_no AS "annotatorNo", key AS "requestKey",
         encode(payload_hash, 'hex') AS hash, action, level, unratable, counted_at_receipt AS counted, supersedes::float8 AS supersedes
  FROM judgment WHERE project_id = $1 ORDER BY seq`;

const PAGE = 50_000;

const EVENTS = `
  SELECT n::float8 AS n, (extract(epoch FROM at) * 1000)::float8 AS at, txid::float8 AS txid, kind,
         item_no AS "itemNo", annotator_no AS "annotatorNo", rev, counted, live, target, state, is_gold AS "isGold",
         epoch, was_state AS "wasState", is_counted AS "isCounted", judgment_seq::float8 AS "judgmentSeq",
         (extract(epoch FROM expires_at) * 1000)::float8 AS "expiresAt"
  FROM guarantee_event WHERE project_id = $1 AND n > $2 ORDER BY n LIMIT ${PAGE}`;

/** The tables of a project at the end of a run. */
export async function readTables(pool: Pool, projectId: string): Promise<Tables> {
  const list = async <T>(text: string) => (await pool.query(text, [projectId])).rows as T[];
  const [project] = await list<{ judgmentsPerItem: number; people: number; hasEvents: boolean }>(
    `SELECT judgments_per_item AS "judgmentsPerItem", to_regclass('guarantee_event') IS NOT NULL AS "hasEvents",
            (SELECT count(*)::int FROM annotator WHERE project_id = $1 AND state NOT IN ('review', 'suspended')) AS people
     FROM project WHERE id = $1`,
  );
  if (project === undefined) throw new Error(`There is no project ${projectId}.`);
  return {
    judgmentsPerItem: project.judgmentsPerItem,
    people: project.people,
    items: await list<ItemRow>(ITEMS),
    assignments: await list<AssignmentRow>(ASSIGNMENTS),
    judgments: await list<JudgmentRow>(JUDGMENTS),
    events: project.hasEvents ? await readEvents(pool, projectId) : null,
  };
}

/** Page by page: a million judgments are some six million events. */
async function readEvents(pool: Pool, projectId: string): Promise<Event[]> {
  const events: Event[] = [];
  // Each word is kept once, however many events say it.
  const words = new Map<string, string>();
  const once = <T extends string | null>(word: T): T => {
    if (word === null) return word;
    if (!words.has(word)) words.set(word, word);
    return words.get(word) as T;
  };
  for (let last = 0; ; ) {
    const { rows } = await pool.query<Event>(EVENTS, [projectId, last]);
    for (const row of rows) {
      row.kind = once(row.kind);
      row.state = once(row.state);
      row.wasState = once(row.wasState);
      events.push(row);
    }
    last = rows.at(-1)?.n ?? last;
    if (rows.length < PAGE) return events;
  }
}
