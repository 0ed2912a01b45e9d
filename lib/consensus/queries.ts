import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import type { Stopping, UndecidedItem } from "./rules.ts";

/** The parameters in force, or null where the judgments per item are fixed. */
export async function readStopping(access: RequesterAccess): Promise<Stopping | null> {
  const { rows } = await pool.query<{ version: number; parameters: Omit<Stopping, "version"> }>(
    `SELECT v.version, v.parameters FROM stopping_version v JOIN project p ON p.id = $1
     WHERE v.project_id = $1 AND p.is_adaptive ORDER BY v.version DESC LIMIT 1`,
    [access.projectId],
  );
  const row = rows[0];
  return row === undefined ? null : { version: row.version, ...row.parameters };
}

/** The next items, in order of number, that have what was asked of them and wait for the stop rule. */
export async function listUndecided(
  access: RequesterAccess,
  afterNo: number,
  most: number,
): Promise<UndecidedItem[]> {
  const { rows } = await pool.query<UndecidedItem>(
    `SELECT i.no AS "itemNo", i.rev, audit_chance(i.project_id, i.no) AS chance,
            (SELECT coalesce(jsonb_agg(jsonb_build_array(c.annotator_no, c.level) ORDER BY c.seq), '[]')
             FROM current_judgment c
             WHERE c.project_id = i.project_id AND c.item_no = i.no AND c.counts) AS answers
     FROM item i
     WHERE i.project_id = $1 AND i.awaits_stop_rule AND i.no > $2
     ORDER BY i.no LIMIT $3`,
    [access.projectId, afterNo, most],
  );
  return rows;
}

/** The highest seq of a judgment so far. */
export async function readLastSeq(access: RequesterAccess): Promise<number> {
  const { rows } = await pool.query<{ seq: number }>(
    "SELECT coalesce(max(seq), 0)::float8 AS seq FROM judgment WHERE project_id = $1",
    [access.projectId],
  );
  return rows[0]?.seq ?? 0;
}

/** Whether at least this many judgments came in since. */
export async function hasGrown(access: RequesterAccess, sinceSeq: number, by: number): Promise<boolean> {
  const { rows } = await pool.query<{ more: number }>(
    `SELECT count(*)::int AS more FROM (
       SELECT 1 FROM judgment WHERE project_id = $1 AND seq > $2 LIMIT $3) AS newer`,
    [access.projectId, sinceSeq, by],
  );
  return (rows[0]?.more ?? 0) >= by;
}
