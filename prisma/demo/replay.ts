import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { inTransaction } from "#lib/database/transaction.ts";

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

// Numbered beforehand, in the order in which they were given, so that slot and judgment can point at each other.
const TAKE_IN = `
  CREATE TEMPORARY TABLE given ON COMMIT DROP AS
  SELECT *, gen_random_uuid() AS assignment_id, nextval('judgment_seq_seq') AS seq FROM (
    SELECT * FROM unnest($1::int[], $2::int[], $3::smallint[], $4::text[], $5::text[], $6::int[], $7::timestamptz[])
      AS g (item_no, annotator_no, level, unratable, comment, duration_ms, at)
    ORDER BY at, item_no, annotator_no) AS ordered`;

const INSERT_ASSIGNMENTS = `
  INSERT INTO assignment (project_id, item_no, annotator_no, id, state, ordinal, counted, judgment_seq, created_at,
                          expires_at)
  SELECT $1, item_no, annotator_no, assignment_id, CASE WHEN level IS NULL THEN 'unratable' ELSE 'judged' END,
         row_number() OVER (PARTITION BY item_no ORDER BY seq), level IS NOT NULL, seq,
         at - make_interval(secs => duration_ms / 1000.0), at
  FROM given`;

const INSERT_JUDGMENTS = `
  INSERT INTO judgment (project_id, seq, item_no, annotator_no, assignment_id, key, payload_hash, action, level,
                        unratable, comment, duration_ms, guideline_version, counted_at_receipt, created_at)
  SELECT $1, seq, item_no, annotator_no, assignment_id, gen_random_uuid(), sha256(assignment_id::text::bytea),
         CASE WHEN level IS NULL THEN 'unratable' ELSE 'judge' END, level, unratable, comment, duration_ms,
         (SELECT coalesce(max(version), 0) FROM guideline_version WHERE project_id = $1), level IS NOT NULL, at
  FROM given`;

const COUNT = `
  UPDATE item i SET counted = i.counted + n.counted, rev = i.rev + n.given,
    state = CASE WHEN i.state = 'open' THEN state_at(i, i.counted + n.counted, i.target) ELSE i.state END
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
  await inTransaction(pool, async (client) => {
    await client.query(TAKE_IN, [
      judgments.map((judgment) => judgment.itemNo),
      judgments.map((judgment) => judgment.annotatorNo),
      judgments.map((judgment) => judgment.level),
      judgments.map((judgment) => judgment.unratable),
      judgments.map((judgment) => judgment.comment),
      judgments.map((judgment) => judgment.durationMs),
      judgments.map((judgment) => judgment.at),
    ]);
    for (const statement of [INSERT_ASSIGNMENTS, INSERT_JUDGMENTS, COUNT]) {
      await client.query(statement, [access.projectId]);
    }
  });
}
