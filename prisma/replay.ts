import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";

/** A judgment that was given elsewhere, or by a simulated person, and is taken over as it is. */
export type ReplayedJudgment = {
  itemNo: number;
  annotatorNo: number;
  /** 1..K, or null when it could not be judged */
  level: number | null;
  unratable: "query" | "result" | "rater" | null;
  comment: string | null;
  durationMs: number;
  at: Date;
};

const INSERT_ASSIGNMENTS = `
  INSERT INTO assignment (project_id, item_no, annotator_no, id, state, ordinal, counted, created_at, expires_at)
  SELECT $1, item_no, annotator_no, gen_random_uuid(), CASE WHEN level IS NULL THEN 'unratable' ELSE 'judged' END,
         row_number() OVER (PARTITION BY item_no ORDER BY at, annotator_no), level IS NOT NULL,
         at - make_interval(secs => duration_ms / 1000.0), at
  FROM given`;

const INSERT_JUDGMENTS = `
  INSERT INTO judgment (project_id, item_no, annotator_no, assignment_id, key, payload_hash, action, level, unratable,
                        comment, duration_ms, guideline_version, counted, created_at)
  SELECT $1, g.item_no, g.annotator_no, a.id, gen_random_uuid(), sha256(a.id::text::bytea),
         CASE WHEN g.level IS NULL THEN 'unratable' ELSE 'judge' END, g.level, g.unratable, g.comment, g.duration_ms,
         coalesce((SELECT max(version) FROM guideline_version WHERE project_id = $1), 0), g.level IS NOT NULL, g.at
  FROM given g
  JOIN assignment a ON a.project_id = $1 AND a.item_no = g.item_no AND a.annotator_no = g.annotator_no
  ORDER BY g.at, g.item_no, g.annotator_no`;

const POINT_TO_JUDGMENTS = `
  UPDATE assignment a SET judgment_seq = j.seq FROM judgment j
  WHERE a.project_id = $1 AND j.project_id = $1 AND j.assignment_id = a.id AND a.judgment_seq IS NULL`;

const COUNT = `
  UPDATE item i SET counted = i.counted + n.counted, rev = i.rev + n.given,
    state = CASE WHEN i.state = 'open' AND i.counted + n.counted >= i.target THEN 'done' ELSE i.state END
  FROM (SELECT item_no, count(level)::int AS counted, count(*)::int AS given FROM given GROUP BY item_no) AS n
  WHERE i.project_id = $1 AND i.no = n.item_no`;

/**
 * Takes judgments over in one transaction: all or none. The item's checks hold as for judgments of the queue,
 * so more than an item's target is refused.
 */
export async function replayJudgments(
  access: RequesterAccess,
  judgments: readonly ReplayedJudgment[],
): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await client.query(
      `CREATE TEMPORARY TABLE given ON COMMIT DROP AS SELECT * FROM unnest(
         $1::int[], $2::int[], $3::smallint[], $4::text[], $5::text[], $6::int[], $7::timestamptz[]
       ) AS g (item_no, annotator_no, level, unratable, comment, duration_ms, at)`,
      [
        judgments.map((judgment) => judgment.itemNo),
        judgments.map((judgment) => judgment.annotatorNo),
        judgments.map((judgment) => judgment.level),
        judgments.map((judgment) => judgment.unratable),
        judgments.map((judgment) => judgment.comment),
        judgments.map((judgment) => judgment.durationMs),
        judgments.map((judgment) => judgment.at),
      ],
    );
    for (const statement of [INSERT_ASSIGNMENTS, INSERT_JUDGMENTS, POINT_TO_JUDGMENTS, COUNT]) {
      await client.query(statement, [access.projectId]);
    }
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}
