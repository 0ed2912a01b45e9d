import type { Client } from "pg";

export type Plan = { projectId: string; items: number; people: number };

const PER_QUERY = 12;
const GOLD_EVERY = 100;
const PER_ITEM = 3;

/** Random positions of 62 bits, as the import gives them. */
const ORD = (expression: string) => `(hashint8extended(${expression}, 7) & 4611686018427387903)`;
/** Evenly one of this many, the same at every run. */
const DRAW = (most: string | number, seed: number, ...of: readonly string[]) =>
  `(hashint8extended(${of.map((one) => `${one}::bigint`).join(" * 1000003 + ")}, ${seed}) & 2147483647) % ${most}`;

/**
 * A project in the middle of its work: three judgments of nearly every item by people of several standings, one item in a
 * hundred gold, and something of everything else that pages tell of: comments, items that could not be judged, paused and
 * removed items, people suspended and in review, items asked anew, gold in review.
 */
export async function makeProject(client: Client, { projectId, items, people }: Plan): Promise<void> {
  const run = (text: string, ...rest: unknown[]) => client.query(text, [projectId, ...rest]);
  // The keys between the tables hold by construction; checking them a million times is not what is measured.
  await client.query("SET session_replication_role = replica");
  await makeFrame(run, items, people);
  await makeItems(run, items);
  await makeJudgments(run, people);
  await makeEvents(run, people);
  await makeGoldLoop(run);
  await client.query("SET session_replication_role = origin");
}

type Run = (text: string, ...rest: unknown[]) => Promise<unknown>;

async function makeFrame(run: Run, items: number, people: number): Promise<void> {
  const queries = Math.ceil(items / PER_QUERY);
  await run(
    `INSERT INTO project (id, name, question, state, relevant_from, launched_at, last_item_no, last_query_no,
                          last_annotator_no, field_roles)
     VALUES ($1, 'Bench of pages', 'How relevant?', 'live', 3, now() - interval '30 days', $2, $3, $4,
             '[{"name": "title", "role": "title"}, {"name": "text", "role": "text"}]')`,
    ...[items, queries, people],
  );
  await run(
    `INSERT INTO level (project_id, value, name, definition, gain)
     SELECT $1, v, 'Level ' || v, 'What it means', v - 1 FROM generate_series(1, 5) v`,
  );
  await run(
    `INSERT INTO guideline_version (project_id, version, markdown, created_at)
     SELECT $1, v, '# How to judge', now() - interval '31 days' + v * interval '10 days' FROM generate_series(1, 2) v`,
  );
  await run(
    `INSERT INTO query (project_id, no, key, text, ord, state)
     SELECT $1, q, 'q' || q, 'query ' || q || ' about ' || md5(q::text), ${ORD("q")},
            CASE WHEN ${DRAW(500, 1, "q")} = 0 THEN 'paused' ELSE 'open' END
     FROM generate_series(1, $2::bigint) q`,
    queries,
  );
  await run(
    `WITH person AS (
       INSERT INTO app_user (id, name) SELECT $1 || '-' || n, 'Person ' || n FROM generate_series(1, $2::int) n)
     INSERT INTO annotator (project_id, no, user_id, pseudonym, seed, state)
     SELECT $1, n, $1 || '-' || n, 'person-' || n, n * 7919,
            CASE WHEN n % 100 = 0 THEN 'suspended' WHEN n % 50 = 1 THEN 'review'
                 WHEN n % 3 = 0 THEN 'trusted' ELSE 'probation' END
     FROM generate_series(1, $2::int) n`,
    people,
  );
}

async function makeItems(run: Run, items: number): Promise<void> {
  await run(
    `INSERT INTO item (project_id, no, query_no, key, fields, target, group_ord, ord, is_gold)
     SELECT $1, n, q, 'i' || n, jsonb_build_object('title', 'result ' || n || ' ' || md5(n::text)
                                                     || CASE WHEN n % 3 = 0 THEN ' blue' ELSE '' END
                                                     || CASE WHEN n % 97 = 0 THEN ' rare' ELSE '' END
                                                     || CASE n % 7 WHEN 1 THEN ' старые книги' WHEN 2 THEN ' 東京都の地図' ELSE '' END,
                                                   'text', repeat('words of it ', 15)),
            CASE WHEN n % ${GOLD_EVERY} = 0 THEN 6 ELSE ${PER_ITEM} END, ${ORD("q")}, ${ORD("n + 1000000007")},
            n % ${GOLD_EVERY} = 0
     FROM generate_series(1, $2::int) n, LATERAL (SELECT (1 + (n - 1) / ${PER_QUERY})::bigint AS q) AS own`,
    items,
  );
  await run(
    `INSERT INTO gold_version (project_id, item_no, version, levels)
     SELECT $1, no, 1, CASE WHEN no % 300 = 0 THEN '{4,5}'::int[] ELSE ARRAY[(1 + ${DRAW(5, 2, "no")})::int] END
     FROM item WHERE project_id = $1 AND is_gold`,
  );
}

