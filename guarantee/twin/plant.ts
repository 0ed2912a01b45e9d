import type { Pool } from "pg";
import { plantProject } from "../scratch/project.ts";

export const PROJECT = "twin";
export const PEOPLE = 24;
const ITEMS = 600;
const GOLDS = 90;
/** The client asks for as many. */
export const PAGE = 8;

/** A project at work: everybody holds a page, with gold among it. */
export async function plantAtWork(pool: Pool): Promise<void> {
  await plantProject(pool, {
    projectId: PROJECT,
    items: ITEMS,
    people: PEOPLE,
    golds: GOLDS,
    judgmentsPerItem: 3,
    assignmentSeconds: 3600,
  });
  await pool.query("UPDATE project SET gold_rate = 0.3 WHERE id = $1", [PROJECT]);
  await pool.query(
    "INSERT INTO guideline_version (project_id, version, markdown) VALUES ($1, 1, 'Judge what was **meant**.')",
    [PROJECT],
  );
  for (let no = 1; no <= PEOPLE; no++)
    await pool.query("SELECT claim_items($1, $2, $3)", [PROJECT, no, PAGE]);
  await pool.query(
    `CREATE SCHEMA twin;
     CREATE TABLE twin.clock AS SELECT pg_catalog.clock_timestamp() AS now_at;
     CREATE FUNCTION twin.clock_timestamp() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT now_at FROM twin.clock'`,
  );
}

/**
 * Lets the database's clock stand still where it was when the project was planted, so that an expiry is the same byte for byte
 * whenever it is asked for. Connections opened from now on see it so.
 */
export async function stopClock(pool: Pool, database: string): Promise<void> {
  await pool.query(`ALTER DATABASE ${database} SET search_path = twin, public, pg_catalog`);
}

/**
 * Gold where there was none and none where it was: every gold that somebody holds changes places with an ordinary item that
 * somebody holds, as far as there are any. Every key is another one. Returns how many items changed.
 */
export async function swapGold(pool: Pool): Promise<number> {
  // What is only ever added to is changed here as if it had always been so.
  await pool.query("SET session_replication_role = replica");
  const { rows } = await pool.query<{ pairs: number }>(
    `WITH held AS (
       SELECT i.no, i.is_gold, row_number() OVER (PARTITION BY i.is_gold ORDER BY i.no) AS turn FROM item i
       WHERE i.project_id = $1 AND EXISTS (
         SELECT 1 FROM assignment a WHERE a.project_id = $1 AND a.item_no = i.no AND a.state = 'live')
     ), pair AS (
       SELECT g.no AS gold, o.no AS other FROM held g JOIN held o USING (turn) WHERE g.is_gold AND NOT o.is_gold
     ), swapped AS (
       UPDATE item i SET is_gold = NOT i.is_gold
       WHERE i.project_id = $1 AND i.no IN (SELECT gold FROM pair UNION SELECT other FROM pair)
     ), moved AS (
       UPDATE gold_version v SET item_no = p.other FROM pair p WHERE v.project_id = $1 AND v.item_no = p.gold
     )
     SELECT count(*)::int AS pairs FROM pair`,
    [PROJECT],
  );
  await pool.query("UPDATE gold_version SET levels = '{1}' WHERE project_id = $1", [PROJECT]);
  await pool.query("SET session_replication_role = origin");
  return (rows[0]?.pairs ?? 0) * 2;
}
