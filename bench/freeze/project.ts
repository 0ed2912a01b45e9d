import type { Client } from "pg";

export type Plan = { projectId: string; items: number; people: number };

const PER_QUERY = 12;
const GOLD_EVERY = 100;
const EACH = 3;

/** A number from 0 below 1 that looks like chance and is the same each time. */
const CHANCE = (of: string) => `((hashint8extended(${of}, 11) & 2147483647)::float8 / 2147483648)`;

/**
 * A project whose items have three judgments each, by people of whom some are careless; one item in a hundred is gold. Rows are
 * made by the database: what is measured is not how they come in.
 */
export async function makeJudgedProject(client: Client, { projectId, items, people }: Plan): Promise<void> {
  const run = (text: string, ...rest: unknown[]) => client.query(text, [projectId, ...rest]);
  // The keys between the tables hold by construction; checking them a million times is not what is measured.
  await client.query("SET session_replication_role = replica");
  const queries = Math.ceil(items / PER_QUERY);
  await run(
    `INSERT INTO project (id, name, question, state, relevant_from, launched_at, last_item_no, last_query_no, last_annotator_no,
                          field_roles)
     VALUES ($1, 'Bench of freezing', 'How relevant?', 'live', 3, now(), $2, $3, $4,
             '[{"name": "title", "role": "title"}, {"name": "text", "role": "other"}]')`,
    ...[items, queries, people],
  );
  await run(
    "INSERT INTO level (project_id, value, name, gain) SELECT $1, v, 'L' || v, v - 1 FROM generate_series(1, 5) v",
  );
  await run(
    "INSERT INTO query (project_id, no, key, text, ord) SELECT $1, q, 'q' || q, 'query ' || q, q FROM generate_series(1, $2::int) q",
    queries,
  );
  await run(
    `INSERT INTO item (project_id, no, query_no, key, fields, target, group_ord, ord, is_gold, state, counted)
     SELECT $1, n, 1 + (n - 1) / $3::int, 'document-' || n,
            jsonb_build_object('title', 'result ' || n, 'text', repeat('words of it ', 15)),
            $4::int, 1 + (n - 1) / $3::int, n, n % $5 = 0, 'done', $4
     FROM generate_series(1, $2::int) n`,
    ...[items, PER_QUERY, EACH, GOLD_EVERY],
  );
  await run(
    `INSERT INTO gold_version (project_id, item_no, version, levels)
     SELECT $1, no, 1, ARRAY[1 + floor(5 * ${CHANCE("no")})::int] FROM item WHERE project_id = $1 AND is_gold`,
  );
  await run(
    `INSERT INTO annotator (project_id, no, pseudonym, seed, cursor)
     SELECT $1, n, 'person-' || n, n * 7919, 0 FROM generate_series(1, $2::int) n`,
    people,
  );
  await makeJudgments(client, projectId, people);
  await client.query("SET session_replication_role = origin");
  await client.query("VACUUM (ANALYZE)");
}

/** Each person is right as often as they are careful, and else one level off or anywhere. */
async function makeJudgments(client: Client, projectId: string, people: number): Promise<void> {
  await client.query(
    `INSERT INTO judgment (project_id, item_no, annotator_no, assignment_id, key, payload_hash, action, level,
                           guideline_version, counted_at_receipt, duration_ms)
     SELECT $1, i.no, a.no, gen_random_uuid(), gen_random_uuid(), sha256('x'), 'judge',
            CASE WHEN c.careful < 0.55 + 0.4 * ${CHANCE("a.no + 77")} THEN t.level
                 WHEN c.careful < 0.96 THEN least(5, greatest(1, t.level + CASE WHEN c.other < 0.5 THEN 1 ELSE -1 END))
                 ELSE 1 + floor(5 * c.other)::int END,
            0, true, 900 + (i.no % 4000)
     FROM item i, generate_series(0, $3 - 1) k,
       LATERAL (SELECT 1 + (i.no * 7 + k * 61) % $2::int AS no) a,
       LATERAL (SELECT 1 + floor(5 * ${CHANCE("i.no")})::int AS level) t,
       LATERAL (SELECT ${CHANCE("i.no * 1000 + a.no")} AS careful, ${CHANCE("i.no * 1000 + a.no + 500000000000")} AS other) c
     WHERE i.project_id = $1 ORDER BY i.no, k`,
    [projectId, people, EACH],
  );
  await client.query(
    `INSERT INTO assignment (project_id, item_no, annotator_no, id, state, ordinal, counted, judgment_seq, expires_at)
     SELECT project_id, item_no, annotator_no, assignment_id, 'judged', 1, true, seq, now() FROM judgment
     WHERE project_id = $1`,
    [projectId],
  );
}