/** In the order of the ring, as people come round: one item in fifty has fewer yet. */
async function makeJudgments(run: Run, people: number): Promise<void> {
  await run(
    `INSERT INTO judgment (project_id, item_no, annotator_no, assignment_id, key, payload_hash, action, level, unratable,
                           comment, duration_ms, guideline_version, counted_at_receipt, created_at)
     SELECT $1, g.no, g.person, gen_random_uuid(), gen_random_uuid(), sha256(g.no::text::bytea),
            CASE WHEN g.odd = 0 THEN 'unratable' ELSE 'judge' END,
            CASE WHEN g.odd <> 0 THEN greatest(1, least(5, g.truth + CASE ${DRAW(8, 4, "g.no", "g.k")}
                                                             WHEN 0 THEN 1 WHEN 1 THEN -1 WHEN 2 THEN 2 ELSE 0 END)) END,
            CASE WHEN g.odd = 0 THEN 'result' END,
            CASE WHEN ${DRAW(40, 5, "g.no", "g.k")} = 0 THEN 'It says nothing about the year.' END,
            1500 + ${DRAW(20_000, 6, "g.no", "g.k")},
            CASE WHEN g.at < 0.5 THEN 1 ELSE 2 END, g.odd <> 0,
            now() - interval '29 days' * (1 - g.at)
     FROM (
       SELECT i.no, k, 1 + (i.no * 7919::bigint + k * 67) % $2::int AS person, i.group_ord, i.ord,
              ${DRAW(100, 3, "i.no", "k")} AS odd, 1 + ${DRAW(5, 2, "i.no")} AS truth,
              i.group_ord::float8 / 4611686018427387904 AS at
       FROM item i, generate_series(1::bigint, ${PER_ITEM}) k
       WHERE i.project_id = $1 AND (k = 1 OR ${DRAW(50, 8, "i.no")} > 0)) AS g
     ORDER BY g.group_ord, g.ord, g.k`,
    people,
  );
  await run(
    `INSERT INTO assignment (project_id, item_no, annotator_no, id, state, ordinal, counted, judgment_seq, created_at, expires_at)
     SELECT $1, j.item_no, j.annotator_no, j.assignment_id,
            CASE WHEN j.action = 'unratable' THEN 'unratable'
                 WHEN ${DRAW(400, 9, "j.item_no")} = 0 AND j.guideline_version = 1 THEN 'reopened' ELSE 'judged' END,
            1, j.action = 'judge' AND j.annotator_no % 100 > 0
               AND NOT (${DRAW(400, 9, "j.item_no")} = 0 AND j.guideline_version = 1),
            j.seq, j.created_at, j.created_at + interval '15 minutes'
     FROM judgment j WHERE j.project_id = $1 ORDER BY j.seq`,
  );
  await run(
    `UPDATE item i SET counted = c.counted, rev = 2 * c.answers,
       state = CASE WHEN ${DRAW(1000, 10, "i.no")} = 0 THEN 'removed'
                    WHEN ${DRAW(500, 1, "i.query_no")} = 0 AND c.counted < i.target THEN 'paused'
                    WHEN c.counted >= i.target THEN 'done' ELSE 'open' END
     FROM (SELECT item_no, count(*) FILTER (WHERE counted) AS counted, count(*) AS answers
           FROM assignment WHERE project_id = $1 GROUP BY item_no) AS c
     WHERE i.project_id = $1 AND i.no = c.item_no`,
  );
}

/** What happened since that says what counts: the same as the assignments say. */
async function makeEvents(run: Run, people: number): Promise<void> {
  await run(
    `INSERT INTO annotator_event (project_id, annotator_no, no, kind)
     SELECT $1, n, 1, 'quiz-passed' FROM generate_series(1, $2::int) n`,
    people,
  );
  const event = (kind: string, evidence: string, where: string) =>
    run(
      `INSERT INTO counting_event (project_id, seq, kind, judgments, counts, evidence)
       SELECT $1, nextval('judgment_seq_seq'), '${kind}', array_agg(j.seq ORDER BY j.seq), false, '${evidence}'
       FROM judgment j JOIN assignment a ON a.project_id = $1 AND a.item_no = j.item_no AND a.annotator_no = j.annotator_no
       JOIN item i ON i.project_id = $1 AND i.no = j.item_no
       WHERE j.project_id = $1 AND j.action = 'judge' AND ${where} HAVING count(*) > 0`,
    );
  await event("suspended", "{}", "j.annotator_no % 100 = 0");
  await event("reopened", '{"chosenBy": "query", "guidelineVersion": 2}', "a.state = 'reopened'");
  await event("removed", "{}", "i.state = 'removed'");
}

async function makeGoldLoop(run: Run): Promise<void> {
  await run(
    `INSERT INTO gold_review (project_id, item_no, no, gold_version, reason, probability)
     SELECT $1, item_no, 1, 1, 'suspected', 0.1 FROM gold_version WHERE project_id = $1 ORDER BY item_no LIMIT 10`,
  );
  await run(
    `INSERT INTO gold_contest (project_id, item_no, no, gold_version, annotator_no, comment)
     SELECT $1, a.item_no, 1, 1, min(a.annotator_no), 'The page is about the film.'
     FROM assignment a JOIN item i ON i.project_id = $1 AND i.no = a.item_no AND i.is_gold
     WHERE a.project_id = $1 GROUP BY a.item_no ORDER BY a.item_no DESC LIMIT 10`,
  );
}
