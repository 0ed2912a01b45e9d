import type { Pool } from "pg";

export type Plan = {
  projectId: string;
  items: number;
  people: number;
  judgmentsPerItem: number;
  /** Of the items, the last so many */
  golds: number;
  assignmentSeconds: number;
};

const PER_QUERY = 12;
/** Far enough apart that every person's start fits between two of them. */
const APART = 1000;

/** A live project with items in queries of twelve and people who have accounts, numbered from 1. They are simulated, so that no quiz stands before their work. */
export async function makeProject(pool: Pool, plan: Plan): Promise<void> {
  const { projectId, items, people, judgmentsPerItem, golds, assignmentSeconds } = plan;
  const queries = Math.ceil(items / PER_QUERY);
  await pool.query(
    `INSERT INTO project (id, name, question, state, judgments_per_item, gold_rate, relevant_from, assignment_seconds,
                          launched_at, last_item_no, last_query_no, last_annotator_no)
     VALUES ($1, 'Proof of the queue', 'How relevant?', 'live', $2, $3, 3, $4, now(), $5, $6, $7)`,
    [projectId, judgmentsPerItem, golds > 0 ? 0.1 : 0, assignmentSeconds, items, queries, people],
  );
  await pool.query(
    "INSERT INTO level (project_id, value, name, gain) SELECT $1, v, 'Level ' || v, v - 1 FROM generate_series(1, 5) v",
    [projectId],
  );
  await pool.query(
    `INSERT INTO query (project_id, no, key, text, ord)
     SELECT $1, q, 'q' || q, 'query ' || q, q::bigint * $3 FROM generate_series(1, $2::int) q`,
    [projectId, queries, APART],
  );
  await pool.query(
    `INSERT INTO item (project_id, no, query_no, key, fields, target, group_ord, ord)
     SELECT $1, n, 1 + (n - 1) / $3::int, 'i' || n, jsonb_build_object('title', 'result ' || n), $4,
            (1 + (n - 1) / $3::int)::bigint * $5, n FROM generate_series(1, $2::int) n`,
    [projectId, items, PER_QUERY, judgmentsPerItem, APART],
  );
  await pool.query(
    `INSERT INTO app_user (id, name) SELECT $1 || '-' || n, 'Person ' || n FROM generate_series(1, $2::int) n`,
    [projectId, people],
  );
  await pool.query(
    `INSERT INTO annotator (project_id, no, user_id, pseudonym, is_simulated, cursor, seed)
     SELECT $1, n, $1 || '-' || n, 'person-' || n, true, n::bigint * 7919 % ($3::bigint * $4), n
     FROM generate_series(1, $2::int) n`,
    [projectId, people, queries, APART],
  );
  await pool.query("SELECT set_gold($1, no, '{4,5}', '', NULL) FROM item WHERE project_id = $1 AND no > $2", [
    projectId,
    items - golds,
  ]);
  // As after the first minute of a real project, when the database has looked at its tables by itself.
  await pool.query("ANALYZE");
}
