import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { BLOCKS, type ItemCounts, LONGEST_HOURS, type Progress, progressOf, type Rhythm } from "./rules.ts";

/** How far the project is, at which pace, and when it may be done. */
export async function readProgress(access: RequesterAccess): Promise<Progress> {
  const [{ isLive, ...counts }, rhythm] = await Promise.all([readItemCounts(access), readRhythm(access)]);
  return progressOf(counts, isLive, rhythm);
}

async function readItemCounts(access: RequesterAccess): Promise<ItemCounts & { isLive: boolean }> {
  const { rows } = await pool.query<ItemCounts & { isLive: boolean }>(
    `SELECT p.state = 'live' AS "isLive",
            (count(i.no) FILTER (WHERE i.state = 'done'))::int AS done,
            (count(i.no) FILTER (WHERE i.state = 'open' AND i.counted + i.live > 0))::int AS "inWork",
            (count(i.no) FILTER (WHERE i.state = 'open' AND i.counted + i.live = 0))::int AS waiting,
            (count(i.no) FILTER (WHERE i.state = 'paused'))::int AS paused,
            coalesce(sum(i.counted), 0)::int AS counted,
            coalesce(sum(i.target), 0)::int AS wanted,
            coalesce(sum(i.target - i.counted) FILTER (WHERE i.state = 'open'), 0)::int AS remaining
     FROM project p
     LEFT JOIN item i ON i.project_id = p.id AND NOT i.is_gold AND i.state IN ('open', 'done', 'paused')
     WHERE p.id = $1
     GROUP BY p.id`,
    [access.projectId],
  );
  const none = { done: 0, inWork: 0, waiting: 0, paused: 0, counted: 0, wanted: 0, remaining: 0 };
  return rows[0] ?? { ...none, isLive: false };
}

// From the first judgment on, and at most two days back: counted judgments of ordinary items in equal stretches.
async function readRhythm(access: RequesterAccess): Promise<Rhythm> {
  const { rows } = await pool.query<{ hours: number; block: number | null; judgments: number }>(
    `WITH span AS (
       SELECT greatest(now() - make_interval(hours => $2),
                       (SELECT min(created_at) FROM judgment WHERE project_id = $1)) AS since),
     span_hours AS (
       SELECT since, greatest(extract(epoch FROM now() - since), 1)::float8 / 3600 AS hours FROM span)
     SELECT s.hours, b.block, coalesce(b.judgments, 0)::int AS judgments
     FROM span_hours s LEFT JOIN LATERAL (
       SELECT least($3::int, 1 + floor($3::int * extract(epoch FROM c.created_at - s.since) / 3600 / s.hours))::int AS block,
              count(*) AS judgments
       FROM current_judgment c JOIN item i ON i.project_id = c.project_id AND i.no = c.item_no
       WHERE c.project_id = $1 AND c.counts AND NOT i.is_gold AND c.created_at >= s.since
       GROUP BY 1) b ON true`,
    [access.projectId, LONGEST_HOURS, BLOCKS],
  );
  const blocks = new Array<number>(BLOCKS).fill(0);
  for (const { block, judgments } of rows) if (block !== null) blocks[block - 1] = judgments;
  return { blocks, hours: rows[0]?.hours ?? LONGEST_HOURS };
}
