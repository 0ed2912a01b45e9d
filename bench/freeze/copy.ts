import type { Client } from "pg";

/** How long COPY takes to hand out these rows, and how many bytes they are. */
export type Copied = { seconds: number; bytes: number };

/** By the format that it is held against. */
export type Formats = Record<"csv" | "jsonl" | "parquet", Copied>;

const JUDGMENTS = `
  SELECT j.seq, j.item_no, i.key AS item_id, q.key AS query_id, n.pseudonym AS annotator, j.action, j.level, j.unratable,
         j.comment, j.duration_ms, j.created_at, j.guideline_version, s.seq IS NULL AS is_current, j.counted_at_receipt AS counted,
         j.counted_at_receipt, i.is_gold, NULL::boolean AS correct, 0.123456789012::float8 AS trust, j.supersedes
  FROM judgment j JOIN item i ON i.project_id = j.project_id AND i.no = j.item_no
  JOIN query q ON q.project_id = i.project_id AND q.no = i.query_no
  JOIN annotator n ON n.project_id = j.project_id AND n.no = j.annotator_no
  LEFT JOIN judgment s ON s.project_id = j.project_id AND s.supersedes = j.seq
  WHERE j.project_id = 'bench' ORDER BY j.item_no, j.seq`;

const LABELS = `
  SELECT i.no AS item_no, i.key AS item_id, q.key AS query_id, q.text AS query, l.*, i.fields ->> 'title' AS source_title,
         i.fields ->> 'text' AS source_text
  FROM item i JOIN query q ON q.project_id = i.project_id AND q.no = i.query_no
  JOIN bench_label l ON l.no = i.no
  WHERE i.project_id = 'bench' AND NOT i.is_gold ORDER BY i.no`;

/** Labels are computed and never stored: a table of their like, so that COPY has rows to hand out. */
const LIKE_LABELS = `
  CREATE UNLOGGED TABLE bench_label AS
  SELECT no, 1 + no % 5 AS label, 'L' || (1 + no % 5) AS label_name, f AS confidence, NULL::text AS confidence_note, 3 AS n_counted,
         1 AS votes_1, 0 AS votes_2, 2 AS votes_3, 0 AS votes_4, 0 AS votes_5, f AS dist_1, f / 3 AS dist_2, f / 7 AS dist_3,
         f / 9 AS dist_4, f / 11 AS dist_5, f / 13 AS entropy, f / 17 AS expected_error, 2.33333333333 AS mean, 3 AS median,
         3 AS majority, false AS tied, 'pooled' AS method
  FROM item, LATERAL (SELECT (0.1 + no::float8 / 7919) - floor(0.1 + no::float8 / 7919) AS f) AS chance
  WHERE project_id = 'bench'`;

/** The same rows in the three formats of COPY: CSV, one JSON object a line, and its own binary one beside Parquet. */
export async function copyRows(client: Client): Promise<Record<"labels" | "judgments", Formats>> {
  await client.query(LIKE_LABELS);
  await client.query("VACUUM (ANALYZE) bench_label");
  return { labels: await allFormats(client, LABELS), judgments: await allFormats(client, JUDGMENTS) };
}

async function allFormats(client: Client, rows: string): Promise<Formats> {
  // Once to warm what both read.
  await copyOut(client, `COPY (${rows}) TO STDOUT (FORMAT csv, HEADER)`);
  const csv = await copyOut(client, `COPY (${rows}) TO STDOUT (FORMAT csv, HEADER)`);
  const json = await copyOut(client, `COPY (SELECT row_to_json(r) FROM (${rows}) r) TO STDOUT`);
  const binary = await copyOut(client, `COPY (${rows}) TO STDOUT (FORMAT binary)`);
  return { csv, jsonl: json, parquet: binary };
}

/** What node-postgres hands to a statement of one's own; its own statements do not take what COPY sends. */
type Wire = { query(text: string): void };

/** Receives what COPY sends and counts it. */
function copyOut(client: Client, text: string): Promise<Copied> {
  const began = performance.now();
  let bytes = 0;
  return new Promise((resolve, reject) => {
    const statement = {
      submit: (wire: Wire) => wire.query(text),
      handleCopyData: ({ chunk }: { chunk: Buffer }) => {
        bytes += chunk.length;
      },
      handleError: reject,
      handleReadyForQuery: () => resolve({ seconds: (performance.now() - began) / 1000, bytes }),
      handleCommandComplete() {},
      handleRowDescription() {},
      callback() {},
    };
    (client.query as (statement: unknown) => void).call(client, statement);
  });
}
