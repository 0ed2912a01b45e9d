import "server-only";
import type { AnnotatorAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import type { StepCount } from "./schema.ts";

/** Adds what a desk has timed to the project's histogram. Nothing is kept of who timed it. */
export async function addTimings(access: AnnotatorAccess, counts: readonly StepCount[]): Promise<void> {
  await pool.query(
    // In one order, so that two desks never wait for each other.
    `INSERT INTO step_timing (project_id, step, bucket, count)
     SELECT $1, step, bucket, sum(count) FROM unnest($2::text[], $3::smallint[], $4::bigint[]) AS t (step, bucket, count)
     GROUP BY step, bucket ORDER BY step, bucket
     ON CONFLICT (project_id, step, bucket) DO UPDATE SET count = step_timing.count + excluded.count`,
    [
      access.projectId,
      counts.map(({ step }) => step),
      counts.map(({ bucket }) => bucket),
      counts.map(({ count }) => count),
    ],
  );
}
