import type { Client } from "pg";

export type Plan = { projectId: string; items: number; people: number };

const PER_QUERY = 12;
/** Of the items: what a bank needs at a rate of 0.1, three judgments per item and six people per gold. */
const GOLD_EVERY = 18;

// Random positions of 62 bits, as the import gives them.
const ORD = (expression: string) => `(hashint8extended(${expression}, 7) & 4611686018427387903)`;

/**
 * A live project with the defaults of a new one: three judgments per item, one gold in ten, results of a query
 * together. People have passed the quiz.
 */
export async function makeProject(client: Client, { projectId, items, people }: Plan): Promise<void> {
  const run = (text: string, ...rest: unknown[]) => client.query(text, [projectId, ...rest]);
  const queries = Math.ceil(items / PER_QUERY);
  // The keys between the tables hold by construction; checking them a million times is not what is measured.
  await client.query("SET session_replication_role = replica");
  await run(
    `INSERT INTO project (id, name, question, state, relevant_from, launched_at, last_item_no, last_query_no, last_annotator_no)
     VALUES ($1, 'Bench of the queue', 'How relevant?', 'live', 3, now(), $2, $3, $4)`,
    items,
    queries,
    people,
  );
  await run(
    "INSERT INTO level (project_id, value, name, gain) SELECT $1, v, 'L' || v, v - 1 FROM generate_series(1, 5) v",
  );
  await run(
    `INSERT INTO query (project_id, no, key, text, ord)
     SELECT $1, q, 'q' || q, 'query ' || q, ${ORD("q")} FROM generate_series(1, $2::int) q`,
    queries,
  );
  await run(
    `INSERT INTO item (project_id, no, query_no, key, fields, target, group_ord, ord, is_gold)
     SELECT $1, n, q, 'i' || n, jsonb_build_object('title', 'result ' || n, 'text', repeat('words of it ', 15)),
            CASE WHEN n % $2 = 0 THEN 6 ELSE 3 END, ${ORD("q")}, ${ORD("n + 1000000007")}, n % $2 = 0
     FROM generate_series(1, $3::int) n, LATERAL (SELECT (1 + (n - 1) / $4::int)::bigint AS q) AS own`,
    GOLD_EVERY,
    items,
    PER_QUERY,
  );
  await run(
    `INSERT INTO gold_version (project_id, item_no, version, levels)
     SELECT $1, no, 1, '{4,5}' FROM item WHERE project_id = $1 AND is_gold`,
  );
  await makePeople(client, projectId, people);
  await client.query("SET session_replication_role = origin");
  await client.query("VACUUM (ANALYZE)");
}

async function makePeople(client: Client, projectId: string, people: number): Promise<void> {
  await client.query(
    `WITH person AS (
       INSERT INTO app_user (id, name) SELECT $1 || '-' || n, 'Person ' || n FROM generate_series(1, $2::int) n)
     INSERT INTO annotator (project_id, no, user_id, pseudonym, seed)
     SELECT $1, n, $1 || '-' || n, 'person-' || n, n * 7919 FROM generate_series(1, $2::int) n`,
    [projectId, people],
  );
  await client.query(
    `INSERT INTO annotator_event (project_id, annotator_no, no, kind)
     SELECT $1, n, 1, 'quiz-passed' FROM generate_series(1, $2::int) n`,
    [projectId, people],
  );
}

/**
 * Lets a person have judged so many items that still want judgments of others: the worst that can lie in their way. From the
 * beginning of the ring, and standing behind it; or anywhere, with the whole ring behind them.
 */
export async function makeJudged(
  client: Client,
  projectId: string,
  annotatorNo: number,
  judged: number,
  where: "first" | "anywhere",
): Promise<void> {
  const order = where === "first" ? "group_ord, ord" : "hashint8extended(no, 99)";
  await client.query("SET session_replication_role = replica");
  await client.query(
    `WITH taken AS (
       SELECT no FROM item WHERE project_id = $1 ORDER BY ${order} LIMIT $3
     ), answered AS (
       INSERT INTO judgment (project_id, item_no, annotator_no, assignment_id, key, payload_hash, action, level,
                             guideline_version, counted_at_receipt)
       SELECT $1, no, $2, gen_random_uuid(), gen_random_uuid(), sha256(no::text::bytea), 'judge', 3, 0, true FROM taken
       RETURNING seq, item_no, assignment_id
     ), lent AS (
       INSERT INTO assignment (project_id, item_no, annotator_no, id, state, ordinal, counted, judgment_seq, expires_at)
       SELECT $1, item_no, $2, assignment_id, 'judged', 1, true, seq, now() FROM answered
     )
     UPDATE item SET counted = counted + 1, rev = rev + 2 WHERE project_id = $1 AND no IN (SELECT no FROM taken)`,
    [projectId, annotatorNo, judged],
  );
  await client.query(
    where === "first"
      ? `UPDATE annotator SET (window_from, window_to, cursor) = (
           SELECT min(group_ord), max(group_ord), max(group_ord) FROM (
             SELECT i.group_ord FROM item i JOIN assignment a ON a.project_id = i.project_id AND a.item_no = i.no
             WHERE i.project_id = $1 AND a.annotator_no = $2 ORDER BY i.group_ord DESC LIMIT 64) AS last)
         WHERE project_id = $1 AND no = $2`
      : `UPDATE annotator SET (window_from, window_to, cursor) = (
           SELECT max(group_ord), max(group_ord), max(group_ord) FROM item WHERE project_id = $1)
         WHERE project_id = $1 AND no = $2`,
    [projectId, annotatorNo],
  );
  await client.query("SET session_replication_role = origin");
  await client.query("VACUUM (ANALYZE)");
}
