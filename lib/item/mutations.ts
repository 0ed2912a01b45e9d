import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { AppError } from "#lib/errors.ts";
import type { ItemMove, QueryMove } from "./schema.ts";

/** Pauses, resumes, removes or restores items; returns how many it moved. None in a state for it is a conflict. */
export async function moveItems(access: RequesterAccess, { nos, move }: ItemMove): Promise<number> {
  const { rows } = await pool.query<{ answer: { count: number } }>(
    "SELECT move_items($1, $2, $3, $4) AS answer",
    [access.projectId, nos, move, access.userId],
  );
  const count = rows[0]?.answer.count ?? 0;
  if (count === 0) throw new AppError("conflict", "These items already have that state. Reload the page.");
  return count;
}

/** Pauses a query with its items, or lets both go on; returns how many items it moved. */
export async function moveQuery(access: RequesterAccess, { queryNo, move }: QueryMove): Promise<number> {
  const { rows } = await pool.query<{
    answer: { outcome: "saved"; count: number } | { outcome: "unchanged" };
  }>("SELECT move_query($1, $2, $3, $4) AS answer", [access.projectId, queryNo, move, access.userId]);
  const answer = rows[0]?.answer;
  if (answer?.outcome !== "saved")
    throw new AppError("conflict", "This query already has that state. Reload the page.");
  return answer.count;
}
