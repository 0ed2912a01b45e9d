import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { inTransaction } from "#lib/database/transaction.ts";
import type { Figure } from "./queries.ts";

/** Judging waits for a watermark at most this long. */
const LOCK_WAIT = "200ms";
const LOCK_NOT_AVAILABLE = "55P03";

/** Computes a figure and stores it. Returns whether it did: a busy desk is not made to wait, and then it did not. */
export async function refreshFigure<T>(access: RequesterAccess, figure: Figure<T>): Promise<boolean> {
  const watermark = await takeWatermark(access);
  if (watermark === null) return false;
  const began = performance.now();
  const { rows } = await pool.query<{ watermark: string; stored: unknown }>(
    "SELECT watermark, figure AS stored FROM project_figure WHERE project_id = $1 AND name = $2",
    [access.projectId, figure.name],
  );
  const [before] = rows;
  const value = await figure.compute(
    access,
    before && { watermark: before.watermark, value: figure.unpack(before.stored) },
  );
  await pool.query(
    `INSERT INTO project_figure (project_id, name, watermark, figure, took_ms) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (project_id, name) DO UPDATE
       SET watermark = excluded.watermark, figure = excluded.figure, computed_at = clock_timestamp(), took_ms = excluded.took_ms`,
    [
      access.projectId,
      figure.name,
      watermark,
      JSON.stringify(figure.pack(value)),
      Math.round(performance.now() - began),
    ],
  );
  return true;
}

/** A number up to which everything is committed, so that whatever is read from now on has all of it; null where that takes long. */
async function takeWatermark(access: RequesterAccess): Promise<string | null> {
  try {
    return await inTransaction(pool, async (client) => {
      await client.query(`SET LOCAL lock_timeout = '${LOCK_WAIT}'`);
      const { rows } = await client.query<{ seq: string }>("SELECT freeze_watermark($1) AS seq", [
        access.projectId,
      ]);
      return rows[0]?.seq ?? null;
    });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === LOCK_NOT_AVAILABLE) return null;
    throw error;
  }
}
