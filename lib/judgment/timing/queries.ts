import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { type Latency, latencyOf } from "./rules.ts";
import type { StepCount } from "./schema.ts";

/** How long the steps of judging take in this project, over everybody. */
export async function readLatency(access: RequesterAccess): Promise<Latency> {
  const { rows } = await pool.query<StepCount>(
    `SELECT step, bucket::int, least(count, 9007199254740991)::float8 AS count
     FROM step_timing WHERE project_id = $1`,
    [access.projectId],
  );
  return latencyOf(rows);
}
