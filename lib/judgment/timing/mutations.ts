import "server-only";
import type { AnnotatorAccess } from "#lib/auth/access.ts";
import { judgingPool } from "#lib/database/pool.ts";
import type { StepCount } from "./schema.ts";

/** Adds the times that a desk measured to the project's histogram. It is not stored whose times they are. */
export async function addTimings(access: AnnotatorAccess, counts: readonly StepCount[]): Promise<void> {
  await judgingPool.query(
    // Always in the same order, so that two desks cannot deadlock.
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
